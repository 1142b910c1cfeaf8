using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>What is left out of <see cref="TemporalCoupling"/>; the defaults are code-maat's.</summary>
public sealed record CouplingThresholds
{
    /// <summary>Fewest revisions, as the mean of both entities.</summary>
    public int MinRevisions { get; init; } = 5;

    /// <summary>Fewest change sets with both.</summary>
    public int MinSharedRevisions { get; init; } = 5;

    /// <summary>Smallest degree in percent.</summary>
    public int MinDegree { get; init; } = 30;

    /// <summary>Greatest degree in percent, its fraction dropped.</summary>
    public int MaxDegree { get; init; } = 100;

    /// <summary>A change set with more files is left out altogether, also of the revisions that degrees are taken of.</summary>
    public int MaxChangeSetSize { get; init; } = 30;
}

/// <summary>A row of <see cref="TemporalCoupling"/>.</summary>
/// <param name="Entity">The one whose name comes first.</param>
/// <param name="Degree">Percent, fraction dropped: 100 · shared ÷ mean of both entities' revisions.</param>
/// <param name="AverageRevisions">The mean of both entities' revisions, rounded up.</param>
public sealed record CoupledPair(
    string Entity,
    string Coupled,
    int Degree,
    int AverageRevisions,
    int EntityRevisions,
    int CoupledRevisions,
    int SharedRevisions
);

/// <summary>Which entities change together. Source: code-maat, <c>coupling</c>.</summary>
public static class TemporalCoupling
{
    /// <summary>Highest degree first, then most revisions, then by names.</summary>
    public static IReadOnlyList<CoupledPair> Of(ChangeHistory history, CouplingThresholds thresholds)
    {
        var sets = history
            .Sets.Where(set => set.Changes.Count <= thresholds.MaxChangeSetSize)
            .Select(set => set.Changes.Select(change => change.Entity).Distinct().ToArray())
            .ToList();
        var revisions = new Dictionary<int, int>();
        foreach (var entity in sets.SelectMany(set => set))
            revisions[entity] = revisions.GetValueOrDefault(entity) + 1;
        return
        [
            .. Shared(sets, revisions, thresholds.MinSharedRevisions)
                .Select(pair => Pair(history, revisions, (int)(pair.Key >> 32), (int)pair.Key, pair.Value))
                .Where(pair => IsWithin(pair, thresholds))
                .OrderByDescending(pair => pair.Degree)
                .ThenByDescending(pair => pair.AverageRevisions)
                .ThenBy(pair => pair.Entity, StringComparer.Ordinal)
                .ThenBy(pair => pair.Coupled, StringComparer.Ordinal),
        ];
    }

    /// <summary>Pairs grow with the square of a change set, so those that cannot reach <paramref name="fewest"/> are not counted.</summary>
    private static Dictionary<long, int> Shared(List<int[]> sets, Dictionary<int, int> revisions, int fewest)
    {
        var shared = new Dictionary<long, int>();
        foreach (var set in sets)
        {
            var often = Array.FindAll(set, entity => revisions[entity] >= fewest);
            Array.Sort(often);
            for (var i = 0; i < often.Length; i++)
            for (var j = i + 1; j < often.Length; j++)
                CollectionsMarshal.GetValueRefOrAddDefault(shared, ((long)often[i] << 32) | (uint)often[j], out _)++;
        }
        return shared;
    }

    private static CoupledPair Pair(
        ChangeHistory history,
        Dictionary<int, int> revisions,
        int one,
        int other,
        int shared
    )
    {
        if (string.CompareOrdinal(history.NameOf(one), history.NameOf(other)) > 0)
            (one, other) = (other, one);
        var sum = revisions[one] + revisions[other];
        return new(
            history.NameOf(one),
            history.NameOf(other),
            (int)(200L * shared / sum),
            (sum + 1) / 2,
            revisions[one],
            revisions[other],
            shared
        );
    }

    // A fraction decides at both lower bounds, so they are compared without division.
    private static bool IsWithin(CoupledPair pair, CouplingThresholds thresholds)
    {
        var sum = (long)pair.EntityRevisions + pair.CoupledRevisions;
        return sum >= 2L * thresholds.MinRevisions
            && pair.SharedRevisions >= thresholds.MinSharedRevisions
            && 200L * pair.SharedRevisions >= thresholds.MinDegree * sum
            && pair.Degree <= thresholds.MaxDegree;
    }
}
