using System.Collections.Concurrent;

namespace Binnacle.Platform.Cadences;

/// <summary>The hours of one day in which work is done; both are the same moment on a day off.</summary>
public readonly record struct WorkingDay(DateTime From, DateTime To);

/// <summary>
/// When a team works: the same hours of the clock on each working day, except on holidays. What is asked for repeatedly is
/// remembered by day, so one calendar serves all changes of a team.
/// </summary>
/// <param name="startMinute">Of the local day, 540 for 9:00.</param>
/// <param name="endMinute">Later on the same day, at most 1440.</param>
/// <param name="isHoliday">Null where there are none.</param>
public sealed class WorkingCalendar(
    TimeZoneInfo zone,
    int startMinute,
    int endMinute,
    IReadOnlyCollection<DayOfWeek> days,
    Func<DateOnly, bool>? isHoliday = null
)
{
    public static readonly IReadOnlyList<DayOfWeek> MondayToFriday =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
    ];

    private readonly ConcurrentDictionary<DateOnly, WorkingDay> known = new();

    public TimeZoneInfo Zone => zone;

    /// <summary>How long a whole working day is by the clock, what "within one working day" is counted in.</summary>
    public TimeSpan WholeDay { get; } = TimeSpan.FromMinutes(endMinute - startMinute);

    /// <summary>UTC.</summary>
    public WorkingDay On(DateOnly day) => known.GetOrAdd(day, Of);

    private WorkingDay Of(DateOnly day)
    {
        var from = LocalTime.ToUtc(day, startMinute, zone);
        return new(
            from,
            days.Contains(day.DayOfWeek) && isHoliday?.Invoke(day) is not true
                ? LocalTime.ToUtc(day, endMinute, zone)
                : from
        );
    }
}

/// <summary>Time as a team lives it: nights, weekends and holidays do not pass.</summary>
public static class WorkingTime
{
    /// <summary>
    /// The part of an interval in which the team works. Additive, and never more than the interval itself; zero where it ends
    /// before it begins.
    /// </summary>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    public static TimeSpan Between(DateTime from, DateTime to, WorkingCalendar calendar)
    {
        if (to <= from)
            return TimeSpan.Zero;
        var ticks = 0L;
        var last = DateOnly.FromDateTime(LocalTime.ToLocal(to, calendar.Zone));
        for (var day = DateOnly.FromDateTime(LocalTime.ToLocal(from, calendar.Zone)); day <= last; day = day.AddDays(1))
        {
            var open = calendar.On(day);
            ticks += Math.Max(0, Math.Min(to.Ticks, open.To.Ticks) - Math.Max(from.Ticks, open.From.Ticks));
        }
        return TimeSpan.FromTicks(ticks);
    }

    /// <summary>The same in whole working days of the calendar: 12 hours at eight a day are 1.5.</summary>
    public static double DaysBetween(DateTime from, DateTime to, WorkingCalendar calendar) =>
        Between(from, to, calendar) / calendar.WholeDay;
}
