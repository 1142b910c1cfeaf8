using System.Globalization;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Cadences;

public enum Frequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <param name="Nth">The first to fifth of its month, or counted from the end: −1 is the last. Null: every one.</param>
public sealed record RuleDay(DayOfWeek Day, int? Nth = null);

/// <summary>
/// What meetings need of RFC 5545 RRULE: FREQ DAILY to YEARLY, INTERVAL, BYDAY (with an ordinal by month), BYMONTHDAY,
/// WKST, COUNT, UNTIL. It works on calendar days; the hour and its time zone are added by <see cref="LocalTime"/>.
/// </summary>
/// <param name="MonthDays">1 to 31, or −1 to −31 from the end. Months without that day have none.</param>
/// <param name="Until">The last day that may still be one.</param>
public sealed record Recurrence(
    Frequency Frequency,
    int Interval,
    IReadOnlyList<RuleDay> Days,
    IReadOnlyList<int> MonthDays,
    DayOfWeek WeekStart = DayOfWeek.Monday,
    int? Count = null,
    DateOnly? Until = null
)
{
    /// <summary>Where COUNT is given, days are counted from the start: more than these are never looked through.</summary>
    public const int MostCount = 2000;

    public static Recurrence Weekly(int interval, params IReadOnlyList<DayOfWeek> days) =>
        new(Frequency.Weekly, interval, [.. days.Select(day => new RuleDay(day))], []);

    public static Recurrence Monthly(int interval, int nth, DayOfWeek day) =>
        new(Frequency.Monthly, interval, [new(day, nth)], []);

    /// <summary>
    /// The days of the rule from <paramref name="from"/> to <paramref name="to"/>, both included, in order. Nothing lies
    /// before <paramref name="start"/>; unlike DTSTART in RFC 5545, the start itself is one only where the rule gives it.
    /// </summary>
    public IEnumerable<DateOnly> Dates(DateOnly start, DateOnly from, DateOnly to)
    {
        if (to < start)
            yield break;
        var last = Until is { } until && until < to ? until : to;
        var first = Count is null && from > start ? from : start;
        var counted = 0;
        for (var period = PeriodOf(start, first); ; period++)
        {
            var (days, begins) = Period(start, period);
            if (begins is not { } begin || begin > last)
                yield break;
            foreach (var day in days)
            {
                if (day < start)
                    continue;
                if (day > last || (Count is { } most && counted >= most))
                    yield break;
                counted++;
                if (day >= from)
                    yield return day;
            }
        }
    }

    /// <summary>Which period, counted from that of the start, holds a later day: so that old rules need not be walked through.</summary>
    private int PeriodOf(DateOnly start, DateOnly day)
    {
        var units = Frequency switch
        {
            Frequency.Daily => day.DayNumber - start.DayNumber,
            Frequency.Weekly => (WeekOf(day).DayNumber - WeekOf(start).DayNumber) / 7,
            Frequency.Monthly => ((day.Year - start.Year) * 12) + day.Month - start.Month,
            _ => day.Year - start.Year,
        };
        return Math.Max(0, units / Interval);
    }

    private (IEnumerable<DateOnly> Days, DateOnly? Begins) Period(DateOnly start, int period)
    {
        var units = (long)period * Interval;
        switch (Frequency)
        {
            case Frequency.Daily:
                if (start.DayNumber + units > DateOnly.MaxValue.DayNumber)
                    return ([], null);
                var day = start.AddDays((int)units);
                return (Days.Count == 0 || Days.Any(rule => rule.Day == day.DayOfWeek) ? [day] : [], day);
            case Frequency.Weekly:
                if (WeekOf(start).DayNumber + (units * 7) + 6 > DateOnly.MaxValue.DayNumber)
                    return ([], null);
                var week = WeekOf(start).AddDays((int)units * 7);
                var chosen = Days.Count == 0 ? [start.DayOfWeek] : Days.Select(rule => rule.Day);
                return (chosen.Distinct().Select(name => week.AddDays(After(WeekStart, name))).Order(), week);
            default:
                var months = Frequency is Frequency.Monthly ? units : units * 12;
                var month = ((long)start.Year * 12) + start.Month - 1 + months;
                if (month / 12 > 9999)
                    return ([], null);
                var begins = new DateOnly((int)(month / 12), (int)(month % 12) + 1, 1);
                return (InMonth(begins, start).Distinct().Order(), begins);
        }
    }

    /// <summary>Where BYDAY and BYMONTHDAY are both given, a day must answer both ("Friday the 13th").</summary>
    private IEnumerable<DateOnly> InMonth(DateOnly month, DateOnly start)
    {
        var length = DateTime.DaysInMonth(month.Year, month.Month);
        IReadOnlyList<int> numbers = MonthDays.Count > 0 || Days.Count > 0 ? MonthDays : [start.Day];
        for (var number = 1; number <= length; number++)
        {
            var day = new DateOnly(month.Year, month.Month, number);
            var isNumber = numbers.Count == 0 || numbers.Contains(number) || numbers.Contains(number - length - 1);
            if (isNumber && (Days.Count == 0 || Days.Any(rule => Is(rule, day, length))))
                yield return day;
        }
    }

    private static bool Is(RuleDay rule, DateOnly day, int length) =>
        rule.Day == day.DayOfWeek
        && rule.Nth switch
        {
            null => true,
            > 0 => ((day.Day - 1) / 7) + 1 == rule.Nth,
            _ => ((length - day.Day) / 7) + 1 == -rule.Nth,
        };

    private DateOnly WeekOf(DateOnly day) => day.AddDays(-Math.Min(day.DayNumber, After(WeekStart, day.DayOfWeek)));

    private static int After(DayOfWeek start, DayOfWeek day) => ((int)day - (int)start + 7) % 7;

    /// <summary>"every second Tuesday", "the first Monday of every third month".</summary>
    public string InWords(DateOnly start)
    {
        var days = Words.List([
            .. Days.Select(rule => rule.Nth is { } nth ? $"the {Ordinal(nth)} {rule.Day}" : rule.Day.ToString()),
        ]);
        var words = Frequency switch
        {
            Frequency.Daily => Days.Count == 0 ? Every("day") : $"{Every("day")} that is {days}",
            Frequency.Weekly => Every(Days.Count == 0 ? start.DayOfWeek.ToString() : days),
            Frequency.Monthly when Days.Count > 0 && Days.All(rule => rule.Nth is not null) =>
                $"{days} of {Every("month")}",
            Frequency.Monthly when Days.Count > 0 => $"every {days} of {Every("month")}",
            Frequency.Monthly => $"on day {string.Join(", ", MonthDays.DefaultIfEmpty(start.Day))} of {Every("month")}",
            _ => $"{Every("year")} in {start.ToString("MMMM", CultureInfo.InvariantCulture)}",
        };
        return Until is { } until ? $"{words} until {Words.Date(until)}" : words;
    }

    private string Every(string what) =>
        Interval switch
        {
            1 => $"every {what}",
            2 => $"every second {what}",
            3 => $"every third {what}",
            _ => $"every {Interval}th {what}",
        };

    private static string Ordinal(int nth) =>
        nth switch
        {
            1 => "first",
            2 => "second",
            3 => "third",
            4 => "fourth",
            5 => "fifth",
            -1 => "last",
            _ => $"{-nth}th from last",
        };
}
