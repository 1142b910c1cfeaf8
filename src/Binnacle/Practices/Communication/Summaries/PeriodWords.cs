using System.Globalization;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>A period as people name it: “This week, 16 to 22 Nov 2026”.</summary>
public static class PeriodWords
{
    /// <param name="writtenOn">The day on which it is said; null for a period that nobody is in.</param>
    public static string Of(DateOnly from, DateOnly to, DateOnly? writtenOn = null)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        // Who writes on the morning after means the same week.
        var isNow = writtenOn is { } on && on >= to && on.DayNumber - to.DayNumber <= 1;
        if (days == 1)
            return Day(to);
        if (from.Day == 1 && to == from.AddMonths(1).AddDays(-1))
            return $"{from.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}, {Span(from, to)}";
        var name = days switch
        {
            7 => isNow ? "This week" : "The week",
            14 => isNow ? "The last two weeks" : "The two weeks",
            _ => isNow ? $"The last {days} days" : $"The {days} days",
        };
        return isNow ? $"{name}, {Span(from, to)}" : $"{name} from {Span(from, to)}";
    }

    private static string Span(DateOnly from, DateOnly to) =>
        from.Year != to.Year ? $"{Day(from)} to {Day(to)}"
        : from.Month != to.Month ? $"{from.ToString("d MMM", CultureInfo.InvariantCulture)} to {Day(to)}"
        : $"{from.Day} to {Day(to)}";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
