using System.Diagnostics;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Binnacle.Tests.Databases;

/// <summary>
/// PostgreSQL for the run: the one that <c>BINNACLE_TEST_POSTGRES</c> names, else one of our own in a temporary folder, on a
/// free port, without fsync. Where neither can be had the tests fail; they never skip.
/// </summary>
internal static class PostgresServer
{
    private const string Template = "binnacle_template";
    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);
    private static int databases;
    private static OwnPostgres? own;

    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await Started.Value;
        var name = $"binnacle_test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {TemplateOf(server)}");
        }
        finally
        {
            OneCopyAtATime.Release();
        }
        return In(server, name);
    }

    public static async Task<string> CreateEmptyDatabaseAsync()
    {
        var server = await Started.Value;
        var name = $"binnacle_empty_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return In(server, name);
    }

    public static async ValueTask DropAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        await ExecuteAsync(await Started.Value, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static string TemplateOf(string server) =>
        $"{Template}_{Environment.ProcessId}_{new NpgsqlConnectionStringBuilder(server).Port}";

    private static async Task<string> StartAsync()
    {
        var server = Environment.GetEnvironmentVariable("BINNACLE_TEST_POSTGRES") is { Length: > 0 } given
            ? given
            : (own = await OwnPostgres.StartAsync()).Connection("postgres");
        var template = In(server, TemplateOf(server));
        await using (var db = TestDatabase.Open(DatabaseChoice.Postgres(template)))
            await db.Database.MigrateAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(template));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(server, TemplateOf(server));
        return server;
    }

    private static void Drop(string server, string name)
    {
        if (own is null)
        {
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }
        own?.Stop();
    }

    private static string In(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, MaxPoolSize = 10 }.ConnectionString;

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Debian's binaries, run as an unprivileged user: PostgreSQL refuses to run as root.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string binaries;
    private readonly string folder;
    private readonly int port;

    private OwnPostgres(string binaries, string folder, int port) =>
        (this.binaries, this.folder, this.port) = (binaries, folder, port);

    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={port};Username=binnacle;Database={database};Include Error Detail=true";

    public static async Task<OwnPostgres> StartAsync()
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (binaries is null)
        {
            throw new InvalidOperationException(
                "These tests run on PostgreSQL, too, and none is here: install the package postgresql, or name a server in BINNACLE_TEST_POSTGRES='Host=…;Username=…;Password=…'."
            );
        }
        var port = Servers.OtherProgram.FreePort();
        var folder = await RunAsync("mktemp", "-d", "/tmp/binnacle-postgres-XXXXXX");
        await RunAsync(
            Path.Combine(binaries, "initdb"),
            "-D",
            $"{folder}/data",
            "-U",
            "binnacle",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync"
        );
        var server = new OwnPostgres(binaries, folder, port);
        await server.StartAgainAsync();
        return server;
    }

    public Task StartAgainAsync() =>
        RunAsync(
            Path.Combine(binaries, "pg_ctl"),
            "start",
            "-w",
            "-D",
            $"{folder}/data",
            "-l",
            $"{folder}/log",
            "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off"
        );

    /// <summary>As a power cut ends it.</summary>
    public Task StopAsync() =>
        RunAsync(Path.Combine(binaries, "pg_ctl"), "stop", "-m", "immediate", "-D", $"{folder}/data");

    public void Stop()
    {
        using var stopping = Process.Start(
            Command(Path.Combine(binaries, "pg_ctl"), "stop", "-m", "immediate", "-D", $"{folder}/data")
        )!;
        stopping.WaitForExit();
        using var removing = Process.Start(Command("rm", "-rf", folder))!;
        removing.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var command = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (Environment.IsPrivilegedProcess)
        {
            command.FileName = "runuser";
            command.ArgumentList.Add("-u");
            command.ArgumentList.Add("postgres");
            command.ArgumentList.Add("--");
            command.ArgumentList.Add(program);
        }
        else
        {
            command.FileName = program;
        }
        foreach (var argument in arguments)
            command.ArgumentList.Add(argument);
        return command;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        // The server inherits the pipes and would hold them open, so only the one line of mktemp is read to its end.
        var command = Command(program, arguments);
        using var process = Process.Start(command)!;
        var output = program.EndsWith("pg_ctl", StringComparison.Ordinal)
            ? ""
            : await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}"
            );
        }
        return output.Trim();
    }
}
