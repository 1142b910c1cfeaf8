using Binnacle.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Databases;

/// <summary>Migrated once a run; each test copies the file.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    public static Task<string> Path => Migrated.Value;

    private static async Task<string> MigrateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = System.IO.Path.Combine(folder, "template.db");
        await using (var db = TestDatabase.Open(DatabaseChoice.Sqlite(path)))
        {
            await db.Database.MigrateAsync();
            // The copy is of one file: nothing may stay in the write-ahead log.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SqliteConnection.ClearAllPools();
        return path;
    }
}
