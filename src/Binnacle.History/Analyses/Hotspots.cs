namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="Hotspots"/>.</summary>
/// <param name="Revisions">Changes in the window.</param>
/// <param name="RevisionsRank">1 for the most revisions; equals share the best rank. This alone is the reference's hotspot.</param>
/// <param name="RevisionsPercentile">0 to 1, see <see cref="Hotspots.Of"/>.</param>
/// <param name="ComplexityPercentile">0 to 1, see <see cref="Hotspots.Of"/>.</param>
public sealed record Hotspot(
    string Entity,
    int Revisions,
    int RevisionsRank,
    Indentation Text,
    double RevisionsPercentile,
    double ComplexityPercentile
)
{
    /// <summary>0 to 1: percentile of revisions × percentile of complexity.</summary>
    public double Score => RevisionsPercentile * ComplexityPercentile;
}

/// <summary>Where much complexity meets much change. Source: Tornhill, "Your Code as a Crime Scene" (2015), with percentiles in place of sizes.</summary>
public static class Hotspots
{
    /// <summary>
    /// Highest score first, then most revisions, then by name. A percentile is the share of the other entities with a smaller number, so
    /// that what never changed scores 0; the only entity there is has 1 where its number is not 0.
    /// </summary>
    /// <param name="texts">All entities with a text at the head, those that did not change with them.</param>
    /// <param name="revisions">Changes by entity; others than those of <paramref name="texts"/> are passed over.</param>
    public static IReadOnlyList<Hotspot> Of(
        IReadOnlyDictionary<string, Indentation> texts,
        IReadOnlyDictionary<string, int> revisions
    )
    {
        int RevisionsOf(string entity) => revisions.GetValueOrDefault(entity);
        var byRevisions = texts.Keys.Select(entity => (double)RevisionsOf(entity)).Order().ToArray();
        var byComplexity = texts.Values.Select(text => text.Complexity).Order().ToArray();
        return
        [
            .. texts
                .Select(row => new Hotspot(
                    row.Key,
                    RevisionsOf(row.Key),
                    1 + byRevisions.Length - Below(byRevisions, RevisionsOf(row.Key) + 0.5),
                    row.Value,
                    Percentile(byRevisions, RevisionsOf(row.Key)),
                    Percentile(byComplexity, row.Value.Complexity)
                ))
                .OrderByDescending(row => row.Score)
                .ThenByDescending(row => row.Revisions)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }

    private static double Percentile(double[] sorted, double value) =>
        sorted.Length == 1 ? Math.Sign(value) : (double)Below(sorted, value) / (sorted.Length - 1);

    /// <summary>How many are smaller.</summary>
    private static int Below(double[] sorted, double value)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sorted[middle] < value)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }
}
