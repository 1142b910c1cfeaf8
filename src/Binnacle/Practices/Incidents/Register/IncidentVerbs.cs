using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Detection;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>What one does with an incident; each leaves an event on the Timeline.</summary>
public static class IncidentVerbs
{
    /// <summary>Opens it; one that a program told before is given back as it is.</summary>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<(Incident Incident, bool IsNew)> OpenIncidentAsync(
        this AppDb db,
        IncidentDraft draft,
        OpenedFrom from,
        CancellationToken cancellation = default
    )
    {
        var key = IncidentValues.Optional("key", draft.Key, 250) is { } called ? $"api:{called}" : null;
        if (key is not null && await db.IncidentAsync(key, cancellation) is { } known)
            return (known, false);
        if (db.Viewer.Highest < Role.Member)
            throw new NotAllowed("Only members may open an incident.");
        var service = await IncidentValues.ServiceAsync(db, draft.Service, null, cancellation);
        var team = await db.TeamOfScopeAsync(draft.Scope, "scope", null, cancellation);
        var incident = new Incident
        {
            Title = IncidentValues.Title(draft.Title),
            Number = (int)await db.TakeNumbersAsync("incidents", 1, cancellation),
            Summary = IncidentValues.Optional("summary", draft.Summary, IncidentValues.LongestText),
            ServiceId = service?.Id,
            TeamId = team?.Id ?? service?.TeamId,
            Severity = IncidentValues.Severity(draft.Severity),
            OpenedAt = db.Now,
            OpenedBy = db.Viewer.Name,
            OpenedFrom = from,
            Key = key,
            DetectedBy = draft.DetectedBy,
            DetectedWhat = IncidentValues.Optional("detectedWhat", draft.DetectedWhat, 200),
            MissedSignal = IncidentValues.MissedSignal(draft.MissedSignal, draft.DetectedBy),
            TouchedAt = db.Now,
        };
        incident.PlaceInTime();
        db.Add(incident);
        var source = from is OpenedFrom.Api ? MomentSource.Api : MomentSource.Person;
        foreach (var (kind, at) in draft.Times)
            if (IncidentValues.Time(db, kind.Field() + "At", at) is { } told)
                incident.Tell(kind, told, source, null, db.Now, db.Viewer.Name, null);
        RequireOrder(incident, "impactEndAt");
        await db.FollowGapAsync(incident, null, cancellation);
        db.Record("incident.opened", incident.Title, incident.Url, incident.Summary);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (key is not null)
        {
            // Told twice at the same moment: the other one was first.
            db.ChangeTracker.Clear();
            if (await db.IncidentAsync(key, cancellation) is { } first)
                return (first, false);
            throw;
        }
        return (incident, true);
    }

    /// <summary>What was told before is kept; this holds from now on.</summary>
    /// <param name="at">Null to take it back: it is unknown then.</param>
    /// <param name="what">Where it stands: the log, the ticket, the chat.</param>
    /// <param name="why">Needed where it corrects another.</param>
    public static async Task TellTimeAsync(
        this AppDb db,
        Incident incident,
        MomentKind kind,
        DateTime? at,
        string? what,
        string? why,
        MomentSource source = MomentSource.Person,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var told = IncidentValues.Time(db, "at", at);
        var before = incident.Current(kind);
        if (before?.At == told && before is not null)
            return;
        if (told is null && before is null)
            throw new Refusal("at", "Give the time, in UTC.");
        var reason = IncidentValues.Optional("why", why, 1000);
        if (before?.At is not null && reason is null)
            throw new Refusal("why", "Say why the time that stands there is wrong; both are kept.");
        var row = incident.Tell(
            kind,
            told,
            source,
            IncidentValues.Optional("what", what, 300),
            db.Now,
            db.Viewer.Name,
            reason
        );
        RequireOrder(incident, "at");
        incident.TouchedAt ??= db.Now;
        db.Add(row);
        db.Record(
            "incident.time-told",
            incident.Title,
            incident.Url,
            new Changes()
                .Add(
                    kind.Words(),
                    before?.At is { } old ? IncidentWording.At(old) : null,
                    told is { } now ? IncidentWording.At(now) : null
                )
                .Told
        );
        await db.SaveIncidentAsync(cancellation);
    }

    /// <summary>A false alarm, a test, a thing told twice: it counts no more, and its page stays.</summary>
    public static async Task DismissAsync(
        this AppDb db,
        Incident incident,
        string? because,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var named = MissedSignal.Of(incident);
        incident.DismissedBecause = IncidentValues.Required(
            "because",
            because,
            "Say why it counts no more, so that the next reader need not ask.",
            2000
        );
        (incident.DismissedAt, incident.DismissedBy) = (db.Now, db.Viewer.Name);
        incident.TouchedAt ??= db.Now;
        incident.Revision++;
        await db.FollowGapAsync(incident, named, cancellation);
        db.Record("incident.dismissed", incident.Title, incident.Url, incident.DismissedBecause);
        await db.SaveIncidentAsync(cancellation);
    }

    public static async Task BringBackAsync(this AppDb db, Incident incident, CancellationToken cancellation = default)
    {
        db.Viewer.RequireMember(incident);
        if (incident.DismissedAt is null || incident.MergedIntoId is not null)
            throw new Refusal("", "It is not dismissed.");
        (incident.DismissedAt, incident.DismissedBy, incident.DismissedBecause) = (null, null, null);
        incident.Revision++;
        await db.FollowGapAsync(incident, null, cancellation);
        db.Record("incident.brought-back", incident.Title, incident.Url);
        await db.SaveIncidentAsync(cancellation);
    }

    private static void RequireOrder(Incident incident, string field)
    {
        if (incident.ImpactEndAt < incident.ImpactStartAt)
            throw new Refusal(field, "Impact cannot end before it began.");
        if (incident.ResolvedAt < incident.ImpactStartAt)
            throw new Refusal(field, "It cannot be resolved before impact began.");
        if (incident.ResolvedAt < incident.DetectedAt)
            throw new Refusal(field, "It cannot be resolved before it was noticed.");
        if (incident.AcknowledgedAt < incident.DetectedAt)
            throw new Refusal(field, "It cannot be acknowledged before it was noticed.");
    }

    /// <exception cref="Refusal">Somebody else was first.</exception>
    internal static async Task SaveIncidentAsync(this AppDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || problem.IsTaken())
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else changed this incident at the same moment. Look at it again.");
        }
    }
}
