using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>A source as people and programs see it; of its secret nothing.</summary>
public sealed record SourceRow(
    string Slug,
    string Name,
    string Kind,
    bool HasSecret,
    int RetentionDays,
    DateTime AddedAt,
    DateTime? ClosedAt,
    DateTime? LastEventAt,
    int Received,
    int Again,
    int Failed,
    int Waiting,
    DateTime? RefusedAt,
    string? RefusedBecause
)
{
    public string Hook => $"/hooks/{Slug}";

    [System.Text.Json.Serialization.JsonIgnore]
    public string Tool => EventSources.Of(Kind)?.Name ?? Kind;
}

/// <summary>An event in the list of a source.</summary>
public sealed record EventRow(
    Guid Id,
    DateTime ReceivedAt,
    string Event,
    IntakeState State,
    string? Reason,
    int Facts,
    int Size,
    string Delivery
);

public sealed record EventDay(DateOnly Day, int Received, int Again);

public static class IntakeQueries
{
    /// <summary>Days that a source's numbers speak of.</summary>
    public const int Days = 30;

    public static IQueryable<SourceRow> IntakeSources(this AppDb db, string? slug = null)
    {
        var since = db.Today.AddDays(1 - Days);
        return db.Set<IntakeSource>()
            .AsNoTracking()
            .Where(row => slug == null || row.Slug == slug)
            .OrderBy(row => row.ClosedAt != null)
            .ThenBy(row => row.Name)
            .Select(row => new SourceRow(
                row.Slug,
                row.Name,
                row.Kind,
                row.Secret != null,
                row.RetentionDays,
                row.AddedAt,
                row.ClosedAt,
                db.Set<IntakeEvent>().Where(one => one.SourceId == row.Id).Max(one => (DateTime?)one.ReceivedAt),
                db.Set<IntakeDay>().Where(day => day.SourceId == row.Id && day.Day >= since).Sum(day => day.Received),
                db.Set<IntakeDay>().Where(day => day.SourceId == row.Id && day.Day >= since).Sum(day => day.Again),
                db.Set<IntakeEvent>().Count(one => one.SourceId == row.Id && one.State == IntakeState.Failed),
                db.Set<IntakeEvent>().Count(one => one.SourceId == row.Id && one.State == IntakeState.Waiting),
                row.RefusedAt,
                row.RefusedBecause
            ));
    }

    public static Task<IntakeSource?> IntakeSourceAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    ) => db.Set<IntakeSource>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);

    /// <param name="state">"failed", "waiting", "read", "ignored"; null for all.</param>
    /// <exception cref="Refusal">The state is none of these.</exception>
    public static IQueryable<IntakeEvent> IntakeEvents(this AppDb db, string slug, string? state)
    {
        var rows = db.Set<IntakeEvent>()
            .AsNoTracking()
            .Where(row => db.Set<IntakeSource>().Any(source => source.Id == row.SourceId && source.Slug == slug));
        if (state is null or "" or "all")
            return rows;
        if (!Enum.TryParse<IntakeState>(state, ignoreCase: true, out var sought) || int.TryParse(state, out _))
            throw new Refusal("state", "Ask for waiting, read, ignored, failed, or all.");
        return rows.Where(row => row.State == sought);
    }

    public static IQueryable<EventRow> AsRows(this IQueryable<IntakeEvent> rows) =>
        rows.Select(row => new EventRow(
            row.Id,
            row.ReceivedAt,
            row.Event,
            row.State,
            row.Reason,
            row.Facts,
            row.Size,
            row.Delivery
        ));

    /// <summary>The last days, oldest first, those without an event as well.</summary>
    public static async Task<IReadOnlyList<EventDay>> EventDaysAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        var first = db.Today.AddDays(1 - Days);
        var known = await db.Set<IntakeDay>()
            .Where(row => row.Day >= first)
            .Where(row => db.Set<IntakeSource>().Any(source => source.Id == row.SourceId && source.Slug == slug))
            .ToDictionaryAsync(row => row.Day, cancellation);
        return
        [
            .. Enumerable
                .Range(0, Days)
                .Select(first.AddDays)
                .Select(day =>
                    known.TryGetValue(day, out var row) ? new(day, row.Received, row.Again) : new EventDay(day, 0, 0)
                ),
        ];
    }

    /// <summary>The body as it came; null where it is gone.</summary>
    public static async Task<byte[]?> EventBodyAsync(this AppDb db, Guid id, CancellationToken cancellation = default)
    {
        var row = await db.Set<IntakeEvent>()
            .Where(one => one.Id == id)
            .Join(
                db.Set<IntakeBody>(),
                one => one.Id,
                body => body.EventId,
                (one, body) => new { one.Size, body.Packed }
            )
            .SingleOrDefaultAsync(cancellation);
        return row is null ? null : PackedBody.Unpack(row.Packed, row.Size);
    }
}
