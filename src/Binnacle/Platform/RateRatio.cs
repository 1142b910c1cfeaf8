namespace Binnacle.Platform;

/// <summary>How often something came before and after a change, each with how long, or how many times, it could have come.</summary>
public static class RateRatio
{
    private const double Tail = 0.025;

    /// <summary>
    /// The exact 95 % interval of (rate after ÷ rate before) of two Poisson counts. Given their sum, the later count is
    /// binomial, so the interval of Clopper and Pearson (1934) carries over (Przyborowski and Wilenski 1940). It runs from 0
    /// where nothing came after, and to infinity where nothing came before.
    /// </summary>
    public static Interval Exact(int before, double exposureBefore, int after, double exposureAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exposureBefore);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exposureAfter);
        var low = after == 0 ? 0 : BetaQuantile(Tail, after, before + 1);
        var high = before == 0 ? 1 : BetaQuantile(1 - Tail, after + 1, before);
        return new(Ratio(low), Ratio(high));

        double Ratio(double share) =>
            share >= 1 ? double.PositiveInfinity : share / (1 - share) * exposureBefore / exposureAfter;
    }

    /// <summary>By halving: sixty steps are more than a double can tell apart.</summary>
    private static double BetaQuantile(double share, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (StudentT.Beta(middle, a, b) < share)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }
}
