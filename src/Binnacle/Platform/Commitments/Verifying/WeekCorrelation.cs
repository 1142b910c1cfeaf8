using Binnacle.Platform.Signals;

namespace Binnacle.Platform.Commitments;

/// <summary>What the resemblance of successive days does to the mean of weeks, for a first-order autoregression.</summary>
internal static class WeekCorrelation
{
    /// <summary>Fewer pairs of successive days than this do not tell a correlation.</summary>
    private const int FewestPairs = 10;

    private const double Highest = 0.95;

    /// <summary>
    /// Correlation of successive days around the level of their side, with the bias of short series added back after
    /// Kendall (1954). Between 0 and 0.95: a negative one would narrow the interval, which nothing promises to hold.
    /// </summary>
    public static double OfDays(MeasurePoint[] before, double[] ofBefore, MeasurePoint[] after, double[] ofAfter)
    {
        var (products, pairs) = (0.0, 0);
        var (squares, count) = (0.0, 0);
        Add(before, ofBefore);
        Add(after, ofAfter);
        if (pairs < FewestPairs || squares <= 0)
            return 0;
        var raw = products / pairs / (squares / count);
        return Math.Clamp(raw + ((1 + (3 * raw)) * 2 / count), 0, Highest);

        void Add(MeasurePoint[] points, double[] values)
        {
            var mean = values.Average();
            for (var index = 0; index < values.Length; index++)
            {
                squares += (values[index] - mean) * (values[index] - mean);
                count++;
                if (index == 0 || points[index].Date.DayNumber - points[index - 1].Date.DayNumber != 1)
                    continue;
                products += (values[index] - mean) * (values[index - 1] - mean);
                pairs++;
            }
        }
    }

    /// <summary>
    /// The variance of the difference of two means of weeks, against the one that independent weeks with the same spread
    /// inside each side would have. 1 where days do not resemble each other.
    /// </summary>
    public static double Widening(double correlation, int weeksBefore, int weeksAfter)
    {
        if (correlation <= 0)
            return 1;
        var (ofBefore, ofAfter) = (OfMean(correlation, weeksBefore), OfMean(correlation, weeksAfter));
        var single = OfMean(correlation, 1);
        var spread =
            ((weeksBefore * (single - ofBefore)) + (weeksAfter * (single - ofAfter))) / (weeksBefore + weeksAfter - 2);
        return Math.Max(1, (ofBefore + ofAfter) / (spread * ((1.0 / weeksBefore) + (1.0 / weeksAfter))));
    }

    /// <summary>Variance of the mean of so many successive weeks, in units of the variance of a day.</summary>
    private static double OfMean(double correlation, int weeks)
    {
        var days = 7 * weeks;
        var sum = (double)days;
        for (var (lag, power) = (1, correlation); lag < days; lag++, power *= correlation)
            sum += 2 * (days - lag) * power;
        return sum / ((double)days * days);
    }
}
