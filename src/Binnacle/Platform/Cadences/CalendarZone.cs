using System.Collections.Concurrent;
using System.Globalization;

namespace Binnacle.Platform.Cadences;

/// <summary>
/// VTIMEZONE of an IANA zone: every change of the clocks from a year on, as this system's time zone data has them. Changes
/// that repeat each year to the end of what was looked at become a yearly rule, others a list of dates.
/// </summary>
internal static class CalendarZone
{
    private const int YearsAhead = 12;
    private static readonly ConcurrentDictionary<(string Zone, int From, int To), string> Known = new();

    private sealed record Change(DateTime Local, TimeSpan From, TimeSpan To)
    {
        public (int Month, DayOfWeek Day, int Nth, TimeSpan Time, TimeSpan From, TimeSpan To) Kind(bool fromEnd) =>
            (
                Local.Month,
                Local.DayOfWeek,
                fromEnd
                    ? -(((DateTime.DaysInMonth(Local.Year, Local.Month) - Local.Day) / 7) + 1)
                    : ((Local.Day - 1) / 7) + 1,
                Local.TimeOfDay,
                From,
                To
            );
    }

    /// <param name="from">The year of the oldest meeting.</param>
    /// <param name="now">The current year.</param>
    public static string Of(string zone, int from, int now) =>
        Known.GetOrAdd((zone, from, now), key => Write(LocalTime.Zone(key.Zone), key.From - 1, key.To + YearsAhead));

    private static string Write(TimeZoneInfo zone, int firstYear, int lastYear)
    {
        var text = new CalendarText().Line("BEGIN", "VTIMEZONE").Line("TZID", zone.Id);
        var changes = Changes(zone, firstYear, lastYear);
        // What held before the first change.
        var before = zone.GetUtcOffset(new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Observance(text, zone, new(new DateTime(firstYear, 1, 1), before, before), [], null);
        var left = changes.ToList();
        foreach (var fromEnd in new[] { true, false })
        {
            foreach (var group in left.GroupBy(change => change.Kind(fromEnd)).ToList())
            {
                if (RunToEnd([.. group], lastYear) is not { } run)
                    continue;
                Observance(text, zone, run[0], [], (group.Key.Month, group.Key.Nth, group.Key.Day));
                left.RemoveAll(run.Contains);
            }
        }
        foreach (var group in left.GroupBy(change => (change.From, change.To)))
        {
            var all = group.OrderBy(change => change.Local).ToList();
            Observance(text, zone, all[0], all.Skip(1), null);
        }
        return text.Line("END", "VTIMEZONE").ToString();
    }

    /// <summary>The changes of one kind without a gap up to the last year; null where there are fewer than five.</summary>
    private static List<Change>? RunToEnd(List<Change> changes, int lastYear)
    {
        var run = new List<Change>();
        for (var i = changes.Count - 1; i >= 0 && changes[i].Local.Year == lastYear - run.Count; i--)
            run.Insert(0, changes[i]);
        return run.Count >= 5 ? run : null;
    }

    private static void Observance(
        CalendarText text,
        TimeZoneInfo zone,
        Change first,
        IEnumerable<Change> further,
        (int Month, int Nth, DayOfWeek Day)? yearly
    )
    {
        var kind = first.To > zone.BaseUtcOffset ? "DAYLIGHT" : "STANDARD";
        text.Line("BEGIN", kind)
            .Line("DTSTART", first.Local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture))
            .Line("TZOFFSETFROM", Offset(first.From))
            .Line("TZOFFSETTO", Offset(first.To));
        if (yearly is var (month, nth, day))
            text.Line("RRULE", $"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day.ToString()[..2].ToUpperInvariant()}");
        foreach (var change in further)
            text.Line("RDATE", change.Local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));
        text.Line("END", kind);
    }

    /// <summary>Looked for day by day and then to the second; at most one a day.</summary>
    private static List<Change> Changes(TimeZoneInfo zone, int firstYear, int lastYear)
    {
        var changes = new List<Change>();
        var end = new DateTime(lastYear, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        for (var day = new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc); day < end; day = day.AddDays(1))
        {
            var (from, to) = (zone.GetUtcOffset(day), zone.GetUtcOffset(day.AddDays(1)));
            if (from == to)
                continue;
            var (low, high) = (day, day.AddDays(1));
            while (high - low > TimeSpan.FromSeconds(1))
            {
                var middle = low.AddSeconds(Math.Floor((high - low).TotalSeconds / 2));
                if (zone.GetUtcOffset(middle) == from)
                    low = middle;
                else
                    high = middle;
            }
            // In the time that held before, as RFC 5545 (3.6.5) has it.
            changes.Add(new(DateTime.SpecifyKind(high + from, DateTimeKind.Unspecified), from, to));
        }
        return changes;
    }

    private static string Offset(TimeSpan offset)
    {
        var text = $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}";
        return offset.Seconds == 0 ? text : text + offset.ToString("ss", CultureInfo.InvariantCulture);
    }
}
