namespace Binnacle.Practices.Debt.Code;

public readonly record struct Box(double X, double Y, double Width, double Height);

/// <summary>
/// Rectangles whose areas are in proportion to their weights, as near to squares as the order allows: Bruls, Huizing and van
/// Wijk (2000), "Squarified treemaps".
/// </summary>
public static class Treemap
{
    /// <param name="weights">Above zero, the largest first.</param>
    public static Box[] Of(IReadOnlyList<double> weights, double width, double height)
    {
        var boxes = new Box[weights.Count];
        var scale = width * height / Math.Max(1e-12, weights.Sum());
        var areas = weights.Select(weight => weight * scale).ToArray();
        var free = new Box(0, 0, width, height);
        for (var first = 0; first < areas.Length; )
        {
            var side = Math.Min(free.Width, free.Height);
            var last = first;
            while (last + 1 < areas.Length && Worst(areas, first, last + 1, side) <= Worst(areas, first, last, side))
                last++;
            free = Lay(areas, first, last, free, boxes);
            first = last + 1;
        }
        return boxes;
    }

    private static double Worst(double[] areas, int first, int last, double side)
    {
        var sum = Sum(areas, first, last);
        var (most, least) = (areas[first], areas[last]);
        return Math.Max(side * side * most / (sum * sum), sum * sum / (side * side * least));
    }

    private static Box Lay(double[] areas, int first, int last, Box free, Box[] boxes)
    {
        var sum = Sum(areas, first, last);
        var across = free.Width >= free.Height;
        var depth = sum / (across ? free.Height : free.Width);
        var at = across ? free.Y : free.X;
        for (var i = first; i <= last; i++)
        {
            var length = areas[i] / depth;
            boxes[i] = across ? new(free.X, at, depth, length) : new(at, free.Y, length, depth);
            at += length;
        }
        return across
            ? new(free.X + depth, free.Y, Math.Max(0, free.Width - depth), free.Height)
            : new(free.X, free.Y + depth, free.Width, Math.Max(0, free.Height - depth));
    }

    private static double Sum(double[] areas, int first, int last)
    {
        var sum = 0.0;
        for (var i = first; i <= last; i++)
            sum += areas[i];
        return sum;
    }
}
