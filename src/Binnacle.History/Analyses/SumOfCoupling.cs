namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="SumOfCoupling"/>.</summary>
/// <param name="Sum">Files that changed together with it, added up over its change sets.</param>
public sealed record CouplingSum(string Entity, long Sum);

/// <summary>How much changes together with each entity: Σ (files of the change set − 1). Source: code-maat, <c>soc</c>.</summary>
public static class SumOfCoupling
{
    /// <summary>Greatest sum first, then by name from the end, as the source has it.</summary>
    /// <param name="moreThan">Sums up to this are left out; code-maat compares its <c>--min-revs</c> with it.</param>
    public static IReadOnlyList<CouplingSum> Of(ChangeHistory history, int moreThan = 5)
    {
        var sums = new Dictionary<int, long>();
        foreach (var set in history.Sets)
        foreach (var change in set.Changes)
            sums[change.Entity] = sums.GetValueOrDefault(change.Entity) + set.Changes.Count - 1;
        return
        [
            .. sums.Where(row => row.Value > moreThan)
                .Select(row => new CouplingSum(history.NameOf(row.Key), row.Value))
                .OrderByDescending(row => row.Sum)
                .ThenByDescending(row => row.Entity, StringComparer.Ordinal),
        ];
    }
}
