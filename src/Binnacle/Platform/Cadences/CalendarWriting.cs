using System.Globalization;

namespace Binnacle.Platform.Cadences;

/// <summary>A cadence with what a calendar shows beside its plan.</summary>
/// <param name="Url">A whole address of its page; null where the server does not know its own.</param>
public sealed record CalendarCadence(
    CadenceRecord Record,
    string? Place,
    string? Agenda,
    int Sequence,
    DateTime ChangedAt,
    string? Url
);

/// <summary>
/// Cadences as a calendar (RFC 5545). A series is one event with its rule; each rule of a cadence is a series with a UID of its
/// own, which ends where the next one starts. Days that a holiday takes away are EXDATEs, moved and cancelled occurrences
/// events with a RECURRENCE-ID. The same records give the same bytes.
/// </summary>
public static class CalendarWriting
{
    private const int YearsAhead = 2;
    private const int YearsBack = 3;

    public static string Write(string name, IReadOnlyList<CalendarCadence> cadences, Holidays holidays, DateOnly today)
    {
        var events = new CalendarText();
        var zones = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var cadence in cadences)
        {
            foreach (var rule in cadence.Record.Rules)
            {
                if (Series(events, cadence, rule, holidays, today) is not { } starts)
                    continue;
                if (rule.Zone is not "UTC")
                    zones[rule.Zone] = Math.Min(zones.GetValueOrDefault(rule.Zone, starts.Year), starts.Year);
            }
        }
        var text = new CalendarText()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", "-//Binnacle//Cadences//EN")
            .Line("CALSCALE", "GREGORIAN")
            .Line("METHOD", "PUBLISH")
            .Words("X-WR-CALNAME", name)
            .Line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H")
            .ToString();
        foreach (var (zone, year) in zones)
            text += CalendarZone.Of(zone, Math.Max(year, today.Year - YearsBack), today.Year);
        return text + events + new CalendarText().Line("END", "VCALENDAR");
    }

    /// <returns>Where the series begins; null where its rule never came into force.</returns>
    private static DateOnly? Series(
        CalendarText text,
        CalendarCadence cadence,
        RuleRecord rule,
        Holidays holidays,
        DateOnly today
    )
    {
        var record = cadence.Record;
        var last = Last(record, rule);
        var to = last is { } end && end < today.AddYears(YearsAhead) ? end : today.AddYears(YearsAhead);
        var from = rule.StartsOn > today.AddYears(-YearsBack) ? rule.StartsOn : today.AddYears(-YearsBack);
        var days = record.RuleDays(from, to).Where(pair => pair.Rule == rule).Select(pair => pair.Day).ToList();
        if (days.Count == 0)
            return null;
        // Counting by COUNT and INTERVAL begins with the rule, so the first day must stay the first.
        var first = rule.Recurrence.Dates(rule.StartsOn, rule.StartsOn, days[0]).First();
        if (first < from && rule.Recurrence.Count is null)
            first = days[0];
        var planned = record
            .Between(holidays, from, to)
            .Where(planned => planned.Rule == rule)
            .ToDictionary(planned => planned.PlannedOn);
        Head(text, cadence, rule);
        text.Local("DTSTART", first, rule.StartMinute, rule.Zone)
            .Line("DURATION", $"PT{rule.Minutes}M")
            .Line("RRULE", Rule(rule, last))
            .Line("STATUS", "CONFIRMED");
        foreach (var day in days.Where(day => !planned.ContainsKey(day)))
            text.Local("EXDATE", day, rule.StartMinute, rule.Zone);
        text.Line("END", "VEVENT");
        var marks = record.Marks.ToLookup(mark => mark.PlannedOn);
        foreach (var day in days)
        {
            if (planned.TryGetValue(day, out var occurrence))
                Exception(text, cadence, occurrence.With([.. marks[day]], null), rule);
        }
        return first;
    }

    /// <summary>Kept and missed ones stand where the rule has them; a missed meeting was in the calendar, too.</summary>
    private static void Exception(CalendarText text, CalendarCadence cadence, Occurrence occurrence, RuleRecord rule)
    {
        var isElsewhere = occurrence.On != occurrence.PlannedOn || occurrence.StartMinute != rule.StartMinute;
        var isCancelled = occurrence.State is OccurrenceState.Cancelled;
        if (!isElsewhere && !isCancelled)
            return;
        Head(text, cadence, rule);
        text.Local("RECURRENCE-ID", occurrence.PlannedOn, rule.StartMinute, rule.Zone)
            .Local("DTSTART", occurrence.On, occurrence.StartMinute, rule.Zone)
            .Line("DURATION", $"PT{rule.Minutes}M")
            .Line("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
            .Words("COMMENT", occurrence.Mark?.Reason ?? occurrence.Holiday)
            .Line("END", "VEVENT");
    }

    private static void Head(CalendarText text, CalendarCadence cadence, RuleRecord rule) =>
        text.Line("BEGIN", "VEVENT")
            .Line("UID", $"{cadence.Record.Id:n}-{rule.Version}@binnacle")
            .Moment("DTSTAMP", cadence.ChangedAt)
            .Moment("LAST-MODIFIED", cadence.ChangedAt)
            .Line("SEQUENCE", cadence.Sequence.ToString(CultureInfo.InvariantCulture))
            .Words("SUMMARY", cadence.Record.Name)
            .Words("LOCATION", cadence.Place)
            .Words("DESCRIPTION", cadence.Agenda)
            .Line("CATEGORIES", cadence.Record.Kind.Word())
            .Line("TRANSP", "OPAQUE")
            .Url(cadence.Url);

    private static CalendarText Url(this CalendarText text, string? url) => url is null ? text : text.Line("URL", url);

    /// <summary>The last day on which the rule holds; null where nothing ends it.</summary>
    private static DateOnly? Last(CadenceRecord record, RuleRecord rule) =>
        record
            .Rules.Where(later => later.Version > rule.Version)
            .Select(later => (DateOnly?)later.StartsOn.AddDays(-1))
            .Append(record.EndedOn?.AddDays(-1))
            .Min();

    /// <summary>UNTIL is a moment in UTC where DTSTART has a time (3.3.10).</summary>
    private static string Rule(RuleRecord rule, DateOnly? last)
    {
        var until = rule.Recurrence.Until is { } own && (last is null || own < last) ? own : last;
        if (until is not { } day)
            return rule.Recurrence.Write();
        var moment = LocalTime.ToUtc(day, rule.StartMinute, LocalTime.Zone(rule.Zone));
        var text = (rule.Recurrence with { Until = null, Count = null }).Write();
        // Between COUNT and an end that came later the end is what counts: days after it are EXDATEs of nobody.
        return rule.Recurrence.Count is { } count && last is null
            ? $"{text};COUNT={count.ToString(CultureInfo.InvariantCulture)}"
            : $"{text};UNTIL={moment.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
    }
}
