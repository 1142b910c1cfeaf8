using Binnacle.Platform.Signals;

namespace Binnacle.Platform.Commitments;

/// <summary>
/// The mean of the weeks after against the mean of the weeks before, for a series of at most one point a day.
/// Whole weeks are the values that are compared, so that no day of the week counts more on one side; effects of the day of
/// the week are taken off first, so that a missing day does not either. The interval is Student's, with the variance of
/// the weeks of both sides pooled. Days that follow each other resemble each other: the interval is widened by what a first-order
/// autoregression with the measured resemblance does to the mean of so many weeks (see <see cref="WeekCorrelation"/>).
/// A week with fewer than half of the usual number of points is left out.
/// </summary>
public static class WeekComparison
{
    private const double Level = 0.975;
    private const double Power = 0.8;

    /// <returns>Null where a side has no week, or both together fewer than three: nothing tells how weeks differ by themselves.</returns>
    public static Difference? Compare(IReadOnlyList<MeasurePoint> points, ComparedDays windows)
    {
        var before = Within(points, windows.BeforeFrom, windows.BeforeTo);
        var after = Within(points, windows.AfterFrom, windows.AfterTo);
        if (before.Length == 0 || after.Length == 0)
            return null;
        var (ofBefore, ofAfter) = WithoutDays(before, after);
        var usual = Usual(before, windows.BeforeFrom, after, windows.AfterFrom);
        var weeksBefore = Weeks(before, ofBefore, windows.BeforeFrom, usual);
        var weeksAfter = Weeks(after, ofAfter, windows.AfterFrom, usual);
        var freedom = weeksBefore.Count + weeksAfter.Count - 2;
        if (weeksBefore.Count == 0 || weeksAfter.Count == 0 || freedom < 1)
            return null;
        var (levelBefore, levelAfter) = (weeksBefore.Average(), weeksAfter.Average());
        var squares = Squares(weeksBefore, levelBefore) + Squares(weeksAfter, levelAfter);
        // Rounded values that never move would claim certainty; what rounding hides is always counted.
        var resolution = Resolution([.. before, .. after]);
        var variance = Math.Max(squares / freedom, resolution * resolution / 12);
        var widening = WeekCorrelation.Widening(
            WeekCorrelation.OfDays(before, ofBefore, after, ofAfter),
            weeksBefore.Count,
            weeksAfter.Count
        );
        var error = Math.Sqrt(variance * widening * ((1.0 / weeksBefore.Count) + (1.0 / weeksAfter.Count)));
        var half = StudentT.Quantile(Level, freedom) * error;
        var change = levelAfter - levelBefore;
        return new(
            levelBefore,
            levelAfter,
            new Interval(change - half, change + half),
            half + (StudentT.Quantile(Power, freedom) * error)
        );
    }

    private static MeasurePoint[] Within(IReadOnlyList<MeasurePoint> points, DateOnly from, DateOnly to) =>
        [.. points.Where(point => point.Date >= from && point.Date <= to).OrderBy(point => point.Date)];

    /// <summary>Least squares of a level for each side and an effect for each day of the week, by turns until it stands.</summary>
    private static (double[] Before, double[] After) WithoutDays(MeasurePoint[] before, MeasurePoint[] after)
    {
        MeasurePoint[] all = [.. before, .. after];
        var effects = new double[7];
        // Fewer than two points for a day say nothing about the day.
        var counts = new int[7];
        foreach (var point in all)
            counts[(int)point.Date.DayOfWeek]++;
        if (all.Length >= 21 && counts.Count(count => count > 0) > 1)
        {
            for (var turn = 0; turn < 30; turn++)
            {
                var levelBefore = Mean(before, effects);
                var levelAfter = Mean(after, effects);
                Array.Clear(effects);
                for (var index = 0; index < all.Length; index++)
                {
                    var day = (int)all[index].Date.DayOfWeek;
                    effects[day] +=
                        (all[index].Value - (index < before.Length ? levelBefore : levelAfter)) / counts[day];
                }
                var middle = effects.Where((_, day) => counts[day] > 0).Average();
                for (var day = 0; day < 7; day++)
                    effects[day] = counts[day] > 1 ? effects[day] - middle : 0;
            }
        }
        return (Adjusted(before, effects), Adjusted(after, effects));
    }

    private static double Mean(MeasurePoint[] points, double[] effects) =>
        points.Average(point => point.Value - effects[(int)point.Date.DayOfWeek]);

    private static double[] Adjusted(MeasurePoint[] points, double[] effects) =>
        [.. points.Select(point => point.Value - effects[(int)point.Date.DayOfWeek])];

    /// <summary>The median number of points in a week that has any.</summary>
    private static double Usual(MeasurePoint[] before, DateOnly beforeFrom, MeasurePoint[] after, DateOnly afterFrom) =>
        Statistics.Median([
            .. before.GroupBy(point => Week(point, beforeFrom)).Select(week => (double)week.Count()),
            .. after.GroupBy(point => Week(point, afterFrom)).Select(week => (double)week.Count()),
        ]);

    private static int Week(MeasurePoint point, DateOnly from) => (point.Date.DayNumber - from.DayNumber) / 7;

    private static List<double> Weeks(MeasurePoint[] points, double[] values, DateOnly from, double usual) =>
        [
            .. points
                .Zip(values)
                .GroupBy(pair => Week(pair.First, from), pair => pair.Second)
                .Where(week => week.Count() * 2 >= usual)
                .Select(week => week.Average()),
        ];

    private static double Squares(List<double> values, double mean) =>
        values.Sum(value => (value - mean) * (value - mean));

    /// <summary>The smallest step between two different values: what one cannot see below.</summary>
    private static double Resolution(MeasurePoint[] points)
    {
        var values = points.Select(point => point.Value).Distinct().Order().ToList();
        var least = 0.0;
        for (var index = 1; index < values.Count; index++)
        {
            var step = values[index] - values[index - 1];
            // Steps of floating point arithmetic are none of the measure's.
            if (step > 1e-9 * Math.Abs(values[index]) && (least == 0 || step < least))
                least = step;
        }
        return least;
    }
}
