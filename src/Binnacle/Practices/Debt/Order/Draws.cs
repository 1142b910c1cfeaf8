using Binnacle.Platform;

namespace Binnacle.Practices.Debt.Order;

/// <summary>
/// Ranges as chance: each is a symmetric triangle between its ends, so that its mean is its middle. Every item has its own
/// stream that starts from its number, so that the same items give the same answer on any day and machine.
/// </summary>
public static class Draws
{
    public const int Count = 2000;

    /// <summary>CD3 in each draw.</summary>
    public static double[] Scores(Waiting item)
    {
        var chance = new Stream(item.Number);
        var scores = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var cost = chance.Within(item.Cost);
            scores[i] = item.Score13(cost, Math.Max(Waiting.ShortestWeeks, chance.Within(item.Weeks)));
        }
        return scores;
    }

    /// <summary>The share of draws in which the first has the higher CD3; a tie counts half.</summary>
    public static double Beats(double[] first, double[] second)
    {
        var wins = 0.0;
        for (var i = 0; i < Count; i++)
            wins +=
                first[i] > second[i] ? 1
                : first[i].Equals(second[i]) ? 0.5
                : 0;
        return wins / Count;
    }

    /// <summary>What all of them cost together after each week of waiting up to the last: the middle of nine draws in ten, and its ends.</summary>
    public static IReadOnlyList<(double Low, double Middle, double High)> Together(
        IReadOnlyList<Waiting> items,
        int lastWeek
    )
    {
        var sums = Enumerable.Range(0, lastWeek + 1).Select(_ => new double[Count]).ToArray();
        foreach (var item in items)
        {
            var chance = new Stream(item.Number);
            for (var i = 0; i < Count; i++)
            {
                var cost = chance.Within(item.Cost);
                var weeks = Math.Max(Waiting.ShortestWeeks, chance.Within(item.Weeks));
                for (var week = 0; week <= lastWeek; week++)
                    sums[week][i] += item.CostOfWaiting(week, cost, weeks);
            }
        }
        return Array.ConvertAll(
            sums,
            drawn =>
            {
                Array.Sort(drawn);
                return (drawn[Count / 20], drawn[Count / 2], drawn[Count - 1 - (Count / 20)]);
            }
        );
    }

    /// <summary>The share of draws in which the work fits into so many weeks.</summary>
    public static double Fits(IReadOnlyList<Waiting> items, double capacity)
    {
        var sums = new double[Count];
        foreach (var item in items)
        {
            var chance = new Stream(item.Number);
            for (var i = 0; i < Count; i++)
            {
                _ = chance.Within(item.Cost);
                sums[i] += chance.Within(item.Weeks);
            }
        }
        return sums.Count(sum => sum <= capacity + 1e-9) / (double)Count;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers in every version of .NET.</summary>
    private struct Stream(int seed)
    {
        private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL + 0x2545F4914F6CDD1DUL);

        public double Within(Interval range) => range.Low + ((range.High - range.Low) * (Next() + Next()) / 2);

        private double Next()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15UL;
                var mixed = state;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
                return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
            }
        }
    }
}
