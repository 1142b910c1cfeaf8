using Binnacle.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

/// <summary>Opens the database: for a request as nobody yet, for jobs and the command line as <see cref="Viewer.System"/>.</summary>
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

    /// <summary>Begins to build the model, which takes most of a start, beside whatever else starts.</summary>
    public static void BuildModelAhead(DatabaseChoice choice) =>
        _ = Task.Run(() =>
        {
            using var db = new AppDbs(choice, TimeProvider.System).Open();
            return db.Model;
        });

    /// <summary>As <see cref="Viewer.Nobody"/>: whoever opens it says who is looking.</summary>
    public AppDb OpenForRequest() => open();

    public AppDb Open()
    {
        var db = open();
        db.Viewer = Viewer.System;
        return db;
    }
}
