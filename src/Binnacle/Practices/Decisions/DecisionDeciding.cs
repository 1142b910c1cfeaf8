using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Decisions;

/// <param name="Status">Accepted, rejected, on hold, proposed (again) or deprecated.</param>
/// <param name="Outcome">What is decided and why; null leaves what is written.</param>
/// <param name="Chosen">The position of the chosen option, from 1; null leaves it.</param>
/// <param name="Note">Why it is rejected, held or deprecated.</param>
public sealed record DecisionVerdict(
    DecisionStatus Status,
    string? Outcome = null,
    int? Chosen = null,
    string? Note = null,
    DateOnly? RevisitOn = null,
    int? Revision = null
);

public static class DecisionDeciding
{
    public static readonly IReadOnlyList<DecisionStatus> Verdicts =
    [
        DecisionStatus.Accepted,
        DecisionStatus.Rejected,
        DecisionStatus.OnHold,
        DecisionStatus.Proposed,
        DecisionStatus.Deprecated,
    ];

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task DecideAsync(
        this AppDb db,
        Decision decision,
        DecisionVerdict verdict,
        CancellationToken cancellation = default
    )
    {
        if (!Verdicts.Contains(verdict.Status))
            throw new Refusal("status", "Choose accepted, rejected, on hold, proposed or deprecated.");
        // To wait, or to be looked at once more, needs no more than to write; the rest is a decision.
        if (verdict.Status is DecisionStatus.Proposed or DecisionStatus.OnHold)
            db.RequireWriter(decision);
        else
            await db.RequireDeciderAsync(decision, cancellation);
        DecisionWriting.RequireUnchanged(decision, verdict.Revision);
        var note = CheckedContent.Text("note", verdict.Note, 2000);
        if (
            note is null
            && verdict.Status is DecisionStatus.Rejected or DecisionStatus.OnHold or DecisionStatus.Deprecated
        )
            throw new Refusal("note", "Say why, so that nobody has to ask later.");
        var before = DecisionSubstance.Of(decision);
        var wasUndecided = decision.IsUndecided;
        decision.Step(verdict.Status, db.Now, db.Viewer.Name, note);
        if (verdict.Status is DecisionStatus.Accepted && wasUndecided)
            Accept(db, decision, verdict);
        if (DecisionWriting.Compare(before, DecisionSubstance.Of(decision)).Count > 0)
            DecisionWriting.Keep(db, decision, VersionKind.Edited, null);
        db.Record($"decision.{verdict.Status.Word().Replace(' ', '-')}", decision.Title, decision.Url, note, decision);
        if (verdict.Status is DecisionStatus.Accepted)
            await db.TakePlacesAsync(decision, cancellation);
        await db.SaveDecisionAsync(cancellation);
    }

    private static void Accept(AppDb db, Decision decision, DecisionVerdict verdict)
    {
        decision.Outcome = CheckedContent.Text("outcome", verdict.Outcome) ?? decision.Outcome;
        DecisionWriting.RequireOutcome(decision);
        if (verdict.Chosen is { } chosen)
        {
            if (!decision.Options.Exists(option => option.Position == chosen))
                throw new Refusal("chosen", $"There is no option {chosen}.");
            foreach (var option in decision.Options)
                option.IsChosen = option.Position == chosen;
        }
        if (verdict.RevisitOn is not { } day)
            return;
        if (day <= db.Today || day > db.Today.AddYears(10))
            throw new Refusal("revisitOn", "Give a day to come, within ten years.");
        decision.RevisitOn = day;
    }
}
