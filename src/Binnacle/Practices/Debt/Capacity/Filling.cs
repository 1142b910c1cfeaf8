using Binnacle.Practices.Debt.Order;

namespace Binnacle.Practices.Debt.Capacity;

/// <summary>Which items fill a capacity so that the most cost of delay stops.</summary>
/// <param name="IsExact">False where there were too many to try all sets; then they were taken by CD3.</param>
public sealed record Filling(IReadOnlyList<Waiting> Chosen, IReadOnlyList<Waiting> LeftOut, bool IsExact)
{
    /// <summary>Half a working day of a week of five.</summary>
    private const double Step = 0.1;
    private const long MostSteps = 4_000_000;

    public double Weeks => Chosen.Sum(item => item.MiddleWeeks);

    public double Cost => Chosen.Sum(item => item.CostAWeek);

    public double LeftOutCost => LeftOut.Sum(item => item.CostAWeek);

    /// <summary>
    /// The 0-1 knapsack by dynamic programming (Bellman 1957), with effort rounded up to half days: exact as far as that.
    /// Beyond four million steps the highest CD3 that still fits is taken, one after the other.
    /// </summary>
    /// <param name="first">Numbers that go in before all others, as long as they fit: what is mandatory.</param>
    public static Filling Of(IReadOnlyList<Waiting> items, double capacity, IReadOnlySet<int> first)
    {
        var room = (int)Math.Floor((Math.Min(capacity, 100_000) / Step) + 1e-9);
        var chosen = new HashSet<int>();
        foreach (var item in items.Where(item => first.Contains(item.Number)).OrderByDescending(item => item.Score))
        {
            if (Size(item) > room)
                continue;
            room -= Size(item);
            chosen.Add(item.Number);
        }
        var rest = items
            .Where(item => !first.Contains(item.Number) && item.CostAWeek > 0 && Size(item) <= room)
            .ToList();
        var isExact = (long)rest.Count * (room + 1) <= MostSteps;
        chosen.UnionWith(isExact ? Best(rest, room) : Greedy(rest, room));
        return new(
            [.. items.Where(item => chosen.Contains(item.Number))],
            [.. items.Where(item => !chosen.Contains(item.Number))],
            isExact
        );
    }

    private static List<int> Best(List<Waiting> items, int room)
    {
        var best = new double[room + 1];
        var taken = new bool[items.Count, room + 1];
        for (var i = 0; i < items.Count; i++)
        {
            var (size, cost) = (Size(items[i]), items[i].CostAWeek);
            for (var left = room; left >= size; left--)
            {
                if (best[left - size] + cost <= best[left])
                    continue;
                best[left] = best[left - size] + cost;
                taken[i, left] = true;
            }
        }
        var chosen = new List<int>();
        for (int i = items.Count - 1, left = room; i >= 0; i--)
        {
            if (!taken[i, left])
                continue;
            chosen.Add(items[i].Number);
            left -= Size(items[i]);
        }
        return chosen;
    }

    private static List<int> Greedy(List<Waiting> items, int room)
    {
        var chosen = new List<int>();
        foreach (var item in items.OrderByDescending(item => item.Score).Where(item => Size(item) <= room))
        {
            if (Size(item) > room)
                continue;
            room -= Size(item);
            chosen.Add(item.Number);
        }
        return chosen;
    }

    private static int Size(Waiting item) => (int)Math.Ceiling((item.MiddleWeeks / Step) - 1e-9);
}
