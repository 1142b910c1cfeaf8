namespace Binnacle.Demo;

/// <summary>Days of the demo are counted back from today, so that it never ages. Weekends and holidays are quiet.</summary>
internal sealed class Calendar(DateOnly today)
{
    /// <summary>How far history goes back: two years of trend that look back at something.</summary>
    public const int Days = 900;

    public DateOnly Today => today;

    public DateOnly Day(int ago) => today.AddDays(-ago);

    public int Ago(DateOnly day) => today.DayNumber - day.DayNumber;

    public static bool IsWorkday(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && (day.Month, day.Day) is not ((1, 1) or (1, 6) or (5, 1) or (10, 3) or (11, 1) or (12, >= 24));

    /// <summary>That day, or the next on which people work; yesterday at the latest, since today has hardly begun.</summary>
    public DateOnly Workday(int ago)
    {
        var day = Day(ago);
        while (!IsWorkday(day) && day < today.AddDays(-1))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>How much is done on a day, against an ordinary one: less in summer and before the turn of the year.</summary>
    public static double Season(DateOnly day) =>
        (day.Month, day.Day) switch
        {
            (12, >= 20) or (1, <= 4) => 0.3,
            (8, _) => 0.6,
            (7, _) => 0.8,
            _ => 1,
        };

    /// <summary>A moment of a day, from minutes since midnight UTC.</summary>
    public static DateTime At(DateOnly day, int minutes) =>
        DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes), DateTimeKind.Utc);
}
