using System.CommandLine;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>The database of an installation, for a verb that runs without the server.</summary>
public static class Opened
{
    public static AppDb Database(Installation installation)
    {
        AppDb db;
        if (installation.Database.PostgresConnection is { } connection)
        {
            var options = new DbContextOptionsBuilder<PostgresDb>();
            options.UsePostgres(connection);
            db = new PostgresDb(options.Options, TimeProvider.System);
        }
        else
        {
            var options = new DbContextOptionsBuilder<SqliteDb>();
            options.UseSqliteFile(installation.Database.SqlitePath!);
            db = new SqliteDb(options.Options, TimeProvider.System);
        }
        db.Viewer = Viewer.System;
        return db;
    }

    /// <summary>Migrated, and sure to hold what was asked for: real data or the demo.</summary>
    public static async Task<AppDb> MigratedAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var installation = InstallationOptions.Read(parsed);
        var db = Database(installation);
        await db.OpenAsync(installation, cancellation);
        return db;
    }
}
