namespace Binnacle.Platform.Signals.Detection;

/// <summary>
/// Whether the level of a series changed once, and where. The statistic is the largest standardised CUSUM,
/// max over k of |S(k) − k/n·S(n)| / √(k(n−k)/n) (Csörgő and Horváth 1997, "Limit theorems in change-point analysis"). How
/// large it grows without a change is found by a sieve bootstrap: the series is redrawn from an autoregression fitted to what
/// is left when the step is taken out (Bühlmann 1997; for changes Hušková, Kirch, Prášková and Steinebach 2008), so that
/// neighbouring days that resemble each other do not pass for a change. Both are taken as the share of all variation that the step
/// explains, so that the size of the noise, which a step makes look smaller than it is, cancels out.
/// </summary>
internal sealed class StepTest
{
    public const int Draws = 999;
    private const int PlaceDraws = 299;
    private const int WarmUp = 40;

    /// <summary>No more persistence than this is assumed; a series with more is told as one that wanders.</summary>
    public const double MostPersistent = 0.95;

    private readonly double[] values;
    private readonly int margin;
    private readonly double[] innovations;
    private readonly double[] room;
    private readonly double rest;
    private Chance chance;

    public StepTest(ReadOnlySpan<double> series, ulong seed)
    {
        values = Clipped(series);
        Count = values.Length;
        margin = Math.Max(7, Count / 25);
        chance = new Chance(seed ^ (ulong)Count);
        room = new double[Count];
        (Place, Share) = Largest(values);
        // Each level has outliers of its own: drawn in from both together, a high step would lose its height.
        values = [.. Clipped(series[..Place]), .. Clipped(series[Place..])];
        (Before, After) = (Mean(0, Place), Mean(Place, Count));
        (Persistence, innovations, Spread, rest) = Fit();
    }

    public int Count { get; }

    /// <summary>Index of the first value of the new level.</summary>
    public int Place { get; }

    /// <summary>Share of the variation that the step explains.</summary>
    public double Share { get; }

    public double Before { get; }

    public double After { get; }

    /// <summary>Correlation of neighbouring days, without the step.</summary>
    public double Persistence { get; }

    /// <summary>Standard deviation of a sum of n values ÷ √n, for large n.</summary>
    public double Spread { get; }

    /// <summary>The share in <see cref="Draws"/> series without a change, ascending.</summary>
    public double[] WithoutChange()
    {
        var drawn = new double[Draws];
        if (Spread <= 0)
            return drawn;
        for (var draw = 0; draw < Draws; draw++)
        {
            Redraw();
            drawn[draw] = Largest(room).Share;
        }
        Array.Sort(drawn);
        return drawn;
    }

    /// <summary>Probability of a share as large without a change; (1 + as large) ÷ (1 + draws), so never zero.</summary>
    public double FalseAlarm(double[] withoutChange)
    {
        if (Spread <= 0)
            return Before.Equals(After) ? 1 : 1.0 / (Draws + 1);
        var least = Array.BinarySearch(withoutChange, Share);
        least = least < 0 ? ~least : least;
        while (least > 0 && withoutChange[least - 1] >= Share)
            least--;
        return (1.0 + Draws - least) / (1 + Draws);
    }

    /// <summary>
    /// Where series with this step would have their step found, and how far its size would be off: ascending places, and
    /// ascending differences from the true size.
    /// </summary>
    public (int[] Places, double[] Errors) Redrawn()
    {
        var places = new int[PlaceDraws];
        var errors = new double[PlaceDraws];
        for (var draw = 0; draw < PlaceDraws; draw++)
        {
            Redraw();
            for (var index = Place; index < Count; index++)
                room[index] += After - Before;
            var (place, _) = Largest(room);
            places[draw] = place;
            errors[draw] = Mean(room, place, Count) - Mean(room, 0, place) - (After - Before);
        }
        Array.Sort(places);
        Array.Sort(errors);
        return (places, errors);
    }

