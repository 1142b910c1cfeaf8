namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Churn"/>.</summary>
/// <param name="Added">Lines; binary files count 0.</param>
/// <param name="Deleted">Lines; binary files count 0.</param>
/// <param name="Commits">Distinct commits.</param>
public sealed record EntityChurn(string Entity, long Added, long Deleted, int Commits);

/// <summary>Lines added and deleted in each entity. Source: code-maat, <c>entity-churn</c>.</summary>
public static class Churn
{
    /// <summary>Most added lines first, then by name.</summary>
    public static IReadOnlyList<EntityChurn> Of(ChangeHistory history)
    {
        var sums = new Dictionary<int, (long Added, long Deleted, int Commits, int LastSet)>();
        for (var i = 0; i < history.Sets.Count; i++)
            foreach (var change in history.Sets[i].Changes)
            {
                var sum = sums.TryGetValue(change.Entity, out var known) ? known : (0, 0, 0, -1);
                sums[change.Entity] = (
                    sum.Added + change.Added,
                    sum.Deleted + change.Deleted,
                    sum.Commits + (sum.LastSet == i ? 0 : 1),
                    i
                );
            }
        return
        [
            .. sums.Select(row => new EntityChurn(
                    history.NameOf(row.Key),
                    row.Value.Added,
                    row.Value.Deleted,
                    row.Value.Commits
                ))
                .OrderByDescending(row => row.Added)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }
}
