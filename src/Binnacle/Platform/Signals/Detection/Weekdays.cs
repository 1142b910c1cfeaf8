namespace Binnacle.Platform.Signals.Detection;

/// <summary>What a weekday adds to a daily series, taken out so that a week's rhythm is not taken for a change.</summary>
internal static class Weekdays
{
    private const int LeastWeeks = 4;

    /// <summary>
    /// Each value less the effect of its weekday: the median over that weekday of the distance from the mean of the seven
    /// days around it. Medians, so that a step or an outlier within a few weeks does not leak into all of them. Series that
    /// are not daily, or shorter than four weeks, stay as they are.
    /// </summary>
    public static double[] Without(IReadOnlyList<int> days, double[] values)
    {
        var result = (double[])values.Clone();
        if (values.Length < LeastWeeks * 7 || !IsDaily(days))
            return result;
        var distances = new List<double>[7];
        for (var weekday = 0; weekday < 7; weekday++)
            distances[weekday] = [];
        for (var index = 3; index < values.Length - 3; index++)
        {
            // Seven values that are seven days: with a gap the mean would lean to some weekdays.
            if (days[index + 3] - days[index - 3] != 6)
                continue;
            var sum = 0.0;
            for (var near = index - 3; near <= index + 3; near++)
                sum += values[near];
            distances[days[index] % 7].Add(values[index] - (sum / 7));
        }
        if (distances.Any(list => list.Count < LeastWeeks - 1))
            return result;
        var effects = distances.Select(Statistics.Median).ToArray();
        var mean = effects.Average();
        for (var index = 0; index < result.Length; index++)
            result[index] -= effects[days[index] % 7] - mean;
        return result;
    }

    /// <summary>Most points follow their neighbour by one day.</summary>
    public static bool IsDaily(IReadOnlyList<int> days)
    {
        var next = 0;
        for (var index = 1; index < days.Count; index++)
            next += days[index] - days[index - 1] == 1 ? 1 : 0;
        return next * 4 > (days.Count - 1) * 3;
    }
}
