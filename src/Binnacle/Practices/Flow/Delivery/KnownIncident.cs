using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>When the first incident began; without any, nobody told whether deployments failed.</summary>
public sealed record KnownIncident(DateTime StartedAt);

internal sealed class KnownIncidentLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var since = db.Now.AddYears(-DeliveryLoading.Years);
        var first = await db.FirstIncidentForFlowAsync(since, db.Now, cancellation);
        records.With<KnownIncident>(first is { } at ? [new(at)] : []);
    }
}
