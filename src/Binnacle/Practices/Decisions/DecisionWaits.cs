using Binnacle.Platform;

namespace Binnacle.Practices.Decisions;

/// <summary>How long the decisions of a quarter had waited, from proposed to accepted or rejected, in days.</summary>
/// <param name="Median">Null in a quarter without a decision.</param>
/// <param name="P90">The time within which nine of ten were decided.</param>
public sealed record QuarterWait(DateOnly Starts, int Count, double? Median, double? P90)
{
    public string Name => $"Q{(Starts.Month + 2) / 3} {Starts.Year}";
}

public static class DecisionWaits
{
    public const int Quarters = 8;

    /// <summary>The quarters up to today, the running one last. Decisions that nobody saw waiting are left out: how long is unknown.</summary>
    public static IReadOnlyList<QuarterWait> ByQuarter(IEnumerable<DecisionRow> rows, DateOnly today)
    {
        var waits = rows.Where(row => row is { DaysWaited: not null, DecidedAt: not null })
            .ToLookup(row => Start(DateOnly.FromDateTime(row.DecidedAt!.Value)), row => row.DaysWaited!.Value);
        var first = Start(today).AddMonths(-3 * (Quarters - 1));
        return
        [
            .. Enumerable
                .Range(0, Quarters)
                .Select(index => first.AddMonths(3 * index))
                .Select(start => (start, days: Spread.Of(waits[start])))
                .Select(quarter => new QuarterWait(
                    quarter.start,
                    quarter.days.N,
                    quarter.days.Median,
                    quarter.days.Ninth
                )),
        ];
    }

    /// <summary>The finding as a sentence; null where no decision of these quarters was seen waiting.</summary>
    public static string? Sentence(IReadOnlyList<QuarterWait> quarters)
    {
        var known = quarters.Where(quarter => quarter.Count > 0).ToList();
        if (known.Count == 0)
            return null;
        // One or two decisions say little; the newest quarter that says more stands in the title.
        var last = known.FindLastIndex(quarter => quarter.Count >= 3);
        if (last >= 0)
            known = known[..(last + 1)];
        var newest = known[^1];
        var now =
            $"Half of the decisions of {newest.Name} were made within {Days(newest.Median!.Value)}, nine of ten within {Days(newest.P90!.Value)}";
        var before = known[..^1].Where(quarter => quarter.Count >= 3).ToList();
        if (newest.Count < 3 || before.Count == 0)
            return newest.Count == 1 ? $"The one decision of {newest.Name} waited {Days(newest.Median!.Value)}" : now;
        var slowest = before.MaxBy(quarter => quarter.Median)!;
        return slowest.Median >= 2 * newest.Median
            ? $"Decisions of {newest.Name} waited {Days(newest.Median!.Value)} in the middle, down from {Days(slowest.Median!.Value)} in {slowest.Name}"
            : now;
    }

    public static string Days(double days) =>
        days < 1 ? "less than a day" : Platform.Web.Wording.Count((int)Math.Round(days), "day", "days");

    private static DateOnly Start(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
