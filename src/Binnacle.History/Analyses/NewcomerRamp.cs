using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>How those who joined in one time came along.</summary>
public sealed class Newcomers
{
    /// <summary>People whose first change lies in it.</summary>
    public int Joined { get; internal set; }

    /// <summary>Days from the first to the fifth change, of those who made five.</summary>
    public Distribution ToFifth { get; } = new();

    /// <summary>Days from the first to the tenth change, of those who made ten.</summary>
    public Distribution ToTenth { get; } = new();
}

/// <summary>
/// Days from people's first change to their fifth and tenth, as distributions by the month of the first. Who joined lately had less time to make
/// ten: newer months know only the quick. Memory grows with people.
/// </summary>
public sealed class NewcomerRamp
{
    private const int Kept = 10;

    private readonly Dictionary<string, List<DateTime>> firsts = new(StringComparer.Ordinal);

    /// <summary>Adds one change, in any order.</summary>
    /// <param name="person">One text stands for one person.</param>
    public void Add(string person, DateTime at)
    {
        ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts, person, out _);
        times ??= new(1);
        if (times.Count == Kept && times[^1] <= at)
            return;
        var place = times.BinarySearch(at);
        times.Insert(place < 0 ? ~place : place, at);
        if (times.Count > Kept)
            times.RemoveAt(Kept);
    }

    /// <summary>Those who joined after <paramref name="since"/>, all together and by month.</summary>
    public (Newcomers All, ByMonth<Newcomers> ByMonth) Of(DateTime since, DateTime end)
    {
        var (all, months) = (new Newcomers(), new ByMonth<Newcomers>(since, end));
        foreach (var times in firsts.Values)
        {
            if (times[0] <= since)
                continue;
            months.TryGet(times[0], out var month);
            foreach (var group in (Newcomers[])[all, month])
                Add(group, times);
        }
        return (all, months);
    }

    private static void Add(Newcomers group, List<DateTime> times)
    {
        group.Joined++;
        if (times.Count >= 5)
            group.ToFifth.Add(Days(times[0], times[4]));
        if (times.Count >= Kept)
            group.ToTenth.Add(Days(times[0], times[Kept - 1]));
    }

    private static double Days(DateTime from, DateTime to) => Math.Round((to - from).TotalDays, 2);
}
