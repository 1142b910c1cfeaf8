namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Revisions"/>.</summary>
/// <param name="Count">Changes, 1 or more.</param>
public sealed record RevisionCount(string Entity, int Count);

/// <summary>How often each entity changed. Source: code-maat, <c>revisions</c>.</summary>
public static class Revisions
{
    /// <summary>Most changes first, then by name. A group counts each of its files.</summary>
    public static IReadOnlyList<RevisionCount> Of(ChangeHistory history)
    {
        var counts = new Dictionary<int, int>();
        foreach (var set in history.Sets)
        foreach (var change in set.Changes)
            counts[change.Entity] = counts.GetValueOrDefault(change.Entity) + 1;
        return
        [
            .. counts
                .Select(row => new RevisionCount(history.NameOf(row.Key), row.Value))
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }
}
