using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>The statements behind <see cref="IntakeWriting"/>, for many events at once.</summary>
internal static class IntakeStoring
{
    private const string Into =
        "INSERT INTO intake_events (id, source_id, delivery, event, received_at, size, state, facts)";

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
        var rows = events.Select(one => one.Event).ToList();
        var added =
            db is PostgresDb
                ? await AddAtOnceAsync(db, rows, cancellation)
                : await AddEachAsync(db, rows, cancellation);
        await db.InsertManyAsync(
            [
                .. events
                    .Where(one => added.Contains(one.Event.Id))
                    .Select(one => new IntakeBody { EventId = one.Event.Id, Packed = one.Packed }),
            ],
            cancellation
        );
        await CountAsync(db, rows, added, cancellation);
        return [.. rows.Select(row => added.Contains(row.Id))];
    }

    /// <summary>A round trip for each would cost more than the rows.</summary>
    private static async Task<HashSet<Guid>> AddAtOnceAsync(
        AppDb db,
        List<IntakeEvent> rows,
        CancellationToken cancellation
    )
    {
        object[] columns =
        [
            rows.Select(row => row.Id).ToArray(),
            rows.Select(row => row.SourceId).ToArray(),
            rows.Select(row => StorableText.Of(row.Delivery)).ToArray(),
            rows.Select(row => StorableText.Of(row.Event)).ToArray(),
            rows.Select(row => row.ReceivedAt).ToArray(),
            rows.Select(row => row.Size).ToArray(),
        ];
        var added = await db
            .Database.SqlQueryRaw<Guid>(
                $"{Into} SELECT *, 0, 0 FROM unnest({{0}}, {{1}}, {{2}}, {{3}}, {{4}}, {{5}}) ON CONFLICT DO NOTHING RETURNING id AS \"Value\"",
                columns
            )
            .ToListAsync(cancellation);
        return [.. added];
    }

    private static async Task<HashSet<Guid>> AddEachAsync(
        AppDb db,
        List<IntakeEvent> rows,
        CancellationToken cancellation
    )
    {
        await using var statement = await PreparedStatement.PrepareAsync(
            db,
            $"{Into} VALUES (@id, @source, @delivery, @event, @received, @size, 0, 0) ON CONFLICT DO NOTHING",
            ["id", "source", "delivery", "event", "received", "size"],
            cancellation
        );
        var added = new HashSet<Guid>();
        foreach (var row in rows)
            if (
                await statement.RunAsync(
                    [row.Id, row.SourceId, row.Delivery, row.Event, row.ReceivedAt, row.Size],
                    cancellation
                ) > 0
            )
                added.Add(row.Id);
        return added;
    }

    private static async Task CountAsync(
        AppDb db,
        List<IntakeEvent> rows,
        HashSet<Guid> added,
        CancellationToken cancellation
    )
    {
        var days = rows.GroupBy(row => (row.SourceId, Day: DateOnly.FromDateTime(row.ReceivedAt)))
            // Always in one order, so that two nodes do not wait for each other.
            .OrderBy(day => day.Key);
        foreach (var day in days)
        {
            var received = day.Count(row => added.Contains(row.Id));
            var again = day.Count() - received;
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO intake_days (source_id, day, received, again) VALUES ({day.Key.SourceId}, {day.Key.Day}, {received}, {again}) ON CONFLICT (source_id, day) DO UPDATE SET received = intake_days.received + excluded.received, again = intake_days.again + excluded.again",
                cancellation
            );
        }
    }
}
