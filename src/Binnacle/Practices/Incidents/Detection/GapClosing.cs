using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Detection;

/// <summary>A gap closes when an alert of its service really fired; until then its detective action is not done.</summary>
public static class GapClosing
{
    private const int MostAlerts = 50;

    /// <summary>Alerts that fired since the gap is known, the newest first: one of them may close it.</summary>
    public static Task<List<Alarm>> FiredSinceAsync(this AppDb db, GapRow gap, CancellationToken cancellation = default)
    {
        var fired = db.Set<Alarm>()
            .AsNoTracking()
            .Where(row => row.Kind == AlarmKind.Alert && row.StartedAt >= gap.OpenedAt);
        // Where nobody knows its service, there is none to compare with.
        if (gap.ServiceId is { } service)
            fired = fired.Where(row => row.ServiceId == service);
        return fired.OrderByDescending(row => row.StartedAt).Take(MostAlerts).ToListAsync(cancellation);
    }

    /// <summary>Only an alert that really fired closes it: a rule that was written proves nothing.</summary>
    /// <param name="alarmId">Of an alert of the gap's service that a source told of, after the gap was known.</param>
    /// <exception cref="Refusal">No such alert fired.</exception>
    public static async Task CloseGapAsync(
        this AppDb db,
        Guid id,
        FiredIn firedIn,
        string? firedWhat,
        Guid? alarmId,
        CancellationToken cancellation = default
    )
    {
        var gap =
            await db.Set<DetectionGap>().SingleOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw new Refusal("", "There is no such gap.");
        var service = await db.Set<Service>()
            .Where(row => row.Id == gap.ServiceId)
            .Select(row => new { row.Name, row.TeamId })
            .FirstOrDefaultAsync(cancellation);
        if (!db.Viewer.MayWorkFor(service?.TeamId))
            throw new NotAllowed("Only members of the service's team or of the organization may close it.");
        if (gap.ClosedAt is not null)
            throw new Refusal("", $"It was closed on {gap.ClosedAt:d MMM yyyy} by {gap.ClosedBy}.");
        IncidentValues.RequireKnown("firedIn", firedIn, "Choose incident, drill or experiment.");
        var alarm = await AlertAsync(db, gap, service?.Name, alarmId, cancellation);
        (gap.ClosedAt, gap.ClosedBy, gap.AlarmId) = (db.Now, db.Viewer.Name, alarm.Id);
        (gap.FiredIn, gap.FiredWhat) = (
            firedIn,
            IncidentValues.Required(
                "firedWhat",
                firedWhat,
                "Name the incident, drill or experiment in which it fired.",
                200
            )
        );
        db.Record(
            "detection-gap.closed",
            gap.Signal,
            GapVerbs.Page,
            $"{alarm.Title} fired in the {firedIn.ToString().ToLowerInvariant()} {gap.FiredWhat}"
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else closed it at the same moment. Look at it again.");
        }
    }

    /// <summary>Why a detective action is not done: its gap is open.</summary>
    internal static async Task<string?> WhatIsMissingAsync(
        AppDb db,
        Guid commitmentId,
        CancellationToken cancellation
    ) =>
        await db.Set<DetectionGap>()
            .Where(gap => gap.ClosedAt == null)
            .Where(gap => db.Set<IncidentAction>().Any(row => row.CommitmentId == commitmentId && row.GapId == gap.Id))
            .Select(gap => gap.Signal)
            .FirstOrDefaultAsync(cancellation)
            is { } signal
            ? $"It is done when its alert really fired: the detection gap “{signal}” is still open. Close the gap first, with the alert that fired in an incident, a drill or an experiment; or drop this and say why."
            : null;

    private static async Task<Alarm> AlertAsync(
        AppDb db,
        DetectionGap gap,
        string? service,
        Guid? alarmId,
        CancellationToken cancellation
    )
    {
        var alarm =
            await db.Set<Alarm>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == alarmId, cancellation)
            ?? throw new Refusal("alarm", "Choose the alert that fired, as a source told of it.");
        if (alarm.Kind is not AlarmKind.Alert)
            throw new Refusal("alarm", "A pager that somebody rang is no alert. Choose the alert that fired.");
        if (gap.ServiceId is not null && alarm.ServiceId != gap.ServiceId)
            throw new Refusal(
                "alarm",
                $"This alert is not of {service}. Choose one of that service; where its alerts bear another name, a rule of the sources can say so."
            );
        if (alarm.StartedAt is not { } fired || fired < gap.OpenedAt)
            throw new Refusal(
                "alarm",
                "This alert fired before the gap was known, so it does not show that the gap is closed."
            );
        return alarm;
    }
}
