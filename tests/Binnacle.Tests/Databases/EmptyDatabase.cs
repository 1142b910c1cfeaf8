using Binnacle.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Binnacle.Tests.Databases;

/// <summary>A database without a schema, for tests of migrating and restoring.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private EmptyDatabase(Installation installation) => Installation = installation;

    public Installation Installation { get; }

    public DatabaseChoice Choice => Installation.Database;

    public static async Task<EmptyDatabase> CreateAsync(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-empty-").FullName;
        var connection = engine is Engine.Postgres ? await PostgresServer.CreateEmptyDatabaseAsync() : null;
        return new EmptyDatabase(Installation.In(folder, connection));
    }

    public async ValueTask DisposeAsync()
    {
        if (Choice.IsPostgres)
            await PostgresServer.DropAsync(Choice.PostgresConnection!);
        SqliteConnection.ClearAllPools();
        await TestFolder.RemoveAsync(Installation.Folder);
    }
}
