using System.Data;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

/// <summary>
/// A backup is a SQLite database of our schema, from either database: one format, read by any SQLite tool, started as it is
/// with <c>--data</c>, restored into either. PostgreSQL is read in one REPEATABLE READ transaction, so that it is one moment.
/// Beside it stands its checksum, as <c>sha256sum -c</c> reads it.
/// </summary>
public static class Backup
{
    public static async Task WriteAsync(AppDb db, string file, CancellationToken cancellation = default)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
            throw new CommandFailure(
                ExitCode.Failed,
                $"{file} exists. A backup never overwrites a file; name another."
            );
        var unfinished = file + ".unfinished";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Delete(unfinished);
            PrivateFile.Create(unfinished);
            if (db is PostgresDb)
                await ExportAsync(db, unfinished, cancellation);
            else
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {unfinished}", cancellation);
            await File.WriteAllTextAsync(
                ChecksumFile(file),
                $"{await ChecksumAsync(unfinished, cancellation)}  {Path.GetFileName(file)}\n",
                cancellation
            );
            File.Move(unfinished, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{file} cannot be written: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }

    public static string ChecksumFile(string file) => file + ".sha256";

    internal static async Task<string> ChecksumAsync(string file, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }

    /// <summary>A SQLite database by its path, outside of the server's own.</summary>
    internal static SqliteDb OpenFile(string path, TimeProvider clock)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        options.UseSqliteFile(path);
        return new SqliteDb(options.Options, clock);
    }

    /// <summary>Leaves one file, without a write-ahead log beside it.</summary>
    internal static async Task FinishAsync(this SqliteDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE", cancellation);
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    private static async Task ExportAsync(AppDb source, string file, CancellationToken cancellation)
    {
        await using var target = OpenFile(file, source.Clock);
        await target.Database.MigrateAsync(cancellation);
        await target.Database.OpenConnectionAsync(cancellation);
        await using (
            var moment = await source.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
        )
        await using (var writing = await target.Database.BeginTransactionAsync(cancellation))
        {
            await TableCopy.CopyAllAsync(source, target, cancellation);
            await writing.CommitAsync(cancellation);
        }
        await target.FinishAsync(cancellation);
    }
}
