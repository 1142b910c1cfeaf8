using Binnacle.Platform.Data;

namespace Binnacle.Practices.Flow.Delivery;

internal static class KnownIncidents
{
    public static Task<List<KnownIncident>> KnownIncidentsAsync(this AppDb db, CancellationToken cancellation) =>
        Task.FromResult<List<KnownIncident>>([]);
}
