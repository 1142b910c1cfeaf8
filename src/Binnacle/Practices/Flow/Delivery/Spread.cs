using Binnacle.Platform;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>How numbers are spread, without the numbers; null where there is none.</summary>
public sealed record Spread(int N, double? Median, double? Quarter, double? P90, double? Most)
{
    public static Spread Of(IReadOnlyList<double> numbers) =>
        numbers.Count == 0
            ? new(0, null, null, null, null)
            : new(
                numbers.Count,
                Statistics.Median(numbers),
                Statistics.Quantile(numbers, 0.75),
                Statistics.Quantile(numbers, 0.9),
                numbers.Max()
            );
}
