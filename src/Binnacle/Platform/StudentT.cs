namespace Binnacle.Platform;

/// <summary>
/// Student's t distribution (Student 1908), for intervals of means from few values. The distribution function is the
/// incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8, evaluated after Lentz 1976).
/// </summary>
public static class StudentT
{
    /// <param name="share">Between 0 and 1, both outside.</param>
    /// <param name="freedom">Degrees of freedom, above 0; need not be whole.</param>
    public static double Quantile(double share, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(freedom, 0);
        if (share < 0.5)
            return -Quantile(1 - share, freedom);
        var (low, high) = (0.0, 2.0);
        while (Below(high, freedom) < share)
            high *= 2;
        // Sixty halvings are more than a double can tell apart.
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Below(middle, freedom) < share)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>The probability of a value up to <paramref name="t"/>.</summary>
    public static double Below(double t, double freedom)
    {
        var tail = 0.5 * Beta(freedom / (freedom + (t * t)), freedom / 2, 0.5);
        return t < 0 ? tail : 1 - tail;
    }

    /// <summary>The regularised incomplete beta function.</summary>
    internal static double Beta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var c = 1.0;
        var d = Inverse(1 - ((a + b) * x / (a + 1)));
        var sum = d;
        for (var m = 1; m <= 300; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Inverse(1 + (even * d));
            c = 1 + (even / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            sum *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Inverse(1 + (odd * d));
            c = 1 + (odd / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            sum *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
                break;
        }
        return sum;

        static double Inverse(double value) => 1 / (Math.Abs(value) < tiny ? tiny : value);
    }

    /// <summary>Lanczos (1964) with g = 7 and nine terms: fifteen digits for positive arguments.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms =
        [
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
        ];
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x--;
        var sum = 0.99999999999980993;
        for (var index = 0; index < terms.Length; index++)
            sum += terms[index] / (x + index + 1);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
