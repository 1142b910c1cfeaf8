using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Timeline;

/// <param name="Verb">A verb, or its beginning: <c>role.</c> finds granted and revoked.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day, UTC, included.</param>
public sealed record TimelineFilter(
    string? Verb = null,
    string? Actor = null,
    DateOnly? From = null,
    DateOnly? To = null
);

public sealed record TimelineRow(
    Guid Id,
    DateTime At,
    string Actor,
    string Verb,
    string Subject,
    string? SubjectUrl,
    string? Details
);

public static class TimelineQueries
{
    private sealed record Key(DateTime At, Guid Id);

    /// <summary>What the viewer may see, newest first.</summary>
    public static async Task<Page<TimelineRow>> TimelineAsync(
        this AppDb db,
        TimelineFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var events = db.Set<TimelineEvent>().AsNoTracking().Where(filter);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
        {
            events = events.Where(row => row.At < last.At || (row.At == last.At && row.Id.CompareTo(last.Id) < 0));
        }
        return await events
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, Rows, row => new Key(row.At, row.Id), cancellation);
    }

    private static IQueryable<TimelineRow> Rows(IQueryable<TimelineEvent> events) =>
        events.Select(row => new TimelineRow(
            row.Id,
            row.At,
            row.Actor,
            row.Verb,
            row.Subject,
            row.SubjectUrl,
            row.Details
        ));

    private static IQueryable<TimelineEvent> Where(this IQueryable<TimelineEvent> events, TimelineFilter filter)
    {
        if (!string.IsNullOrWhiteSpace(filter.Verb))
            events = events.Where(row => row.Verb.StartsWith(filter.Verb.Trim()));
        if (!string.IsNullOrWhiteSpace(filter.Actor))
            events = events.Where(row => row.Actor == filter.Actor.Trim());
        if (filter.From is { } from)
        {
            var first = Start(from);
            events = events.Where(row => row.At >= first);
        }
        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = Start(to.AddDays(1));
            events = events.Where(row => row.At < end);
        }
        return events;
    }

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
