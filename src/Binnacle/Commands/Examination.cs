using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

internal sealed record Finding(bool IsFine, string Subject, string Text, int ExitCode = ExitCode.Failed);

/// <summary>What <c>doctor</c> looks at. It changes nothing: an absent database stays absent.</summary>
internal sealed class Examination(Installation installation, int port)
{
    private static readonly Version OldestGit = new(2, 30);
    private const long LeastSpace = 1L << 30;

    public async IAsyncEnumerable<Finding> FindAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await GitAsync(cancellation);
        var folder = Folder();
        yield return folder;
        if (folder.IsFine)
            yield return Space();
        await foreach (var finding in DatabaseAsync(cancellation))
            yield return finding;
        yield return Port();
    }

    private static async Task<Finding> GitAsync(CancellationToken cancellation)
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
            var text = (await git.StandardOutput.ReadToEndAsync(cancellation)).Trim();
            var number = text.Split(' ').ElementAtOrDefault(2)?.Split('.') ?? [];
            var version =
                number.Length >= 2 && Version.TryParse($"{number[0]}.{number[1]}", out var parsed) ? parsed : new();
            return version >= OldestGit
                ? new Finding(IsFine: true, "git", text)
                : new Finding(IsFine: false, "git", $"{text} is too old; install {OldestGit} or newer.");
        }
        catch (Win32Exception)
        {
            return new Finding(IsFine: false, "git", "not found; install it, for repositories are read through it.");
        }
    }

    private Finding Folder()
    {
        try
        {
            installation.RequireWritableFolder();
            return new Finding(IsFine: true, "data folder", $"{installation.Folder} can be written");
        }
        catch (CommandFailure failure)
        {
            return new Finding(IsFine: false, "data folder", failure.Message);
        }
    }

    private Finding Space()
    {
        var free = new DriveInfo(installation.Folder).AvailableFreeSpace;
        var text = $"{free / (double)(1 << 30):0.0} GB free";
        return free >= LeastSpace
            ? new Finding(IsFine: true, "disk", text)
            : new Finding(
                IsFine: false,
                "disk",
                $"{text}; leave at least 1 GB for the database, its backups and clones."
            );
    }

    private async IAsyncEnumerable<Finding> DatabaseAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!installation.Database.IsPostgres && !File.Exists(installation.Database.SqlitePath))
        {
            yield return new Finding(IsFine: true, "database", "none yet; serve and review make it");
            yield break;
        }
        await using var db = Opened.Database(installation);
        Finding? failure = null;
        string version = "";
        List<string> pending = [];
        DateTime? newest = null;
        DateTime? itsClock = null;
        try
        {
            version = (
                await ScalarAsync<string>(
                    db,
                    installation.Database.IsPostgres ? "SELECT version()" : "SELECT sqlite_version()",
                    cancellation
                )
            )!;
            pending = [.. await db.Database.GetPendingMigrationsAsync(cancellation)];
            if (pending.Count == 0)
                newest = await db.Set<TimelineEvent>().MaxAsync(row => (DateTime?)row.At, cancellation);
            if (installation.Database.IsPostgres)
                itsClock = await ScalarAsync<DateTime>(db, "SELECT now()", cancellation);
        }
        catch (Exception error) when (error is DbException or SocketException or TimeoutException)
        {
            failure = new Finding(IsFine: false, "database", error.Message, ExitCode.DatabaseUnreachable);
        }
        if (failure is not null)
        {
            yield return failure;
            yield break;
        }
        yield return new Finding(
            IsFine: true,
            "database",
            installation.Database.IsPostgres ? version : $"SQLite {version}"
        );
        yield return new Finding(
            IsFine: true,
            "migrations",
            pending.Count == 0 ? "all applied" : $"{pending.Count} to apply; the next start does it"
        );
        yield return Clock(db.Now, newest, itsClock);
    }

    private static Finding Clock(DateTime now, DateTime? newest, DateTime? itsClock)
    {
        if (newest > now.AddMinutes(5))
            return new Finding(IsFine: false, "clock", $"shows {now:u}, but the Timeline has an event of {newest:u}.");
        if (itsClock is { } other && (other - now).Duration() > TimeSpan.FromSeconds(30))
            return new Finding(IsFine: false, "clock", $"shows {now:u}, PostgreSQL's shows {other:u}.");
        return new Finding(IsFine: true, "clock", $"{now:u}");
    }

    private Finding Port()
    {
        if (RunningServer.IsRunning(installation))
            return new Finding(IsFine: true, "port", "a Binnacle serves this data folder now");
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return new Finding(IsFine: true, "port", $"{port} is free");
        }
        catch (SocketException)
        {
            return new Finding(IsFine: false, "port", $"{port} is in use by another program; serve with --port.");
        }
    }

    private static async Task<T?> ScalarAsync<T>(AppDb db, string sql, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (T?)await command.ExecuteScalarAsync(cancellation);
    }
}
