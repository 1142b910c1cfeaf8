using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Analyses.Fragmentation"/>. It names nobody.</summary>
/// <param name="People">Distinct authors.</param>
/// <param name="Changes">Change sets; of one, each entity counts once.</param>
/// <param name="Added">Lines.</param>
/// <param name="MainShareOfLines">0 to 1: lines added by whoever added most ÷ all added; null when none was added.</param>
/// <param name="MainShareOfChanges">0 to 1: changes of whoever made most ÷ all.</param>
/// <param name="Fractal">1 − Σ (changes of one ÷ all)²: 0 when one made all, towards 1 the more share it evenly.</param>
public sealed record SharedEntity(
    string Entity,
    int People,
    int Changes,
    long Added,
    double? MainShareOfLines,
    double MainShareOfChanges,
    double Fractal
);

/// <summary>How the work on an entity is spread over people. Source: code-maat, <c>fragmentation</c> and <c>main-dev</c>.</summary>
public static class Fragmentation
{
    /// <summary>Most changes first, then by name.</summary>
    public static IReadOnlyList<SharedEntity> Of(ChangeHistory history)
    {
        var entities = new Dictionary<int, Dictionary<string, Share>>();
        for (var i = 0; i < history.Sets.Count; i++)
            foreach (var change in history.Sets[i].Changes)
            {
                ref var people = ref CollectionsMarshal.GetValueRefOrAddDefault(entities, change.Entity, out _);
                people ??= new(StringComparer.Ordinal);
                ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(people, history.Sets[i].Author, out _);
                // Sets are counted from 1, because a new share begins with 0.
                share = new(share.Changes + (share.LastSet == i + 1 ? 0 : 1), share.Added + change.Added, i + 1);
            }
        return
        [
            .. entities
                .Select(row => Row(history.NameOf(row.Key), row.Value.Values))
                .OrderByDescending(row => row.Changes)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }

    private static SharedEntity Row(string name, IReadOnlyCollection<Share> shares)
    {
        var changes = shares.Sum(share => share.Changes);
        var added = shares.Sum(share => share.Added);
        return new(
            name,
            shares.Count,
            changes,
            added,
            added == 0 ? null : (double)shares.Max(share => share.Added) / added,
            (double)shares.Max(share => share.Changes) / changes,
            1 - shares.Sum(share => Math.Pow((double)share.Changes / changes, 2))
        );
    }

    private readonly record struct Share(int Changes, long Added, int LastSet);
}
