using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data;

/// <summary>Which database, and how each is opened. What differs between the two lives in this folder and nowhere else.</summary>
public sealed record DatabaseChoice(string? SqlitePath, string? PostgresConnection)
{
    public bool IsPostgres => PostgresConnection is not null;

    public static DatabaseChoice Sqlite(string path) => new(path, null);

    public static DatabaseChoice Postgres(string connection) => new(null, connection);
}

public static class AppDbOptions
{
    /// <summary>One set of options for requests and jobs: another would build the model and compile every query twice.</summary>
    public static IServiceCollection AddAppDb(this IServiceCollection services, DatabaseChoice choice)
    {
        services.AddSingleton(choice);
        services.AddSingleton<AppDbs>();
        services.AddScoped(provider => provider.GetRequiredService<AppDbs>().OpenForRequest());
        return services;
    }

    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string path)
    {
        NativeSqlite.Load();
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 30,
        };
        return options
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors(SqlitePragmas.Instance)
            .UseOneMigrationList();
    }

    public static DbContextOptionsBuilder UsePostgres(this DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection).AddInterceptors(RowHold.Holding.Instance).UseOneMigrationList();

    /// <summary>One hand-written list serves both databases, so there is no snapshot to compare; the parity test takes its place.</summary>
    private static DbContextOptionsBuilder UseOneMigrationList(this DbContextOptionsBuilder options) =>
        options
            .ReplaceService<IMigrationsAssembly, OneMigrationList>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        // busy_timeout first: the others may already meet a lock.
        private const string Pragmas =
            "PRAGMA busy_timeout=15000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
