using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Ownership"/>.</summary>
/// <param name="Added">Lines that this author added.</param>
/// <param name="Deleted">Lines that this author deleted.</param>
public sealed record AuthorShare(string Entity, string Author, long Added, long Deleted);

/// <summary>Who added and deleted the lines of each entity. Source: code-maat, <c>entity-ownership</c>.</summary>
public static class Ownership
{
    /// <summary>By entity, then by author.</summary>
    public static IReadOnlyList<AuthorShare> Of(ChangeHistory history)
    {
        var sums = new Dictionary<(int, string), (long Added, long Deleted)>();
        foreach (var set in history.Sets)
        foreach (var change in set.Changes)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (change.Entity, set.Author), out _);
            sum = (sum.Added + change.Added, sum.Deleted + change.Deleted);
        }
        return
        [
            .. sums.Select(row => new AuthorShare(
                    history.NameOf(row.Key.Item1),
                    row.Key.Item2,
                    row.Value.Added,
                    row.Value.Deleted
                ))
                .OrderBy(row => row.Entity, StringComparer.Ordinal)
                .ThenBy(row => row.Author, StringComparer.Ordinal),
        ];
    }
}
