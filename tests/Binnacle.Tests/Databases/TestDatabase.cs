using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Databases;

/// <summary>The two databases that everything must run on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once on each database; the test takes an <see cref="Engine"/>, further arguments come from members.</summary>
public sealed class OnBothDatabasesAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        System.Reflection.MethodInfo testMethod,
        Xunit.Sdk.DisposalTracker disposalTracker
    ) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            .. Enum.GetValues<Engine>().Select(engine => new TheoryDataRow<Engine>(engine)),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A fresh, migrated database of one test's own.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> drop;

    private TestDatabase(Installation installation, Func<ValueTask> drop)
    {
        Installation = installation;
        this.drop = drop;
    }

    public Installation Installation { get; }

    public DatabaseChoice Choice => Installation.Database;

    public static async Task<TestDatabase> CreateAsync(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-test-").FullName;
        if (engine is Engine.Sqlite)
        {
            var choice = DatabaseChoice.Sqlite(Path.Combine(folder, "binnacle.db"));
            File.Copy(await SqliteTemplate.Path, choice.SqlitePath!);
            return new TestDatabase(new Installation(folder, choice, IsDemo: false), () => DeleteAsync(folder));
        }
        var connection = await PostgresServer.CreateDatabaseAsync();
        return new TestDatabase(
            new Installation(folder, DatabaseChoice.Postgres(connection), IsDemo: false),
            async () =>
            {
                await PostgresServer.DropAsync(connection);
                await DeleteAsync(folder);
            }
        );
    }

    /// <summary>A context of its own for each unit of work, seen through somebody's eyes; by default the system's.</summary>
    public AppDb Open(Viewer? viewer = null, TimeProvider? clock = null) => Open(Choice, viewer, clock);

    public static AppDb Open(DatabaseChoice choice, Viewer? viewer = null, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        AppDb db = choice.IsPostgres
            ? new PostgresDb(Options<PostgresDb>(options => options.UsePostgres(choice.PostgresConnection!)), clock)
            : new SqliteDb(Options<SqliteDb>(options => options.UseSqliteFile(choice.SqlitePath!)), clock);
        db.Viewer = viewer ?? Viewer.System;
        return db;
    }

    public ValueTask DisposeAsync() => drop();

    private static DbContextOptions<T> Options<T>(Action<DbContextOptionsBuilder> use)
        where T : AppDb
    {
        var builder = new DbContextOptionsBuilder<T>();
        use(builder);
        return builder.Options;
    }

    private static ValueTask DeleteAsync(string folder)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return new ValueTask(TestFolder.RemoveAsync(folder));
    }
}
