using Binnacle.Platform.Signals;

namespace Binnacle.Tests.Platform.Signals;

/// <summary>Daily series made by a known rule, the same from every seed.</summary>
internal static class Series
{
    public static readonly DateOnly First = new(2025, 1, 1);

    /// <param name="persistence">ρ of the AR(1) that the noise follows; its standard deviation is 1 whatever ρ.</param>
    /// <param name="week">What weekends lie below the other days.</param>
    /// <param name="stepAt">From this index on the level is higher by <paramref name="step"/>.</param>
    public static List<MeasurePoint> Make(
        int seed,
        int count,
        double persistence = 0,
        double week = 0,
        int? stepAt = null,
        double step = 0,
        double slope = 0,
        double level = 100,
        double scale = 1
    )
    {
        var random = new Random(seed);
        var points = new List<MeasurePoint>(count);
        var noise = Normal(random);
        for (var index = 0; index < count; index++)
        {
            var day = First.AddDays(index);
            if (index > 0)
                noise = (persistence * noise) + (Math.Sqrt(1 - (persistence * persistence)) * Normal(random));
            var value =
                noise
                - (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? week : 0)
                + (index >= stepAt ? step : 0)
                + (slope * index);
            points.Add(new(day, level + (scale * value)));
        }
        return points;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
