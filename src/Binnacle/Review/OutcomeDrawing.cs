using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;

namespace Binnacle.Review;

/// <summary>An outcome measure as a tile: its value, what changed over the quarter, and whether that is good.</summary>
internal static class OutcomeDrawing
{
    /// <summary>Older points do not speak for today.</summary>
    private const int LiveDays = 31;

    public static OutcomeTile Tile(Measure measure, IReadOnlyList<MeasurePoint> points, DateOnly day)
    {
        var url = $"/measures/{measure.Slug}";
        if (points.Count == 0 || points[^1].Date < day.AddDays(-LiveDays))
            return new(measure.Name, "unknown", "", null, [], "No point in the last 31 days", url);
        var last = points[^1].Value;
        var first = points[0].Value;
        var change = last - first;
        var clear = points.Count >= 8 && Math.Abs(change) > 2 * Noise(points);
        return new(
            measure.Name,
            Wording.Measured(last, measure.Unit),
            clear ? $"was {Wording.Measured(first, measure.Unit)} on {points[0].Date:d MMM}" : "no clear change",
            clear ? change > 0 == (measure.Better is MeasureDirection.Up) : null,
            [.. points.Select(point => (double?)point.Value)],
            points[^1].Date == day
                ? $"{points.Count} points in 13 weeks"
                : $"Newest point {points[^1].Date:d MMM yyyy}",
            url
        );
    }

    /// <summary>Median step between neighbours: what the line does when nothing happens.</summary>
    private static double Noise(IReadOnlyList<MeasurePoint> points)
    {
        var steps = points.Zip(points.Skip(1), (a, b) => Math.Abs(b.Value - a.Value)).Order().ToList();
        return steps[steps.Count / 2];
    }
}
