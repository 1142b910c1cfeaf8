namespace Binnacle.Platform.Signals.Fetching;

/// <summary>When a source is asked next.</summary>
public static class FetchTimes
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>
    /// After a success: the next hour, day or Monday, some minutes past so that not all ask at once. After the n-th failure
    /// in a row: 5 · 3ⁿ⁻¹ minutes later, at most a day.
    /// </summary>
    public static DateTime Next(FetchSchedule schedule, int failures, DateTime now, Guid source)
    {
        if (failures > 0)
            return now
                + TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, 5 * Math.Pow(3, Math.Min(failures, 10) - 1)));
        var minutes = 5 + (source.ToByteArray()[15] % 40);
        var day = now.Date;
        var start = schedule switch
        {
            FetchSchedule.Hourly => day.AddHours(now.Hour + 1),
            FetchSchedule.Daily => day.AddDays(1),
            _ => day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7 is var days && days > 0 ? days : 7),
        };
        return DateTime.SpecifyKind(start.AddMinutes(minutes), DateTimeKind.Utc);
    }
}
