using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Detection;

/// <summary>What an incident says of a gap: customers noticed first, and this should have told.</summary>
internal sealed record MissedSignal(Guid? ServiceId, string Signal)
{
    public static MissedSignal? Of(Incident incident) =>
        incident is { DismissedAt: null, DetectedBy: Detector.Customer, MissedSignal: { } signal }
            ? new(incident.ServiceId, signal)
            : null;

    public bool IsOf(Guid? serviceId, string? signal) =>
        serviceId == ServiceId && Signal.Equals(signal, StringComparison.OrdinalIgnoreCase);
}

public static class GapOpening
{
    /// <summary>The gap that an incident names now is on the map, once; what it named by mistake is not.</summary>
    /// <param name="before">What it named until now.</param>
    internal static async Task FollowGapAsync(
        this AppDb db,
        Incident incident,
        MissedSignal? before,
        CancellationToken cancellation
    )
    {
        var now = MissedSignal.Of(incident);
        if (before is not null && now?.IsOf(before.ServiceId, before.Signal) != true)
            await db.RemoveGapAsync(incident, before, cancellation);
        if (now is null)
            return;
        var known = (await db.GapsAsync(now, cancellation)).MaxBy(row => row.OpenedAt);
        // Closed before this incident: the alert that fired then did not tell this time, so the gap is open again.
        if (known is not null && (known.ClosedAt is null || known.ClosedAt > incident.StartedAt))
            return;
        db.Add(
            new DetectionGap
            {
                ServiceId = now.ServiceId,
                Signal = known?.Signal ?? now.Signal,
                OpenedAt = db.Now,
                OpenedBy = db.Viewer.Name,
            }
        );
        db.Record("detection-gap.opened", now.Signal, GapVerbs.Page, incident.Title);
    }

    /// <summary>Where no other incident names it, and nobody promised to close it.</summary>
    private static async Task RemoveGapAsync(
        this AppDb db,
        Incident incident,
        MissedSignal named,
        CancellationToken cancellation
    )
    {
        var others = await db.Set<Incident>()
            .Where(row => row.Id != incident.Id && row.DismissedAt == null && row.DetectedBy == Detector.Customer)
            .Where(row => row.ServiceId == named.ServiceId)
            .Select(row => row.MissedSignal)
            .ToListAsync(cancellation);
        if (others.Exists(signal => named.IsOf(named.ServiceId, signal)))
            return;
        foreach (var gap in (await db.GapsAsync(named, cancellation)).Where(row => row.ClosedAt is null))
        {
            if (await db.Set<IncidentAction>().AnyAsync(row => row.GapId == gap.Id, cancellation))
                continue;
            db.Remove(gap);
            db.Record(
                "detection-gap.removed",
                gap.Signal,
                GapVerbs.Page,
                $"No incident names it any more: {incident.Title}"
            );
        }
    }

    private static async Task<List<DetectionGap>> GapsAsync(
        this AppDb db,
        MissedSignal named,
        CancellationToken cancellation
    ) =>
        (await db.Set<DetectionGap>().Where(row => row.ServiceId == named.ServiceId).ToListAsync(cancellation)).FindAll(
            row => named.IsOf(row.ServiceId, row.Signal)
        );
}