    /// <summary>
    /// The step that would be found four times of five, if it lay at that index: (what chance exceeds once in a hundred + 0.84
    /// standard deviations) ÷ √(k(n−k)/n).
    /// </summary>
    public double SmallestSeen(double[] withoutChange, double level, int index)
    {
        var share = withoutChange[(int)Math.Min(Draws - 1, Math.Ceiling((1 - level) * Draws))];
        var limit = Math.Sqrt(share / (1 - share) * rest);
        return (limit + (0.84 * Spread)) / Math.Sqrt((double)index * (Count - index) / Count);
    }

    private (int Place, double Share) Largest(double[] series)
    {
        var total = 0.0;
        foreach (var value in series)
            total += value;
        var (place, largest, sum, squares) = (margin, -1.0, 0.0, 0.0);
        var mean = total / Count;
        for (var index = 1; index <= Count; index++)
        {
            var distance = series[index - 1] - mean;
            sum += distance;
            squares += distance * distance;
            if (index < margin || index > Count - margin)
                continue;
            // The square of the statistic ÷ n; times n ÷ squares it is the share that the step explains.
            var standard = sum * sum / ((double)index * (Count - index));
            if (standard > largest)
                (place, largest) = (index, standard);
        }
        return (place, squares > 0 ? largest * Count / squares : 0);
    }

    /// <summary>An AR(1) around the two levels; the correlation is raised by what short series hide of it (Marriott and Pope 1954), and by as much again for the step that was fitted.</summary>
    private (double Persistence, double[] Innovations, double Spread, double Squares) Fit()
    {
        var left = new double[Count];
        for (var index = 0; index < Count; index++)
            left[index] = values[index] - (index < Place ? Before : After);
        var variance = Lagged(left, 0);
        if (variance <= 1e-24 * ((values[0] * values[0]) + 1))
            return (0, [0], 0, 0);
        var (first, second) = (Lagged(left, 1) / variance, Lagged(left, 2) / variance);
        // Noise upon a persistent series hides how persistent it is from the first lag, but not from the second.
        if (second > (first * first) + (2 / Math.Sqrt(Count)))
            first = Math.Max(first, Math.Sqrt(second));
        var persistence = Math.Clamp(first + ((4 + (6 * first)) / Count), 0, MostPersistent);
        var fresh = new double[Count - 1];
        for (var index = 1; index < Count; index++)
            fresh[index - 1] = left[index] - (persistence * left[index - 1]);
        var mean = fresh.Average();
        var actual = Math.Sqrt(fresh.Sum(one => (one - mean) * (one - mean)) / fresh.Length);
        // As large as makes the redrawn series vary as this one does; two levels were fitted, hence n − 2.
        var wanted = Math.Sqrt(variance * Count / (Count - 2.0) * (1 - (persistence * persistence)));
        for (var index = 0; index < fresh.Length; index++)
            fresh[index] = (fresh[index] - mean) * (wanted / actual);
        return (persistence, fresh, wanted / (1 - persistence), variance * Count);
    }

    private double Lagged(double[] rest, int lag)
    {
        var sum = 0.0;
        for (var index = lag; index < Count; index++)
            sum += rest[index] * rest[index - lag];
        return sum / Count;
    }

    private void Redraw()
    {
        var value = 0.0;
        for (var index = -WarmUp; index < Count; index++)
        {
            value = (Persistence * value) + innovations[chance.Below(innovations.Length)];
            if (index >= 0)
                room[index] = value;
        }
    }

    private double Mean(int from, int to) => Mean(values, from, to);

    private static double Mean(double[] series, int from, int to)
    {
        var sum = 0.0;
        for (var index = from; index < to; index++)
            sum += series[index];
        return sum / (to - from);
    }

    /// <summary>Values more than four deviations (1.4826 × the median distance from the median) away are drawn in, so that one bad day decides nothing.</summary>
    private static double[] Clipped(ReadOnlySpan<double> series)
    {
        var values = series.ToArray();
        var median = Statistics.Median(values);
        var deviation = 1.4826 * Statistics.Median([.. values.Select(value => Math.Abs(value - median))]);
        if (deviation <= 0)
            return values;
        for (var index = 0; index < values.Length; index++)
            values[index] = Math.Clamp(values[index], median - (4 * deviation), median + (4 * deviation));
        return values;
    }
}
