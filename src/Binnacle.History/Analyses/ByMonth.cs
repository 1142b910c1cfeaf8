using System.Globalization;

namespace Binnacle.History.Analyses;

/// <summary>One <typeparamref name="T"/> for each calendar month, UTC, up to that of the end, which may not be over yet.</summary>
public sealed class ByMonth<T>
    where T : new()
{
    private readonly DateTime first;
    private readonly T[] values;

    /// <summary>One value for each month of a span.</summary>
    /// <param name="since">Its month is the first, unless there would be more than <paramref name="most"/> months.</param>
    /// <param name="end">Its month is the last.</param>
    /// <param name="most">Months at most, 1 or more; the newest stay.</param>
    public ByMonth(DateTime since, DateTime end, int most = 24)
    {
        var months = Math.Clamp((end.Year - since.Year) * 12 + end.Month - since.Month + 1, 1, most);
        first = new DateTime(end.Year, end.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1 - months);
        values = new T[months];
        for (var i = 0; i < months; i++)
            values[i] = new();
    }

    /// <summary>Oldest first; months as <c>2024-01</c>.</summary>
    public IEnumerable<KeyValuePair<string, T>> Rows =>
        values.Select(
            (value, i) =>
                KeyValuePair.Create(first.AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture), value)
        );

    /// <summary>The month of a time (UTC); false for one that is not here.</summary>
    public bool TryGet(DateTime at, out T value)
    {
        var index = (at.Year - first.Year) * 12 + at.Month - first.Month;
        var isHere = index >= 0 && index < values.Length;
        value = isHere ? values[index] : new();
        return isHere;
    }
}
