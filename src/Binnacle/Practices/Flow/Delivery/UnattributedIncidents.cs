using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>An incident that several deployments may have caused, as a page names it.</summary>
public sealed record UnattributedRow(int Number, string Title, DateTime StartedAt, string Why);

public static class UnattributedIncidents
{
    /// <summary>The newest of those whose service is in the scope; of the organization all.</summary>
    public static async Task<List<UnattributedRow>> UnattributedAsync(
        this AppDb db,
        DeliveryScope scope,
        int most,
        CancellationToken cancellation
    ) =>
        await db.UnattributedOf(scope)
            .Join(
                db.IncidentNames(),
                row => row.IncidentId,
                incident => incident.Id,
                (row, incident) =>
                    new
                    {
                        incident.Number,
                        incident.Title,
                        row.StartedAt,
                        row.Why,
                    }
            )
            .OrderByDescending(row => row.StartedAt)
            .ThenByDescending(row => row.Number)
            .Take(most)
            .Select(row => new UnattributedRow(row.Number, row.Title, row.StartedAt, row.Why))
            .ToListAsync(cancellation);
}
