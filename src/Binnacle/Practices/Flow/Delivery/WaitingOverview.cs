using Binnacle.Platform;
using Binnacle.Platform.Cadences;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Where work waits in a period: stages, the queue day by day, and what is open at its end.</summary>
/// <param name="Told">Changes of which the code host told; of others it is not known when they were opened.</param>
/// <param name="Ages">Days that the open ones have been open.</param>
/// <param name="Sizes">Lines of those that were merged.</param>
/// <param name="Batches">Changes that each deployment was the first to bring.</param>
public sealed record WaitingOverview(
    WaitingResult Now,
    WaitingResult Before,
    LittlesLaw Law,
    LittlesLaw LawBefore,
    IReadOnlyList<CumulativeDay> Days,
    int Told,
    Spread Ages,
    Spread Sizes,
    Spread Batches
)
{
    public static WaitingOverview Of(DeliveryWindow window, bool withBots, Func<Guid?, WorkingCalendar> calendarOf)
    {
        var period = window.Period;
        var end = window.Now < period.Until ? window.Now : period.Until;
        var changes = window.Changes.Where(change => withBots || !change.IsByBot).ToList();
        return new(
            WaitingResult.Of(window, period, withBots, calendarOf),
            WaitingResult.Of(window, period.Before, withBots),
            LittlesLaw.Of(window, period, withBots),
            LittlesLaw.Of(window, period.Before, withBots),
            CumulativeDay.Of(window, period, withBots),
            changes.Count(change => change.OpenedAt is not null),
            Spread.Of([
                .. changes
                    .Where(change => change.IsOpenAt(end))
                    .Select(change => (end - change.OpenedAt!.Value).TotalDays),
            ]),
            Spread.Of([
                .. changes
                    .Where(change => period.Holds(change.MergedAt))
                    .Select(change => change.Lines)
                    .OfType<int>()
                    .Select(lines => (double)lines),
            ]),
            Spread.Of([
                .. window
                    .Deployments.Where(row => period.Holds(row.At) && row.Changes > 0)
                    .Select(row => (double)row.Changes!.Value),
            ])
        );
    }
}
