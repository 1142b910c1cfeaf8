using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Decisions;

/// <summary>After it was accepted: that it is followed, and that it was looked at again.</summary>
public static class DecisionConfirming
{
    /// <exception cref="Refusal">It is not accepted, or nothing says how one knows.</exception>
    public static async Task ConfirmAsync(
        this AppDb db,
        Decision decision,
        string? how,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(decision);
        RequireAccepted(decision, "confirmed");
        var words =
            CheckedContent.Text("how", how, 2000) ?? throw new Refusal("how", "Say how you know that it is followed.");
        decision.Confirmations.Add(
            new DecisionConfirmation
            {
                DecisionId = decision.Id,
                At = db.Now,
                By = db.Viewer.Name,
                How = words,
            }
        );
        decision.Revision++;
        db.Record("decision.confirmed", decision.Title, decision.Url, words, decision);
        await db.SaveDecisionAsync(cancellation);
    }

    /// <param name="nextOn">When to look the next time; null for not again.</param>
    public static async Task RevisitAsync(
        this AppDb db,
        Decision decision,
        RevisitVerdict verdict,
        string? note,
        DateOnly? nextOn,
        CancellationToken cancellation = default
    )
    {
        await db.RequireDeciderAsync(decision, cancellation);
        RequireAccepted(decision, "revisited");
        if (!Enum.IsDefined(verdict))
            throw new Refusal("verdict", "Choose still-holds or change.");
        var words =
            CheckedContent.Text("note", note, 2000)
            ?? throw new Refusal("note", "Say what you looked at and what it tells.");
        if (nextOn is { } day && (day <= db.Today || day > db.Today.AddYears(10)))
            throw new Refusal("nextOn", "Give a day to come, within ten years.");
        decision.Revisits.Add(
            new DecisionRevisit
            {
                DecisionId = decision.Id,
                At = db.Now,
                By = db.Viewer.Name,
                Verdict = verdict,
                Note = words,
                WasOn = decision.RevisitOn,
                NextOn = nextOn,
            }
        );
        decision.RevisitOn = nextOn;
        decision.Revision++;
        db.Record(
            "decision.revisited",
            decision.Title,
            decision.Url,
            $"{(verdict is RevisitVerdict.StillHolds ? "It still holds" : "It has to change")}: {words}",
            decision
        );
        await db.SaveDecisionAsync(cancellation);
    }

    private static void RequireAccepted(Decision decision, string what)
    {
        if (decision.Status is not DecisionStatus.Accepted)
            throw new Refusal(
                "",
                $"Decision {decision.Number} is {decision.Status.Word()}; only what is accepted can be {what}."
            );
    }
}
