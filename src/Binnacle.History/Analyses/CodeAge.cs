namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="CodeAge"/>.</summary>
/// <param name="Months">Whole months since its last change.</param>
public sealed record EntityAge(string Entity, int Months);

/// <summary>How long ago each entity changed last. Source: code-maat, <c>age</c>.</summary>
public static class CodeAge
{
    /// <summary>Youngest first, then by name. Days that have not begun at <paramref name="now"/> (UTC) do not count.</summary>
    public static IReadOnlyList<EntityAge> Of(ChangeHistory history, DateTime now)
    {
        var newest = new Dictionary<int, DateOnly>();
        foreach (var set in history.Sets.Where(set => Start(set.Day) < now))
        foreach (var change in set.Changes)
            if (!newest.TryGetValue(change.Entity, out var known) || known < set.Day)
                newest[change.Entity] = set.Day;
        return
        [
            .. newest
                .Select(row => new EntityAge(history.NameOf(row.Key), Months(Start(row.Value), now)))
                .OrderBy(row => row.Months)
                .ThenBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }

    /// <summary>The most months that can be added to <paramref name="from"/> without passing <paramref name="to"/>.</summary>
    public static int Months(DateTime from, DateTime to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
