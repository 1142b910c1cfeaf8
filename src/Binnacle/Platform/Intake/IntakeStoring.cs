using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

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
        await using var writing = await Writing.PrepareAsync(db, cancellation);
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

    private sealed class Writing(PreparedStatement @event, PreparedStatement body, PreparedStatement day)
        : IAsyncDisposable
    {
        public static async Task<Writing> PrepareAsync(AppDb db, CancellationToken cancellation)
        {
            Task<PreparedStatement> OfAsync(string text, params string[] names) =>
                PreparedStatement.PrepareAsync(db, text, names, cancellation);
            return new(
                await OfAsync(Event, "id", "source", "delivery", "event", "received", "size"),
                await OfAsync(Body, "id", "packed"),
                await OfAsync(Day, "source", "day", "received", "again")
            );
        }

        public async Task<bool> WriteAsync(ReceivedEvent received, CancellationToken cancellation)
        {
            var row = received.Event;
            object[] values = [row.Id, row.SourceId, row.Delivery, row.Event, row.ReceivedAt, row.Size];
            if (await @event.RunAsync(values, cancellation) == 0)
                return false;
            await body.RunAsync([row.Id, received.Packed], cancellation);
            return true;
        }

        public Task CountAsync(
            (Guid Source, DateOnly Day) key,
            int received,
            int again,
            CancellationToken cancellation
        ) => day.RunAsync([key.Source, key.Day, received, again], cancellation);

        public async ValueTask DisposeAsync()
        {
            await @event.DisposeAsync();
            await body.DisposeAsync();
            await day.DisposeAsync();
        }
    }
}
