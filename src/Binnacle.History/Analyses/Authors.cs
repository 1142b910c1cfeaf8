namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Analyses.Authors"/>.</summary>
/// <param name="Authors">Distinct people.</param>
/// <param name="Revisions">Changes, as <see cref="Analyses.Revisions"/> counts them.</param>
public sealed record AuthorCount(string Entity, int Authors, int Revisions);

/// <summary>How many people changed each entity. Source: code-maat, <c>authors</c>.</summary>
public static class Authors
{
    /// <summary>Most authors first, then most revisions, then by name.</summary>
    public static IReadOnlyList<AuthorCount> Of(ChangeHistory history)
    {
        var authors = new Dictionary<int, (HashSet<string> People, int Revisions)>();
        foreach (var set in history.Sets)
        foreach (var change in set.Changes)
        {
            var (people, revisions) = authors.TryGetValue(change.Entity, out var known)
                ? known
                : (new(StringComparer.Ordinal), 0);
            people.Add(set.Author);
            authors[change.Entity] = (people, revisions + 1);
        }
        return
        [
            .. authors
                .Select(row => new AuthorCount(history.NameOf(row.Key), row.Value.People.Count, row.Value.Revisions))
                .OrderByDescending(row => row.Authors)
                .ThenByDescending(row => row.Revisions)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }
}
