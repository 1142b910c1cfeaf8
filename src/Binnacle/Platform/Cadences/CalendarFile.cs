namespace Binnacle.Platform.Cadences;

/// <summary>A time as a calendar writes it.</summary>
/// <param name="Minute">Since midnight; null for a whole day.</param>
/// <param name="Zone">Null where the file names none that is known: then the reader's own zone is meant.</param>
public sealed record CalendarTime(DateOnly Day, int? Minute, TimeZoneInfo? Zone)
{
    public DateTime ToUtc(TimeZoneInfo fallback) => LocalTime.ToUtc(Day, Minute ?? 0, Zone ?? fallback);

    public CalendarTime In(TimeZoneInfo zone)
    {
        if (Minute is null)
            return this;
        var local = LocalTime.ToLocal(ToUtc(zone), zone);
        return new(DateOnly.FromDateTime(local), (local.Hour * 60) + local.Minute, zone);
    }
}

/// <summary>An event of a calendar, as much of it as meetings need.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Ends">The first day after an all-day event; null elsewhere.</param>
/// <param name="Replaces">The occurrence of the series with the same UID that this one stands for.</param>
/// <param name="Problem">Why its rule cannot be followed; null where it can.</param>
public sealed record CalendarEvent(
    int Line,
    string Uid,
    string Summary,
    string Organizer,
    bool IsCancelled,
    CalendarTime Start,
    DateOnly? Ends,
    Recurrence? Rule,
    IReadOnlyList<CalendarTime> Excluded,
    IReadOnlyList<CalendarTime> Added,
    CalendarTime? Replaces,
    string? Problem
)
{
    private const int LongestDays = 60;

    public bool IsAllDay => Start.Minute is null;

    /// <summary>
    /// Days of the event's own zone on which it begins, between two days; of an all-day event that does not repeat, every day
    /// of it. The day of DTSTART always is one, as RFC 5545 (3.8.5.3) has it.
    /// </summary>
    public IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        var excluded = Excluded.Select(time => time.Day).ToHashSet();
        var days =
            Rule is not null ? Rule.Dates(Start.Day, from, to).Append(Start.Day)
            : Ends is { } ends && ends > Start.Day
                ? Enumerable
                    .Range(0, Math.Min(LongestDays, ends.DayNumber - Start.Day.DayNumber))
                    .Select(Start.Day.AddDays)
            : [Start.Day];
        return days.Concat(Added.Select(time => time.Day))
            .Where(day => day >= from && day <= to && !excluded.Contains(day))
            .Distinct()
            .Order();
    }
}

/// <summary>What was read of a calendar.</summary>
/// <param name="Notes">What was left out and why, with its line.</param>
public sealed record CalendarFile(IReadOnlyList<CalendarEvent> Events, IReadOnlyList<string> Notes);
