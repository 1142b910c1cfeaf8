using System.Text.RegularExpressions;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Cadences;

/// <summary>Which events of a calendar are a cadence: all that is given must hold. Without anything, the title is its name.</summary>
/// <param name="Title">With * for anything, whatever the case.</param>
/// <param name="Organizer">An address.</param>
public sealed record CalendarMatch(string? Title, string? Organizer, string? Uid)
{
    public static CalendarMatch Of(Cadence cadence) =>
        cadence is { MatchTitle: null, MatchOrganizer: null, MatchUid: null }
            ? new(cadence.Name, null, null)
            : new(cadence.MatchTitle, cadence.MatchOrganizer, cadence.MatchUid);

    public bool Holds(CalendarEvent entry) =>
        (Title is null || TitleHolds(Title.Trim(), entry.Summary.Trim()))
        && (Organizer is null || entry.Organizer == Organizer.Trim().ToLowerInvariant())
        && (Uid is null || entry.Uid == Uid.Trim());

    /// <summary>"title is “Demo*”, organizer is ada@example.org"</summary>
    public string InWords =>
        Words.List([
            .. new[]
            {
                Title is null ? null : $"title is “{Title}”",
                Organizer is null ? null : $"organizer is {Organizer}",
                Uid is null ? null : $"UID is {Uid}",
            }.OfType<string>(),
        ]);

    private static bool TitleHolds(string pattern, string title) =>
        Regex.IsMatch(
            title,
            $"^{string.Join(".*", pattern.Split('*').Select(Regex.Escape))}$",
            RegexOptions.IgnoreCase
                | RegexOptions.CultureInvariant
                | RegexOptions.Singleline
                | RegexOptions.NonBacktracking
        );
}

/// <summary>What a calendar says of one occurrence.</summary>
public sealed record CalendarFinding(
    DateOnly PlannedOn,
    MarkState State,
    DateOnly? MovedToOn,
    int? MovedToMinute,
    string Why
);

/// <summary>
/// Whether meetings were kept, as far as a calendar tells: an event on the day says kept, one that replaces it or stands
/// near it says moved, one struck out says cancelled. Nothing on the day, with events before and after it, says missed.
/// </summary>
public static class CalendarMatching
{
    private const int MarginDays = 45;

    private sealed record Instance(
        DateOnly Original,
        DateOnly On,
        int? Minute,
        bool IsMoved,
        bool IsCancelled,
        CalendarEvent Event
    );

    /// <param name="now">Only what is over by then is told.</param>
    public static IReadOnlyList<CalendarFinding> Find(
        CadenceRecord cadence,
        IReadOnlyList<CalendarEvent> events,
        Holidays holidays,
        DateOnly from,
        DateTime now
    )
    {
        var today = DateOnly.FromDateTime(now);
        var planned = cadence
            .Between(holidays, from, today)
            .Where(occurrence => occurrence.StartsAt.AddMinutes(occurrence.Rule.Minutes) <= now)
            .ToList();
        if (planned.Count == 0)
            return [];
        var zone = LocalTime.Zone(planned[^1].Rule.Zone);
        var instances = Instances(events, zone, from.AddDays(-MarginDays), today.AddDays(MarginDays));
        var byDay = new Dictionary<Planned, Instance>();
        foreach (var occurrence in planned)
        {
            var own =
                instances.Find(entry => entry.Original == occurrence.PlannedOn && !byDay.ContainsValue(entry))
                ?? instances.Find(entry => entry.On == occurrence.On && !byDay.ContainsValue(entry));
            if (own is not null)
                byDay[occurrence] = own;
        }
        return [.. planned.Select(occurrence => Tell(occurrence, planned, byDay, instances)).OfType<CalendarFinding>()];
    }

    private static CalendarFinding? Tell(
        Planned occurrence,
        List<Planned> planned,
        Dictionary<Planned, Instance> byDay,
        List<Instance> instances
    )
    {
        if (byDay.TryGetValue(occurrence, out var own))
        {
            return own.IsCancelled
                    ? new(occurrence.PlannedOn, MarkState.Cancelled, null, null, $"Struck out: {Named(own)}")
                : own.IsMoved ? Moved(occurrence, own)
                : new(occurrence.PlannedOn, MarkState.Kept, null, null, Named(own));
        }
        var near = Nearness(occurrence, planned);
        var close = instances
            .Where(entry => !entry.IsCancelled && !byDay.ContainsValue(entry))
            .Where(entry => Math.Abs(entry.On.DayNumber - occurrence.On.DayNumber) <= near)
            .MinBy(entry => Math.Abs(entry.On.DayNumber - occurrence.On.DayNumber));
        if (close is not null)
        {
            byDay[occurrence] = close;
            return Moved(occurrence, close);
        }
        var isBetween =
            instances.Exists(entry => entry.On < occurrence.On) && instances.Exists(entry => entry.On > occurrence.On);
        return isBetween
            ? new(occurrence.PlannedOn, MarkState.Missed, null, null, "Nothing on that day, events before and after it")
            : null;
    }

    private static CalendarFinding Moved(Planned occurrence, Instance instance) =>
        new(
            occurrence.PlannedOn,
            MarkState.Moved,
            instance.On,
            instance.Minute ?? occurrence.StartMinute,
            Named(instance)
        );

    private static string Named(Instance instance)
    {
        var title = instance.Event.Summary.Length > 80 ? instance.Event.Summary[..80] + "…" : instance.Event.Summary;
        return $"“{title}” on {Words.Date(instance.On)}, line {instance.Event.Line}";
    }

    /// <summary>Less than half of the way to its neighbour, and never more than six days.</summary>
    private static int Nearness(Planned occurrence, List<Planned> planned)
    {
        var others = planned
            .Where(other => other != occurrence)
            .Select(other => Math.Abs(other.On.DayNumber - occurrence.On.DayNumber));
        return Math.Min(6, (others.DefaultIfEmpty(14).Min() - 1) / 2);
    }

    private static List<Instance> Instances(
        IReadOnlyList<CalendarEvent> events,
        TimeZoneInfo zone,
        DateOnly from,
        DateOnly to
    )
    {
        var replaced = events
            .Where(entry => entry.Replaces is not null && entry.Uid.Length > 0)
            .Select(entry => (entry.Uid, entry.Replaces!.In(zone).Day))
            .ToHashSet();
        var found = new List<Instance>();
        foreach (var entry in events)
        {
            if (entry.Replaces is { } original)
            {
                var (was, now) = (original.In(zone), entry.Start.In(zone));
                var isMoved = was.Day != now.Day || (was.Minute is not null && was.Minute != now.Minute);
                found.Add(new(was.Day, now.Day, now.Minute, isMoved, entry.IsCancelled, entry));
                continue;
            }
            foreach (var day in entry.Days(from, to))
            {
                var at = (entry.Start with { Day = day }).In(zone);
                if (!replaced.Contains((entry.Uid, at.Day)))
                    found.Add(new(at.Day, at.Day, at.Minute, false, entry.IsCancelled, entry));
            }
            foreach (var time in entry.Excluded.Select(time => time.In(zone)))
            {
                if (!replaced.Contains((entry.Uid, time.Day)) && time.Day >= from && time.Day <= to)
                    found.Add(new(time.Day, time.Day, time.Minute, false, true, entry));
            }
        }
        return [.. found.OrderBy(entry => entry.On).ThenBy(entry => entry.Event.Line)];
    }
}
