namespace Binnacle.History.Analyses;

/// <summary>Two places of different repositories that change together, as <see cref="CoupledPair"/> counts.</summary>
public sealed record CrossPair(Place One, Place Other, int Degree, int AverageRevisions, int SharedRevisions);

/// <summary>Change sets over places of several repositories.</summary>
public sealed class CrossSets(IReadOnlyList<HashSet<Place>> sets)
{
    private const char Separator = '\0';

    /// <summary>How many change sets there are.</summary>
    public int Count => sets.Count;

    /// <summary>Of them, those with more than one repository.</summary>
    public int Across =>
        sets.Count(set => set.Select(place => place.Repository).Distinct(StringComparer.Ordinal).Skip(1).Any());

    /// <summary>Pairs of components, highest degree first.</summary>
    public IReadOnlyList<CrossPair> Components(CouplingThresholds thresholds) => Pairs(place => place, thresholds);

    /// <summary>Pairs of whole repositories, highest degree first; their component is empty.</summary>
    public IReadOnlyList<CrossPair> Repositories(CouplingThresholds thresholds) =>
        Pairs(place => place with { Component = "" }, thresholds);

    private List<CrossPair> Pairs(Func<Place, Place> entityOf, CouplingThresholds thresholds)
    {
        var history = new ChangeHistory();
        foreach (var set in sets)
            history.Add([
                .. set.Select(entityOf).Distinct().Select(place => $"{place.Repository}{Separator}{place.Component}"),
            ]);
        return
        [
            .. TemporalCoupling
                .Of(history, thresholds)
                .Select(pair => new CrossPair(
                    PlaceOf(pair.Entity),
                    PlaceOf(pair.Coupled),
                    pair.Degree,
                    pair.AverageRevisions,
                    pair.SharedRevisions
                ))
                .Where(pair => !string.Equals(pair.One.Repository, pair.Other.Repository, StringComparison.Ordinal)),
        ];
    }

    private static Place PlaceOf(string entity)
    {
        var cut = entity.IndexOf(Separator, StringComparison.Ordinal);
        return new(entity[..cut], entity[(cut + 1)..]);
    }
}
