using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>Numbers of which each stands here once, with how often it came: memory grows with distinct numbers only.</summary>
public sealed class Distribution
{
    private readonly Dictionary<double, int> counts = [];

    /// <summary>How many numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>The mean of the two in the middle, or the one; null when there is none.</summary>
    public double? Median => Count == 0 ? null : (At((Count - 1) / 2) + At(Count / 2)) / 2;

    /// <summary>The smallest number that at least nine tenths do not exceed (nearest rank); null when there is none.</summary>
    public double? NinthDecile => Count == 0 ? null : At((9 * Count + 9) / 10 - 1);

    /// <summary>Adds one number.</summary>
    public void Add(double value)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        Count++;
    }

    /// <summary>How many are at least <paramref name="from"/> and below <paramref name="to"/>.</summary>
    public int Between(double from, double to) =>
        counts.Where(row => row.Key >= from && row.Key < to).Sum(row => row.Value);

    private double At(int index)
    {
        foreach (var (value, count) in counts.OrderBy(row => row.Key))
            if ((index -= count) < 0)
                return value;
        throw new ArgumentOutOfRangeException(nameof(index));
    }
}
