using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Binnacle.Platform.Data;

/// <summary>
/// Until the transaction ends, whoever else holds the same waits. With SQLite a transaction is the only writer from its
/// beginning, so there is nothing to do.
/// </summary>
public static class RowHold
{
    private const string Mark = "hold those that nobody holds";

    /// <summary>Holds one row.</summary>
    public static Task HoldAsync<T>(this AppDb db, Guid id, CancellationToken cancellation)
        where T : class => db.HoldAsync<T>([id], cancellation);

    /// <summary>Holds these rows, in one order whoever asks.</summary>
    public static async Task HoldAsync<T>(this AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
        where T : class
    {
        if (db is not PostgresDb || ids.Count == 0)
            return;
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        var statement = $"SELECT 1 FROM {table} WHERE id = ANY ({{0}}) ORDER BY id FOR UPDATE";
        await db.Database.ExecuteSqlRawAsync(statement, [ids.ToArray()], cancellation);
    }

    /// <summary>Holds something that is no row, by a name that every node gives it.</summary>
    public static async Task HoldAsync(this AppDb db, string name, CancellationToken cancellation)
    {
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))",
                cancellation
            );
    }

    /// <summary>Holds the rows that it reads, without those that another holds: several nodes share work.</summary>
    public static IQueryable<T> HoldingUnheld<T>(this IQueryable<T> rows) => rows.TagWith(Mark);

    /// <summary>For work that holds rows while it reads, and writes later. Null on SQLite, where it would keep others from writing.</summary>
    public static async Task<IDbContextTransaction?> BeginHoldingAsync(this AppDb db, CancellationToken cancellation) =>
        db is PostgresDb ? await db.Database.BeginTransactionAsync(cancellation) : null;

    /// <summary>Entity Framework knows no way to say it.</summary>
    internal sealed class Holding : DbCommandInterceptor
    {
        public static readonly Holding Instance = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.StartsWith($"-- {Mark}", StringComparison.Ordinal))
#pragma warning disable CA2100 // A constant behind what Entity Framework wrote.
                command.CommandText += "\nFOR UPDATE SKIP LOCKED";
#pragma warning restore CA2100
            return ValueTask.FromResult(result);
        }
    }
}
