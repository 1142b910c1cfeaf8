using System.Globalization;
using System.Text;

namespace Binnacle.Platform.Web.Components;

/// <summary>The <c>d</c> of a line through points at equal distances; a missing point interrupts it.</summary>
public static class LinePath
{
    public static string Of(IReadOnlyList<double?> points, double left, double top, double width, double height)
    {
        var known = points.OfType<double>().ToList();
        if (known.Count == 0)
            return "";
        var (low, high) = (known.Min(), known.Max());
        var step = points.Count > 1 ? width / (points.Count - 1) : 0;
        // A line that does not move stands in the middle; it is neither at the top nor at the bottom of anything.
        double Y(double value) => high > low ? top + height * (high - value) / (high - low) : top + height / 2;
        return Of(
            points.Select((value, index) => value is { } v ? (left + index * step, Y(v)) : ((double, double)?)null)
        );
    }

    /// <summary>A point without neighbours becomes a dot, drawn by the round cap of a line without length.</summary>
    public static string Of(IEnumerable<(double X, double Y)?> places)
    {
        var path = new StringBuilder();
        var drawing = false;
        (double X, double Y)? single = null;
        foreach (var place in places.Append(null))
        {
            if (place is { } at)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(drawing ? 'L' : 'M')}{at.X:0.#} {at.Y:0.#}");
                single = drawing ? null : at;
            }
            else if (single is not null)
            {
                path.Append("h0");
                single = null;
            }
            drawing = place is not null;
        }
        return path.ToString();
    }
}
