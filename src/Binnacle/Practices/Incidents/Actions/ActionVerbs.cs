using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Actions;

/// <summary>An action as somebody writes it.</summary>
/// <param name="DueOn">Null for the last day that the policy allows.</param>
/// <param name="Why">Needed where it is due later than the policy allows.</param>
/// <param name="Signature">The way of failing that should become rarer, be noticed or be over sooner; null for the incident's own.</param>
/// <param name="NoSignature">In place of it: why this changes no way of failing.</param>
/// <param name="Gap">Of a detective action: the gap that it should close.</param>
public sealed record ActionDraft(
    ActionKind Kind,
    string? Title,
    string? Owner = null,
    int? OwnerNumber = null,
    DateOnly? DueOn = null,
    string? Why = null,
    string? Detail = null,
    string? Signature = null,
    string? NoSignature = null,
    Guid? Gap = null
);

/// <summary>What an incident leads to: a commitment with owner and date, or the decision not to act, with its reason.</summary>
public static class ActionVerbs
{
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<IncidentAction> PromiseActionAsync(
        this AppDb db,
        Incident incident,
        ActionDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        RequireKind(draft.Kind);
        var limit = await ActionPolicy.DueAsync(db, incident, cancellation);
        var due = draft.DueOn ?? limit;
        var why = IncidentValues.Optional("why", draft.Why, 1000);
        if (due > limit && why is null)
            throw new Refusal(
                "why",
                $"The policy for this severity allows until {limit:d MMM yyyy}. Say why it needs longer."
            );
        var none = IncidentValues.Optional("noSignature", draft.NoSignature, 1000);
        if (none is not null && !string.IsNullOrWhiteSpace(draft.Signature))
            throw new Refusal("noSignature", "Name the way of failing, or say why there is none; not both.");
        var signature = none is null ? await SignatureAsync(db, incident, draft.Signature, cancellation) : null;
        if (signature is null && none is null)
            throw new Refusal(
                "signature",
                "Name the way of failing that should change, or say why there is none: without it nobody can tell later whether it helped."
            );
        var gap = draft.Kind is ActionKind.Detective ? await GapAsync(db, draft.Gap, cancellation) : null;
        var team = await db.Set<Team>()
            .Where(row => row.Id == incident.TeamId)
            .Select(row => ScopeText.OfTeam(row.Slug))
            .FirstOrDefaultAsync(cancellation);
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        var commitment = await db.MakeCommitmentAsync(
            new(draft.Title, draft.Owner, due, Detail(draft, why), draft.OwnerNumber, team, From: incident.Url),
            practices,
            new FindingBehind($"page:{incident.Url}", incident.Title, "", null),
            cancellation
        );
        var action = new IncidentAction
        {
            IncidentId = incident.Id,
            Kind = draft.Kind,
            Title = commitment.Title,
            CommitmentId = commitment.Id,
            SignatureId = signature?.Id,
            NoSignatureBecause = none,
            GapId = gap?.Id,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(action);
        // The incident itself bears the way of failing that its action names.
        if (incident.SignatureId is null && signature is not null)
        {
            incident.SignatureId = signature.Id;
            incident.Revision++;
            db.Record(
                "incident.changed",
                incident.Title,
                incident.Url,
                new Changes().Add("Way of failing", null, signature.Name).Told
            );
        }
        incident.TouchedAt ??= db.Now;
        db.Record(
            "incident.action-promised",
            incident.Title,
            incident.Url,
            $"{draft.Kind.Words()}: {commitment.Title}"
        );
        await db.SaveIncidentAsync(cancellation);
        if (transaction is not null)
            await transaction.CommitAsync(cancellation);
        return action;
    }

    /// <summary>It was weighed, and nothing is to be done; why is kept for the next time.</summary>
    public static async Task DeclineActionAsync(
        this AppDb db,
        Incident incident,
        ActionKind kind,
        string? title,
        string? because,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        RequireKind(kind);
        var action = new IncidentAction
        {
            IncidentId = incident.Id,
            Kind = kind,
            Title = IncidentValues.Required("title", title, "Say what is not going to be done.", 200),
            SignatureId = incident.SignatureId,
            DeclinedAt = db.Now,
            DeclinedBy = db.Viewer.Name,
            DeclinedBecause = IncidentValues.Required(
                "because",
                because,
                "Say why, so that the next one who asks has the answer.",
                2000
            ),
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(action);
        incident.TouchedAt ??= db.Now;
        db.Record(
            "incident.action-declined",
            incident.Title,
            incident.Url,
            $"{action.Title}: {action.DeclinedBecause}"
        );
        await db.SaveIncidentAsync(cancellation);
    }

    /// <summary>Somebody looked, after its day, whether it changed what it should; what the figures said is kept.</summary>
    public static async Task LookAsync(
        this AppDb db,
        Incident incident,
        Guid actionId,
        string? note,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var row =
            (await db.ActionsOfAsync(incident.Id, cancellation)).Find(row => row.Id == actionId)
            ?? throw new Refusal("", "There is no such action.");
        if (!row.IsDone)
            throw new Refusal("note", "It is not done yet: there is nothing to look at.");
        var look = new ActionLook
        {
            ActionId = actionId,
            At = db.Now,
            By = db.Viewer.Name,
            Verdict = row.Recurrence?.Verdict ?? RecurrenceVerdict.TooEarly,
            Note = IncidentValues.Required("note", note, "Say what you saw.", 2000),
        };
        db.Add(look);
        db.Record("incident.action-looked-at", incident.Title, incident.Url, $"{row.Title}: {look.Note}");
        await db.SaveIncidentAsync(cancellation);
    }

    private static void RequireKind(ActionKind kind) =>
        IncidentValues.RequireKnown("kind", kind, "Choose preventive, detective or corrective.");

    private static async Task<FailureSignature?> SignatureAsync(
        AppDb db,
        Incident incident,
        string? name,
        CancellationToken cancellation
    ) =>
        string.IsNullOrWhiteSpace(name)
            ? await db.Set<FailureSignature>().SingleOrDefaultAsync(row => row.Id == incident.SignatureId, cancellation)
            : await db.SignatureAsync(name, incident.ServiceId, cancellation);

    private static async Task<DetectionGap?> GapAsync(AppDb db, Guid? id, CancellationToken cancellation)
    {
        if (id is null)
            return null;
        var gap =
            await db.Set<DetectionGap>().SingleOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw new Refusal("gap", "There is no such gap.");
        return gap.ClosedAt is null ? gap : throw new Refusal("gap", "This gap is closed already.");
    }

    private static string? Detail(ActionDraft draft, string? why) =>
        why is null ? draft.Detail
        : string.IsNullOrWhiteSpace(draft.Detail) ? $"Due later than the policy allows: {why}"
        : $"{draft.Detail}\n\nDue later than the policy allows: {why}";
}
