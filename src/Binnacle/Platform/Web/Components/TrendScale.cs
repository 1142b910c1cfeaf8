using System.Globalization;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Web.Components;

/// <summary>Where the points, lines and labels of a trend stand in a drawing of a given size.</summary>
public sealed class TrendScale
{
    private const double Left = 48;
    private const double Right = 64;
    private const double Top = 12;
    private const double Bottom = 24;
    private readonly double low;
    private readonly double high;
    private readonly int firstDay;
    private readonly int days;

    /// <param name="fitted">The axis need not reach down to zero: for levels whose changes are small.</param>
    public TrendScale(
        IReadOnlyList<TrendPoint> points,
        double? target,
        double width,
        double height,
        bool fitted = false
    )
    {
        (Width, Height) = (width, height);
        var known = points.Where(point => point.Number is not null).Select(point => point.Number!.Value).ToList();
        if (target is { } line)
            known.Add(line);
        // Amounts stand on zero; only an amount below zero moves the ground.
        (low, high) = (known.DefaultIfEmpty(0).Min(), known.DefaultIfEmpty(1).Max());
        if (!fitted || low < high - low || high <= low)
            low = Math.Min(0, low);
        Step = NiceStep(high - low);
        (low, high) = (Math.Floor(low / Step) * Step, Math.Ceiling(high / Step) * Step);
        if (high <= low)
            high = low + Step;
        firstDay = points.Count > 0 ? points[0].Date.DayNumber : 0;
        days = points.Count > 0 ? Math.Max(1, points[^1].Date.DayNumber - firstDay) : 1;
        Line = LinePath.Of(
            points.Select(point => point.Number is { } n ? (X(point.Date), Y(n)) : ((double, double)?)null)
        );
        Alone =
        [
            .. points
                .Where((point, at) => point.Number is not null && !IsKnown(points, at - 1) && !IsKnown(points, at + 1))
                .Select(point => (X(point.Date), Y(point.Number!.Value))),
        ];
        States = Stretches(points);
    }

    /// <summary>Points between gaps, which no line shows.</summary>
    public IReadOnlyList<(double X, double Y)> Alone { get; }

    /// <summary>Stretches of one state, to stand under the line.</summary>
    public IReadOnlyList<(double X, double Width, CheckState State)> States { get; }

    public double Width { get; }

    public double Height { get; }

    public double Step { get; }

    /// <summary>Ends of the axis; the target stands between them, too.</summary>
    public double Low => low;

    public double High => high;

    /// <summary>The <c>d</c> of the line.</summary>
    public string Line { get; }

    public double PlotLeft => Left;

    public double PlotRight => Width - Right;

    public double PlotBottom => Height - Bottom;

    public IEnumerable<double> Levels
    {
        get
        {
            for (var index = 0; low + index * Step <= high + Step / 1000; index++)
                yield return low + index * Step;
        }
    }

    public double X(DateOnly date) => Left + (date.DayNumber - firstDay) * (PlotRight - Left) / days;

    public double Y(double value) => Top + (high - value) * (PlotBottom - Top) / (high - low);

    /// <summary>First days of months, about five of them, so that labels never touch.</summary>
    public IEnumerable<(double X, string Text)> Months(int atMost = 5)
    {
        var first = DateOnly.FromDayNumber(firstDay);
        var last = DateOnly.FromDayNumber(firstDay + days);
        var months = (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        int[] strides = [1, 2, 3, 6, 12, 24, 60, 120];
        var stride = Array.Find(strides, step => months / step <= atMost) is var found and > 0 ? found : 240;
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
        {
            if (month >= first && (month.Year * 12 + month.Month - 1) % stride == 0)
                yield return (X(month), month.ToString(months > 11 ? "MMM yyyy" : "MMM", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsKnown(IReadOnlyList<TrendPoint> points, int at) =>
        at >= 0 && at < points.Count && points[at].Number is not null;

    private List<(double X, double Width, CheckState State)> Stretches(IReadOnlyList<TrendPoint> points)
    {
        var stretches = new List<(double X, double Width, CheckState State)>();
        for (int start = 0, end; start < points.Count; start = end)
        {
            for (end = start + 1; end < points.Count && points[end].State == points[start].State; end++) { }
            var (from, to) = (X(points[start].Date), X(points[Math.Min(end, points.Count - 1)].Date));
            if (points[start].State is CheckState.Pass or CheckState.Warn or CheckState.Fail)
                stretches.Add((from, Math.Max(1, to - from), points[start].State));
        }
        return stretches;
    }

    /// <summary>Two labels at these heights would stand on each other.</summary>
    public static bool Coincide(double one, double other) => Math.Abs(one - other) < 14;

    public static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 times a power of ten, so that three to five levels cover the range.</summary>
    private static double NiceStep(double range)
    {
        if (range <= 0 || !double.IsFinite(range))
            return 1;
        var rough = range / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            } * power;
    }
}
