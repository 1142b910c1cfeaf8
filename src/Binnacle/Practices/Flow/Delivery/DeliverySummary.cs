using Binnacle.Platform.Cadences;
using Binnacle.Platform.Data;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>What the pages of flow show of a scope and a period, counted from one window.</summary>
internal sealed record DeliverySummary(DeliveryOverview Overview, WaitingOverview Waiting, WorkMixResult Mix);

internal static class DeliverySummaries
{
    public static async Task<DeliverySummary> DeliverySummaryAsync(
        this AppDb db,
        FlowView view,
        CancellationToken cancellation
    )
    {
        var calendars = await db.WorkingCalendarsAsync(cancellation);
        return await db.RememberDeliveryAsync(
            $"delivery:{view.Key}:{calendars.Mark}",
            async () =>
            {
                var window = await db.DeliveryWindowAsync(view.Scope, view.Period, cancellation);
                return new DeliverySummary(
                    DeliveryOverview.Of(window, view.Scope, view.WithBots),
                    WaitingOverview.Of(window, view.WithBots, calendars.Of),
                    WorkMixResult.Of(window, view.Period, view.WithBots)
                );
            },
            cancellation
        );
    }
}
