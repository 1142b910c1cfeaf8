using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

/// <summary>Puts a backup in place of an empty database, or with consent of one in use. Nothing is touched before the file is verified.</summary>
public static class Restore
{
    /// <summary>Checksum, integrity, schema known. What is wrong is a <see cref="CommandFailure"/>.</summary>
    public static async Task VerifyAsync(string file, CancellationToken cancellation = default)
    {
        if (!File.Exists(file))
            throw Bad(file, "does not exist");
        if (File.Exists(Backup.ChecksumFile(file)))
        {
            var expected = (await File.ReadAllTextAsync(Backup.ChecksumFile(file), cancellation)).Split(' ')[0].Trim();
            if (
                !string.Equals(
                    expected,
                    await Backup.ChecksumAsync(file, cancellation),
                    StringComparison.OrdinalIgnoreCase
                )
            )
                throw Bad(file, "does not have the checksum that stands beside it; it was changed or damaged");
        }
        try
        {
            // Read only: opening it as the server does would already change it.
            NativeSqlite.Load();
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(cancellation);
            var integrity = await ColumnAsync(connection, "PRAGMA integrity_check(5)", cancellation);
            if (integrity is not ["ok"])
                throw Bad(file, $"is damaged: {string.Join(", ", integrity)}");
            var known = new OneMigrationList().Migrations;
            var applied = await ColumnAsync(
                connection,
                "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"",
                cancellation
            );
            if (applied.Find(id => !known.ContainsKey(id)) is { } newer)
                throw Bad(file, $"was made by a newer Binnacle (it has {newer}); restore it with that version");
        }
        catch (SqliteException error)
        {
            throw Bad(file, $"cannot be read as a backup: {error.Message}");
        }
    }

    /// <summary>The server must not run. The verified backup is migrated to this version in a copy, then takes the database's place.</summary>
    public static async Task ApplyAsync(
        AppDb db,
        Installation installation,
        string file,
        bool replace,
        CancellationToken cancellation = default
    )
    {
        installation.RequireWritableFolder();
        var copy = Path.Combine(installation.Folder, "restoring.db");
        try
        {
            File.Copy(file, copy, overwrite: true);
            PrivateFile.Close(copy);
            await using (var restored = Backup.OpenFile(copy, db.Clock))
            {
                await restored.Database.MigrateAsync(cancellation);
                await restored.KeepDemoApartAsync(installation.IsDemo, cancellation);
                await restored.FinishAsync(cancellation);
            }
            if (installation.Database.IsPostgres)
                await IntoPostgresAsync(db, installation, copy, replace, cancellation);
            else
                await IntoFileAsync(db, installation, copy, replace, cancellation);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task IntoFileAsync(
        AppDb db,
        Installation installation,
        string copy,
        bool replace,
        CancellationToken cancellation
    )
    {
        var path = installation.Database.SqlitePath!;
        if (File.Exists(path))
        {
            if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).Any())
            {
                await RequireEmptyAsync(db, replace, cancellation);
                PrivateFile.CreateFolder(installation.BackupFolder);
                var kept = Path.Combine(installation.BackupFolder, $"replaced-{db.Now:yyyyMMdd-HHmmssfff}.db");
                PrivateFile.Create(kept);
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {kept}", cancellation);
            }
            await ((SqliteDb)db).FinishAsync(cancellation);
        }
        File.Move(copy, path, overwrite: true);
    }

    private static async Task IntoPostgresAsync(
        AppDb db,
        Installation installation,
        string copy,
        bool replace,
        CancellationToken cancellation
    )
    {
        await db.OpenAsync(installation, cancellation);
        await RequireEmptyAsync(db, replace, cancellation);
        await using var source = Backup.OpenFile(copy, db.Clock);
        await source.Database.OpenConnectionAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var tables = string.Join(", ", TableCopy.Tables(db).Select(table => TableCopy.Quoted(table.Name)));
        // Names of our own model.
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync($"TRUNCATE {tables} CASCADE", cancellation);
#pragma warning restore EF1002
        await TableCopy.CopyAllAsync(source, db, cancellation);
        await ContinueSequencesAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        await source.FinishAsync(cancellation);
    }

    /// <summary>Rows came with their numbers, which the database's own counters have not seen.</summary>
    private static Task ContinueSequencesAsync(AppDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(
            """
            DO $$
            DECLARE found record;
            BEGIN
              FOR found IN SELECT table_name, column_name FROM information_schema.columns
                           WHERE table_schema = current_schema() AND is_identity = 'YES'
              LOOP
                EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) FROM %I',
                               quote_ident(found.table_name), found.column_name, found.column_name, found.table_name);
              END LOOP;
            END $$
            """,
            cancellation
        );

    private static async Task RequireEmptyAsync(AppDb db, bool replace, CancellationToken cancellation)
    {
        if (replace || !await db.Users.AnyAsync(cancellation))
            return;
        throw new CommandFailure(
            ExitCode.Failed,
            "The database is in use: it has accounts. Add --replace to put the backup in its place."
        );
    }

    private static async Task<List<string>> ColumnAsync(
        SqliteConnection connection,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            values.Add(reader.GetString(0));
        return values;
    }

    private static CommandFailure Bad(string file, string what) => new(ExitCode.Failed, $"{file} {what}.");
}
