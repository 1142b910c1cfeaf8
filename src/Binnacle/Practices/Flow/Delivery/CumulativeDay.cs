namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// One day of a cumulative flow diagram: how many changes had come so far, by the end of it. Those that were under way when the period
/// began are in from the start, and only those that the code host told of are counted: a push never waits.
/// </summary>
public sealed record CumulativeDay(DateOnly Date, int Opened, int Looked, int Merged, int Deployed)
{
    public static IReadOnlyList<CumulativeDay> Of(DeliveryWindow window, DeliveryPeriod period, bool withBots = false)
    {
        var told = window
            .Changes.Where(change => change.OpenedAt is not null && (withBots || !change.IsByBot))
            // Given up is no step: it leaves every line at once.
            .Where(change => change.ClosedAt is null)
            .Where(change => !(change.MergedAt < period.From) || period.Holds(change.DeployedAt))
            .ToList();
        if (told.Count == 0)
            return [];
        var opened = Days(change => AtLatestInProduction(change, change.OpenedAt));
        var looked = Days(change => AtLatestInProduction(change, change.Moments.FirstReviewAt ?? change.MergedAt));
        var merged = Days(change => AtLatestInProduction(change, change.MergedAt));
        // Where no deployment can be known, nothing is known to wait for one.
        var deployed = Days(change =>
            change.DeployedAt ?? (change.State is DeliveryState.Waiting ? null : change.MergedAt)
        );
        var last = window.Now < period.Until ? DateOnly.FromDateTime(window.Now) : period.Last;
        return
        [
            .. Enumerable
                .Range(0, Math.Max(0, last.DayNumber - period.First.DayNumber + 1))
                .Select(day => period.First.AddDays(day))
                .Select(day => new CumulativeDay(
                    day,
                    By(opened, day),
                    By(looked, day),
                    By(merged, day),
                    By(deployed, day)
                )),
        ];

        List<DateOnly> Days(Func<ChangeFlow, DateTime?> of) =>
            [.. told.Select(of).OfType<DateTime>().Select(DateOnly.FromDateTime).Order()];
    }

    /// <summary>What is in production waits for nothing any more, though it may be merged later.</summary>
    private static DateTime? AtLatestInProduction(ChangeFlow change, DateTime? at) =>
        change.DeployedAt < at ? change.DeployedAt : at;

    /// <summary>How many of the sorted days are not after this one.</summary>
    private static int By(List<DateOnly> days, DateOnly day)
    {
        var at = days.BinarySearch(day.AddDays(1));
        if (at < 0)
            return ~at;
        while (at > 0 && days[at - 1] > day)
            at--;
        return at;
    }
}
