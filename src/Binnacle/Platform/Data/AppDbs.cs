using Binnacle.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

/// <summary>Opens a database outside a request: jobs and the command line, as <see cref="Viewer.System"/>.</summary>
public sealed class AppDbs
{
    private readonly Func<AppDb> open;

    public AppDbs(DatabaseChoice choice, TimeProvider clock)
    {
        Choice = choice;
        if (choice.IsPostgres)
        {
            var builder = new DbContextOptionsBuilder<PostgresDb>();
            builder.UsePostgres(choice.PostgresConnection!);
            open = () => new PostgresDb(builder.Options, clock);
        }
        else
        {
            var builder = new DbContextOptionsBuilder<SqliteDb>();
            builder.UseSqliteFile(choice.SqlitePath!);
            open = () => new SqliteDb(builder.Options, clock);
        }
    }

    public DatabaseChoice Choice { get; }

    public AppDb Open()
    {
        var db = open();
        db.Viewer = Viewer.System;
        return db;
    }
}
