using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

public static class RowHold
{
    /// <summary>
    /// Until the transaction ends, whoever else holds this row waits. With SQLite a transaction is the only writer from its
    /// beginning, so there is nothing to do.
    /// </summary>
    public static async Task HoldAsync<T>(this AppDb db, Guid id, CancellationToken cancellation)
        where T : class
    {
        if (db is not PostgresDb)
            return;
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        var statement = $"SELECT 1 FROM {table} WHERE id = {{0}} FOR UPDATE";
        await db.Database.ExecuteSqlRawAsync(statement, [id], cancellation);
    }

    /// <summary>The same for something that is no row, by a name that every node gives it.</summary>
    public static async Task HoldAsync(this AppDb db, string name, CancellationToken cancellation)
    {
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))",
                cancellation
            );
    }
}
