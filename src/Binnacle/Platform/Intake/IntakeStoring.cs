using System.Data.Common;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Binnacle.Platform.Intake;

/// <summary>The statements behind <see cref="IntakeWriting"/>, prepared once for a batch.</summary>
internal static class IntakeStoring
{
    private const string Event =
        "INSERT INTO intake_events (id, source_id, delivery, event, received_at, size, state, facts) VALUES (@id, @source, @delivery, @event, @received, @size, 0, 0) ON CONFLICT DO NOTHING";

    private const string Body = "INSERT INTO intake_bodies (event_id, packed) VALUES (@id, @packed)";

    private const string Day =
        "INSERT INTO intake_days (source_id, day, received, again) VALUES (@source, @day, @received, @again) ON CONFLICT (source_id, day) DO UPDATE SET received = intake_days.received + excluded.received, again = intake_days.again + excluded.again";

    /// <returns>For each, whether it is new.</returns>
    public static async Task<bool[]> StoreEventsAsync(
        this AppDb db,
        IReadOnlyList<ReceivedEvent> events,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isNew = await db.StorePartAsync(events, cancellation);
        await transaction.CommitAsync(cancellation);
        return isNew;
    }

    /// <summary>In the caller's transaction.</summary>
    public static async Task<bool[]> StorePartAsync(
        this AppDb db,
        IReadOnlyList<ReceivedEvent> events,
        CancellationToken cancellation
    )
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        await using var writing = await Writing.PrepareAsync(db, transaction, cancellation);
        var isNew = new bool[events.Count];
        for (var index = 0; index < events.Count; index++)
            isNew[index] = await writing.WriteAsync(events[index], cancellation);
        var days = events
            .Select(
                (one, index) =>
                    (one.Event.SourceId, Day: DateOnly.FromDateTime(one.Event.ReceivedAt), New: isNew[index])
            )
            .GroupBy(one => (one.SourceId, one.Day))
            // Always in one order, so that two nodes do not wait for each other.
            .OrderBy(day => day.Key);
        foreach (var day in days)
            await writing.CountAsync(day.Key, day.Count(one => one.New), day.Count(one => !one.New), cancellation);
        return isNew;
    }

    private sealed class Writing(bool isPostgres, DbCommand @event, DbCommand body, DbCommand day) : IAsyncDisposable
    {
        public static async Task<Writing> PrepareAsync(
            AppDb db,
            DbTransaction transaction,
            CancellationToken cancellation
        )
        {
            var connection = db.Database.GetDbConnection();
            var isPostgres = connection is NpgsqlConnection;
            async Task<DbCommand> OfAsync(string text, params string[] names)
            {
                var command = connection.CreateCommand();
                command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this class.
                command.CommandText = text;
#pragma warning restore CA2100
                foreach (var name in names)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = name;
                    command.Parameters.Add(parameter);
                }
                if (!isPostgres)
                    await command.PrepareAsync(cancellation);
                return command;
            }
            return new(
                isPostgres,
                await OfAsync(Event, "id", "source", "delivery", "event", "received", "size"),
                await OfAsync(Body, "id", "packed"),
                await OfAsync(Day, "source", "day", "received", "again")
            );
        }

        public async Task<bool> WriteAsync(ReceivedEvent received, CancellationToken cancellation)
        {
            var row = received.Event;
            Set(
                @event,
                row.Id,
                row.SourceId,
                StorableText.Of(row.Delivery),
                StorableText.Of(row.Event),
                row.ReceivedAt,
                row.Size
            );
            if (await RunAsync(@event, cancellation) == 0)
                return false;
            Set(body, row.Id, received.Packed);
            await RunAsync(body, cancellation);
            return true;
        }

        public async Task CountAsync(
            (Guid Source, DateOnly Day) key,
            int received,
            int again,
            CancellationToken cancellation
        )
        {
            Set(day, key.Source, key.Day, received, again);
            await RunAsync(day, cancellation);
        }

        private void Set(DbCommand command, params object[] values)
        {
            for (var index = 0; index < values.Length; index++)
                command.Parameters[index].Value = isPostgres ? values[index] : BulkRows.ForSqlite(values[index]);
        }

        /// <summary>SQLite works in this thread whatever one calls.</summary>
        private async Task<int> RunAsync(DbCommand command, CancellationToken cancellation) =>
            isPostgres ? await command.ExecuteNonQueryAsync(cancellation) : command.ExecuteNonQuery();

        public async ValueTask DisposeAsync()
        {
            await @event.DisposeAsync();
            await body.DisposeAsync();
            await day.DisposeAsync();
        }
    }
}
