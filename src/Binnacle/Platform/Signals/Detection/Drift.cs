namespace Binnacle.Platform.Signals.Detection;

/// <summary>A straight line where it explains the points better than steps do.</summary>
/// <param name="Before">On the line at the first and at the last day.</param>
/// <param name="Low">With 95 % the rise in 30 days lies between this and <paramref name="High"/>.</param>
internal sealed record Drift(double Before, double After, double Low, double High)
{
    /// <summary>By so much the line must be better: strong evidence in the words of Kass and Raftery (1995).</summary>
    private const double Strong = 6;

    /// <summary>
    /// Null where the steps explain more: by Schwarz's criterion n·ln(sum of squares) + parameters·ln n, two parameters of the
    /// line against two of every step and one. The interval widens the textbook one by √((1+ρ)/(1−ρ)) for neighbours that resemble each other.
    /// </summary>
    public static Drift? Of(int[] days, double[] values, IReadOnlyList<int> places)
    {
        var count = values.Length;
        var (middle, mean) = (days.Average(), values.Average());
        var (across, along) = (0.0, 0.0);
        for (var index = 0; index < count; index++)
        {
            across += (days[index] - middle) * (values[index] - mean);
            along += (days[index] - middle) * (days[index] - middle);
        }
        var slope = across / along;
        double[] rest = [.. values.Select((value, index) => value - mean - (slope * (days[index] - middle)))];
        var line = rest.Sum(one => one * one);
        var steps = 0.0;
        for (var (from, next) = (0, 0); from < count; next++)
        {
            var to = next < places.Count ? places[next] : count;
            var level = values[from..to].Average();
            steps += values[from..to].Sum(value => (value - level) * (value - level));
            from = to;
        }
        if (steps <= 0 || Criterion(line, count, 2) + Strong >= Criterion(steps, count, (2 * places.Count) + 1))
            return null;
        var neighbours = 0.0;
        for (var index = 1; index < count; index++)
            neighbours += rest[index] * rest[index - 1];
        var persistence = line > 0 ? Math.Clamp(neighbours / line, 0, StepTest.MostPersistent) : 0;
        var error = Math.Sqrt(line / (count - 2) / along * (1 + persistence) / (1 - persistence));
        return new(
            mean + (slope * (days[0] - middle)),
            mean + (slope * (days[^1] - middle)),
            30 * (slope - (1.96 * error)),
            30 * (slope + (1.96 * error))
        );
    }

    private static double Criterion(double squares, int count, int parameters) =>
        (count * Math.Log(Math.Max(squares, 1e-300))) + (parameters * Math.Log(count));
}
