using Binnacle.Platform.Commitments;
using Binnacle.Platform.Signals;

namespace Binnacle.Tests.Platform.Commitments;

/// <summary>Daily series whose course is known: noise with memory, a season of the week, a step.</summary>
internal static class Series
{
    public static readonly DateOnly Made = new(2026, 3, 4);
    public static readonly DateOnly Done = new(2026, 4, 8);

    /// <param name="memory">Correlation of a day with the day before.</param>
    /// <param name="season">How far weekends lie below working days.</param>
    /// <param name="step">Added from the day after it was done.</param>
    public static List<MeasurePoint> Of(
        int seed,
        double memory = 0,
        double season = 0,
        double step = 0,
        double missing = 0,
        int weeksAfter = 4,
        double noise = 1
    )
    {
        var random = new Random(seed);
        var points = new List<MeasurePoint>();
        var level = Normal(random);
        var last = Done.AddDays(7 * weeksAfter);
        for (var day = Made.AddDays(-56); day <= last; day = day.AddDays(1))
        {
            level = (memory * level) + (Math.Sqrt(1 - (memory * memory)) * Normal(random));
            if (random.NextDouble() < missing)
                continue;
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? -season : 0;
            points.Add(new(day, 100 + (noise * level) + weekend + (day > Done ? step : 0)));
        }
        return points;
    }

    public static ComparedDays Windows(int weeksAfter = 4) =>
        ComparedDays.Of(Made, Done, Done, Done.AddDays(7 * weeksAfter));

    /// <summary>In how many of the runs the interval leaves out no change.</summary>
    public static double Alarms(int runs, Func<int, List<MeasurePoint>> series, int weeksAfter = 4)
    {
        var alarms = 0;
        for (var seed = 0; seed < runs; seed++)
        {
            var found = WeekComparison.Compare(series(seed), Windows(weeksAfter))!;
            alarms += found.Interval.Low > 0 || found.Interval.High < 0 ? 1 : 0;
        }
        return (double)alarms / runs;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
