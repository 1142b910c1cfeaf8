using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Detection;

public static class GapOpening
{
    /// <summary>Customers noticed first, and somebody said what should have told: the gap is on the map, once.</summary>
    internal static async Task OpenGapAsync(this AppDb db, Incident incident, CancellationToken cancellation)
    {
        if (incident.DetectedBy is not Detector.Customer || incident.MissedSignal is not { } signal)
            return;
        var folded = signal.ToLowerInvariant();
        var known = await db.Set<DetectionGap>()
            .Where(row => row.ServiceId == incident.ServiceId && row.Signal.ToLower() == folded)
            .OrderByDescending(row => row.OpenedAt)
            .FirstOrDefaultAsync(cancellation);
        // Closed before this incident: the alert that fired then did not tell this time, so the gap is open again.
        if (known is not null && (known.ClosedAt is null || known.ClosedAt > incident.StartedAt))
            return;
        db.Add(
            new DetectionGap
            {
                ServiceId = incident.ServiceId,
                Signal = known?.Signal ?? signal,
                OpenedAt = db.Now,
                OpenedBy = db.Viewer.Name,
            }
        );
    }
}
