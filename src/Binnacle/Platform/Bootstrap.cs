namespace Binnacle.Platform;

/// <summary>The bootstrap of Efron (1979): how far a figure moves when the sample is drawn again from itself.</summary>
public static class Bootstrap
{
    public const int Draws = 1000;

    /// <summary>
    /// The 95 % percentile interval of the time by which a share is over (<see cref="Statistics.TimeUntil"/>), with what still
    /// runs drawn like the rest (Efron 1981). The same values give the same interval on any day and machine.
    /// </summary>
    /// <returns>Null below two values. The high end is infinite where too many still run in the upper draws.</returns>
    public static Interval? TimeUntil(IReadOnlyCollection<Duration> durations, double share) =>
        TimesUntil(durations, share)?[0];

    /// <summary>As <see cref="TimeUntil"/>, of several shares from the same draws, in their order.</summary>
    public static IReadOnlyList<Interval>? TimesUntil(
        IReadOnlyCollection<Duration> durations,
        params IReadOnlyList<double> shares
    )
    {
        if (durations.Count < 2)
            return null;
        // Sorted, so that the order in which they came changes nothing.
        Duration[] known = [.. durations.OrderBy(duration => duration.Days).ThenBy(duration => duration.IsOver)];
        var chance = new Stream((ulong)known.Length);
        var drawn = new Duration[known.Length];
        var times = new int[known.Length];
        double[][] ends = [.. shares.Select(_ => new double[Draws])];
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(times);
            for (var i = 0; i < known.Length; i++)
                times[chance.Below(known.Length)]++;
            // In the order of what is known, so that nothing is sorted again.
            var at = 0;
            for (var i = 0; i < known.Length; i++)
            for (var time = 0; time < times[i]; time++)
                drawn[at++] = known[i];
            for (var share = 0; share < ends.Length; share++)
                ends[share][draw] = Statistics.TimeUntilOfSorted(drawn, shares[share]) ?? double.PositiveInfinity;
        }
        return [.. ends.Select(WithinOf)];
    }

    private static Interval WithinOf(double[] times)
    {
        Array.Sort(times);
        return new(times[(int)(Draws * 0.025)], times[(int)(Draws * 0.975) - 1]);
    }

    /// <summary>SplitMix64 (Steele et al. 2014): small, and the same everywhere.</summary>
    private struct Stream(ulong seed)
    {
        private ulong state = seed;

        public int Below(int count)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((UInt128)(mixed ^ (mixed >> 31)) * (uint)count >> 64);
        }
    }
}
