namespace Binnacle.Platform;

/// <summary>An interval with its bounds, both inside.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>How long something took, or, where <paramref name="IsOver"/> is false, how long it has taken so far.</summary>
public readonly record struct Duration(double Days, bool IsOver);

/// <summary>The few formulas that several checks share.</summary>
public static class Statistics
{
    public static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);

    /// <summary>
    /// Linear interpolation between order statistics, definition 7 of Hyndman and Fan (1996), "Sample quantiles in
    /// statistical packages": the one of spreadsheets, R and NumPy.
    /// </summary>
    public static double Quantile(IReadOnlyCollection<double> values, double share)
    {
        if (values.Count == 0)
            throw new ArgumentException("A quantile needs at least one value.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return QuantileOfSorted(sorted, share);
    }

    internal static double QuantileOfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = (sorted.Length - 1) * share;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }

    /// <summary>
    /// Between which values the median of all lies at 95 %, by order statistics, whatever the distribution (Conover 1999, "Practical
    /// nonparametric statistics", 3.2). Null below six values, which cannot tell.
    /// </summary>
    public static Interval? MedianBounds(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        // The largest number of values outside on one side whose probability, by the sign test, stays within 2.5 %.
        var below = -1;
        var tail = 0.0;
        var term = Math.Pow(0.5, sorted.Length);
        // Past a thousand values the first term is too small for a double; the normal approximation is exact enough there.
        if (sorted.Length > 1000)
            below = (int)Math.Floor((sorted.Length / 2.0) - (1.96 * Math.Sqrt(sorted.Length) / 2)) - 1;
        else
            for (var i = 0; i < sorted.Length && tail + term <= 0.025; i++)
            {
                tail += term;
                below = i;
                term *= (double)(sorted.Length - i) / (i + 1);
            }
        return below < 0 ? null : new(sorted[below], sorted[^(below + 1)]);
    }

    /// <summary>
    /// The score interval of Wilson (1927) at 95 %: stays inside 0 to 1 and holds for small samples, where the textbook
    /// interval does not.
    /// </summary>
    public static Interval Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        const double z = 1.959963984540054;
        double n = trials;
        var share = successes / n;
        var denominator = 1 + (z * z / n);
        var centre = (share + (z * z / (2 * n))) / denominator;
        var half = z / denominator * Math.Sqrt((share * (1 - share) / n) + (z * z / (4 * n * n)));
        // At the ends the bound is exact; floating point would leave it a hair inside.
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, centre - half),
            successes == trials ? 1 : Math.Min(1, centre + half)
        );
    }

    /// <summary>
    /// Kaplan and Meier (1958): the time by which a share of things is over, with those that still run counted as long as
    /// they have run. Null when too many still run to tell.
    /// </summary>
    public static double? TimeUntil(IReadOnlyCollection<Duration> durations, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        // What ends at the same time as something is censored counts as ended first.
        Duration[] sorted = [.. durations];
        Array.Sort(sorted, ByDays);
        return TimeUntilOfSorted(sorted, share);
    }

    internal static readonly Comparison<Duration> ByDays = static (a, b) => a.Days.CompareTo(b.Days);

    /// <param name="sorted">By days.</param>
    internal static double? TimeUntilOfSorted(ReadOnlySpan<Duration> sorted, double share)
    {
        var remaining = 1.0;
        for (var i = 0; i < sorted.Length; )
        {
            var same = i;
            var over = 0;
            while (same < sorted.Length && sorted[same].Days.Equals(sorted[i].Days))
                over += sorted[same++].IsOver ? 1 : 0;
            remaining *= 1 - ((double)over / (sorted.Length - i));
            if (over > 0 && remaining <= 1 - share + 1e-12)
                return sorted[i].Days;
            i = same;
        }
        return null;
    }
}
