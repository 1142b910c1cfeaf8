using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Binnacle.Platform.Data;

/// <summary>Brings a database to this program's schema, whoever else starts at the same moment.</summary>
public static class DatabaseOpening
{
    private const string KindFact = "organization.kind";

    // Any number, as long as every node asks for the same.
    private const long MigrationLock = 0x62696E6E61636C;

    /// <summary>Migrates and checks that demo and real data stay apart.</summary>
    public static async Task OpenAsync(
        this AppDb db,
        Installation installation,
        CancellationToken cancellation = default
    )
    {
        installation.RequireWritableFolder();
        try
        {
            await db.MigrateAloneAsync(installation, cancellation);
            await db.KeepDemoApartAsync(installation.IsDemo, cancellation);
        }
        catch (Exception error) when (PostgresFailure(error) is { } failure)
        {
            throw new CommandFailure(
                ExitCode.DatabaseUnreachable,
                $"PostgreSQL does not answer as asked: {failure.Message}. Check --database and that the server runs.",
                error
            );
        }
        catch (SqliteException error)
        {
            throw new CommandFailure(
                ExitCode.DatabaseUnreachable,
                $"The database {installation.Database.SqlitePath} cannot be opened: {error.Message}",
                error
            );
        }
    }

    /// <summary>Where a retry might help, the framework wraps what the driver said.</summary>
    private static Exception? PostgresFailure(Exception? error)
    {
        while (error is not null and not (NpgsqlException or System.Net.Sockets.SocketException or TimeoutException))
            error = error.InnerException;
        return error;
    }

    private static Task MigrateAloneAsync(this AppDb db, Installation installation, CancellationToken cancellation) =>
        installation.Database.IsPostgres
            ? db.MigratePostgresAsync(installation.Database.PostgresConnection!, cancellation)
            : db.MigrateSqliteAsync(installation, cancellation);

    private static async Task MigratePostgresAsync(this AppDb db, string connection, CancellationToken cancellation)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellation))
            await creator.CreateAsync(cancellation);
        if (!await db.HasPendingAsync(cancellation))
            return;
        // A connection of its own, not pooled: the lock ends with it, even when the process is killed.
        await using var gate = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        await gate.OpenAsync(cancellation);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", gate) { CommandTimeout = 0 };
        take.Parameters.AddWithValue("key", MigrationLock);
        await take.ExecuteNonQueryAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task MigrateSqliteAsync(
        this AppDb db,
        Installation installation,
        CancellationToken cancellation
    )
    {
        PrivateFile.Create(installation.Database.SqlitePath!);
        if (!await db.HasPendingAsync(cancellation))
            return;
        await using var gate = await FileLock.WaitAsync(
            Path.Combine(installation.Folder, "migrating.lock"),
            cancellation
        );
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Any())
        {
            await db.CopyBeforeMigrationAsync(installation, cancellation);
            // The framework's own lock is a row, which a killed process leaves behind; we hold the file lock, so it is stale.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        }
        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task<bool> HasPendingAsync(this AppDb db, CancellationToken cancellation)
    {
        var known = OneMigrationList.Ids;
        var applied = await db.AppliedAsync(cancellation);
        if (applied.FirstOrDefault(id => !known.Contains(id)) is { } newer)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                $"The database was written by a newer Binnacle (it has {newer}). Start that version, or restore an older backup."
            );
        }
        return !applied.SetEquals(known);
    }

    /// <summary>Read by hand: the framework's own way builds a second model first, at every start.</summary>
    private static async Task<HashSet<string>> AppliedAsync(this AppDb db, CancellationToken cancellation)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = db.Database.IsNpgsql()
                ? "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = '__EFMigrationsHistory'"
                : "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";
            if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) == 0)
                return applied;
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                applied.Add(rows.GetString(0));
            return applied;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task CopyBeforeMigrationAsync(
        this AppDb db,
        Installation installation,
        CancellationToken cancellation
    )
    {
        PrivateFile.CreateFolder(installation.BackupFolder);
        var file = Path.Combine(installation.BackupFolder, $"before-migration-{db.Now:yyyyMMdd-HHmmss}.db");
        File.Delete(file);
        PrivateFile.Create(file);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancellation);
        foreach (
            var old in Directory
                .GetFiles(installation.BackupFolder, "before-migration-*.db")
                .OrderDescending(StringComparer.Ordinal)
                .Skip(3)
        )
            File.Delete(old);
    }

    internal static async Task KeepDemoApartAsync(this AppDb db, bool isDemo, CancellationToken cancellation)
    {
        var kind = await db.KindAsync(cancellation);
        var asked = isDemo ? "demo" : "real";
        if (kind is null)
        {
            db.Add(
                new DatabaseFact
                {
                    Name = KindFact,
                    Value = asked,
                    WrittenAt = db.Now,
                }
            );
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException error) when (error.InnerException is DbException)
            {
                // Another node was first; what it wrote counts.
                kind = await db.KindAsync(cancellation);
            }
            db.ChangeTracker.Clear();
        }
        if (kind is not null && kind != asked)
        {
            throw new CommandFailure(
                ExitCode.Failed,
                isDemo
                    ? "This database holds real data; the demo organization never mixes with it. Choose another --data or --database."
                    : "This database holds the demo organization; real data never mixes with it. Choose another --data or --database, or add --demo."
            );
        }
    }

    private static Task<string?> KindAsync(this AppDb db, CancellationToken cancellation) =>
        db.Set<DatabaseFact>()
            .Where(fact => fact.Name == KindFact)
            .Select(fact => fact.Value)
            .SingleOrDefaultAsync(cancellation);
}
