namespace Binnacle.Platform.Cadences;

/// <summary>A cadence as far as its plan and what happened are concerned; the same for pages, calendars and checks.</summary>
/// <param name="Rules">By version.</param>
/// <param name="Marks">By time, oldest first.</param>
public sealed record CadenceRecord(
    Guid Id,
    int Number,
    string Name,
    CadenceKind Kind,
    Guid? TeamId,
    OnHoliday OnHoliday,
    DateTime AddedAt,
    DateOnly? EndedOn,
    DateTime? EndedAt,
    IReadOnlyList<RuleRecord> Rules,
    IReadOnlyList<MarkRecord> Marks
);

public sealed record RuleRecord(
    int Version,
    DateOnly StartsOn,
    Recurrence Recurrence,
    string Zone,
    int StartMinute,
    int Minutes,
    DateTime MadeAt
);

public sealed record MarkRecord(
    DateOnly PlannedOn,
    MarkState State,
    DateOnly? MovedToOn,
    int? MovedToMinute,
    DateTime At,
    string By = "",
    string? Source = null,
    string? Reason = null,
    string? NotesUrl = null,
    Guid? HostId = null
);

/// <param name="TeamId">Null where nobody works on that day.</param>
public sealed record HolidayRecord(Guid? TeamId, DateOnly On, string Name, DateTime AddedAt);

/// <summary>An occurrence as the rule and the holidays give it.</summary>
/// <param name="PlannedOn">The day that the rule gave: its name.</param>
/// <param name="On">The day it is on: another one where a holiday moved it.</param>
/// <param name="Holiday">What is celebrated on <paramref name="PlannedOn"/>, where that changed something.</param>
public sealed record Planned(DateOnly PlannedOn, DateOnly On, int StartMinute, RuleRecord Rule, string? Holiday)
{
    /// <summary>UTC.</summary>
    public DateTime StartsAt => LocalTime.ToUtc(On, StartMinute, LocalTime.Zone(Rule.Zone));
}

public static class CadencePlan
{
    /// <summary>
    /// Occurrences whose rule's day lies between two days, both included, as known on <paramref name="asOf"/>: rules,
    /// holidays and endings that were written later do not count. Those that a holiday takes away are left out.
    /// </summary>
    public static IEnumerable<Planned> Between(
        this CadenceRecord cadence,
        Holidays holidays,
        DateOnly from,
        DateOnly to,
        DateTime? asOf = null
    )
    {
        foreach (var (rule, day) in cadence.RuleDays(from, to, asOf))
        {
            var holiday = cadence.OnHoliday is OnHoliday.Keep ? null : holidays.NameOf(day, cadence.TeamId, asOf);
            if (holiday is null)
                yield return new(day, day, rule.StartMinute, rule, null);
            else if (cadence.OnHoliday is OnHoliday.NextWorkday)
                yield return new(day, holidays.NextWorkday(day, cadence.TeamId, asOf), rule.StartMinute, rule, holiday);
        }
    }

    /// <summary>Days of the rules alone, before holidays.</summary>
    public static IEnumerable<(RuleRecord Rule, DateOnly Day)> RuleDays(
        this CadenceRecord cadence,
        DateOnly from,
        DateOnly to,
        DateTime? asOf = null
    )
    {
        var rules = cadence.Rules.Where(rule => asOf is null || rule.MadeAt <= asOf).ToList();
        var end = cadence.EndedOn is { } ended && (asOf is null || cadence.EndedAt <= asOf) ? ended.AddDays(-1) : to;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            // A rule that never began, because a later one starts before it, gives no day.
            var last = rules.Skip(i + 1).Select(later => later.StartsOn.AddDays(-1)).Append(to).Min();
            foreach (var day in rule.Recurrence.Dates(rule.StartsOn, from, Least(last, to, end)))
                yield return (rule, day);
        }
    }

    /// <summary>The next one that has not begun; null where none is planned in the coming 400 days.</summary>
    public static Occurrence? Next(this CadenceRecord cadence, Holidays holidays, DateTime now) =>
        cadence
            .Occurrences(holidays, DateOnly.FromDateTime(now).AddDays(-40), DateOnly.FromDateTime(now).AddDays(400))
            .Where(occurrence => occurrence.StartsAt > now && occurrence.State is not OccurrenceState.Cancelled)
            .MinBy(occurrence => occurrence.StartsAt);

    private static DateOnly Least(DateOnly one, DateOnly other, DateOnly third) =>
        one < other ? (one < third ? one : third) : (other < third ? other : third);
}

/// <summary>Days off of the organization and its teams, found by day.</summary>
public sealed class Holidays(IEnumerable<HolidayRecord> records)
{
    public static readonly Holidays None = new([]);

    private const int LongestBreak = 60;
    private readonly ILookup<DateOnly, HolidayRecord> days = records.ToLookup(record => record.On);

    /// <summary>Null on a day on which the team works, and the organization with it.</summary>
    public string? NameOf(DateOnly day, Guid? teamId, DateTime? asOf = null)
    {
        foreach (var record in days[day])
        {
            if ((record.TeamId is null || record.TeamId == teamId) && (asOf is null || record.AddedAt <= asOf))
                return record.Name;
        }
        return null;
    }

    /// <summary>The first day after it that is neither Saturday nor Sunday nor a holiday.</summary>
    public DateOnly NextWorkday(DateOnly day, Guid? teamId, DateTime? asOf = null)
    {
        var next = day.AddDays(1);
        for (var i = 0; i < LongestBreak; i++, next = next.AddDays(1))
        {
            if (next.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && NameOf(next, teamId, asOf) is null)
                return next;
        }
        return day;
    }
}
