using Binnacle.Platform.Cadences;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>Something that falls into a week and is within a target or not: a change, a day, a run, a blocker. It names nobody.</summary>
/// <param name="On">The day that puts it into a week, in the team's own time zone.</param>
/// <param name="Amount">In the unit of the agreement: how long it took, or has taken so far; how large it is.</param>
/// <param name="IsOver">False while it still goes on: past the target it is outside already, before it nobody knows.</param>
/// <param name="ByTheClock">Days or hours of the clock, where <paramref name="Amount"/> is in working time.</param>
public sealed record AgreementItem(
    string Name,
    string? Url,
    DateOnly On,
    double Amount,
    bool IsOver = true,
    string? LeftOut = null,
    double? ByTheClock = null
);

public enum WeekState
{
    Kept,
    Slipped,

    /// <summary>Nothing fell into it, or nothing that was told.</summary>
    Unknown,

    /// <summary>It has not ended yet.</summary>
    Running,
}

/// <summary>A week of an agreement, judged by the version that was in force on its Monday.</summary>
/// <param name="LeftOut">How many rows do not count, by reason.</param>
public sealed record AgreementWeek(
    DateOnly Monday,
    int Version,
    int Count,
    int Within,
    WeekState State,
    IReadOnlyDictionary<string, int> LeftOut,
    IReadOnlyList<AgreementItem> Outside
)
{
    public const string StillOpen = "still going on, not past the target yet";

    public double? Share => Count == 0 ? null : (double)Within / Count;

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <param name="versions">Of one agreement.</param>
    /// <returns>Null where nothing was in force on its Monday.</returns>
    public static Agreement? InForce(IEnumerable<Agreement> versions, DateOnly monday) =>
        versions.Where(version => version.Since <= monday).MaxBy(version => version.Version) is { Target: not null } one
            ? one
            : null;

    public static AgreementWeek Of(DateOnly monday, Agreement version, IEnumerable<AgreementItem> items, DateOnly today)
    {
        var own = items.Where(item => MondayOf(item.On) == monday).ToList();
        string? Reason(AgreementItem item) =>
            item.LeftOut ?? (!item.IsOver && item.Amount <= version.Target ? StillOpen : null);
        var counted = own.FindAll(item => Reason(item) is null);
        var outside = counted.FindAll(item => item.Amount > version.Target);
        var within = counted.Count - outside.Count;
        return new(
            monday,
            version.Version,
            counted.Count,
            within,
            monday.AddDays(6) >= today ? WeekState.Running
                : counted.Count == 0 ? WeekState.Unknown
                : within >= (version.Share * counted.Count) - 1e-9 ? WeekState.Kept
                : WeekState.Slipped,
            own.Select(Reason)
                .OfType<string>()
                .GroupBy(reason => reason)
                .ToDictionary(group => group.Key, group => group.Count()),
            [.. outside.OrderByDescending(item => item.Amount)]
        );
    }

    /// <summary>An interval in the unit of an agreement, and the same by the clock.</summary>
    public static (double Amount, double? ByTheClock) Measured(
        DateTime from,
        DateTime to,
        AgreementUnit unit,
        WorkingCalendar calendar
    )
    {
        var clock = to > from ? to - from : TimeSpan.Zero;
        return unit switch
        {
            AgreementUnit.WorkingHours => (WorkingTime.Between(from, to, calendar).TotalHours, clock.TotalHours),
            AgreementUnit.WorkingDays => (WorkingTime.DaysBetween(from, to, calendar), clock.TotalDays),
            AgreementUnit.Hours => (clock.TotalHours, null),
            AgreementUnit.Days => (clock.TotalDays, null),
            _ => (clock.TotalMinutes, null),
        };
    }
}
