namespace Binnacle.Platform;

/// <summary>How numbers are spread, without the numbers; null where there is none.</summary>
/// <param name="Third">The third quartile: three of four are at most that.</param>
/// <param name="Ninth">The ninth decile: nine of ten are at most that.</param>
public sealed record Spread(int N, double? Median, double? Third, double? Ninth, double? Most)
{
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers];
        Array.Sort(sorted);
        return sorted.Length == 0
            ? new(0, null, null, null, null)
            : new(sorted.Length, At(0.5), At(0.75), At(0.9), sorted[^1]);

        double At(double share) => Statistics.QuantileOfSorted(sorted, share);
    }
}
