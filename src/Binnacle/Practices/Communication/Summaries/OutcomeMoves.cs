using Binnacle.Platform.Signals;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>How a measure moved over a period, from its points alone.</summary>
public static class OutcomeMoves
{
    /// <summary>Older points do not speak for the beginning of the period.</summary>
    public const int LiveDays = 31;

    /// <param name="points">To the end of the period, from 31 days before it or more, oldest first.</param>
    /// <returns>Null where a point before or in the period is missing: nothing is said of it.</returns>
    public static OutcomeMove? Between(IReadOnlyList<MeasurePoint> points, Measure measure, DateOnly from)
    {
        var before = points.LastOrDefault(point => point.Date < from && point.Date >= from.AddDays(-LiveDays));
        var after = points.LastOrDefault(point => point.Date >= from);
        if (before is null || after is null)
            return null;
        var clear = points.Count >= 8 && Math.Abs(after.Value - before.Value) > 2 * Noise(points);
        return new(measure.Name, measure.Slug, measure.Unit, measure.Better, before.Value, after.Value, clear);
    }

    /// <summary>Median step between neighbours: what the line does when nothing happens.</summary>
    private static double Noise(IReadOnlyList<MeasurePoint> points)
    {
        var steps = points.Zip(points.Skip(1), (a, b) => Math.Abs(b.Value - a.Value)).Order().ToList();
        return steps[steps.Count / 2];
    }
}
