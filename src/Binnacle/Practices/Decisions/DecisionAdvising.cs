using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>Advice is asked of a person, given, and considered. Whoever is asked may give it, whatever their role.</summary>
public static class DecisionAdvising
{
    private const int Longest = 8000;
    private const int Most = 60;

    /// <exception cref="Refusal">Nobody or several are named so, or the person is asked already.</exception>
    public static async Task<DecisionAdvice> AskAsync(
        this AppDb db,
        Decision decision,
        string? person,
        int? number,
        string? question,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(decision);
        RequireUndecided(decision);
        var asked = await CheckedContent.PersonAsync(db, "person", person, number, cancellation);
        if (decision.Advice.Exists(row => row.PersonId == asked.Id && row.GivenAt is null))
            throw new Refusal("person", $"{asked.Name} is asked already.");
        var advice = Add(
            decision,
            new DecisionAdvice
            {
                DecisionId = decision.Id,
                PersonId = asked.Id,
                AskedAt = db.Now,
                AskedBy = db.Viewer.Name,
                Question = CheckedContent.Text("question", question, 2000),
            }
        );
        db.Record("decision.advice-asked", decision.Title, decision.Url, $"Of {asked.Name}", decision);
        await db.SaveDecisionAsync(cancellation);
        return advice;
    }

    /// <summary>Answers what was asked, or advises unasked where <paramref name="advice"/> is null.</summary>
    public static async Task<DecisionAdvice> GiveAsync(
        this AppDb db,
        Decision decision,
        DecisionAdvice? advice,
        string? text,
        CancellationToken cancellation = default
    )
    {
        var me = await db.OwnPersonAsync(cancellation);
        var isAsked = advice?.PersonId is { } person && me == person;
        if (!isAsked)
            db.RequireWriter(decision);
        RequireUndecided(decision);
        var words =
            CheckedContent.Text("text", text, Longest) ?? throw new Refusal("text", "Say what you advise, and why.");
        if (advice is { GivenAt: { } at })
            throw new Refusal("text", $"This advice was given on {at:d MMM yyyy}. Add another one.");
        advice ??= Add(decision, new DecisionAdvice { DecisionId = decision.Id, PersonId = me });
        // What somebody else was asked is written down for them by a member.
        var name =
            isAsked || advice.PersonId is null || advice.PersonId == me
                ? db.Viewer.Name
                : await db.PersonNameAsync(advice.PersonId, cancellation);
        (advice.GivenAt, advice.GivenBy, advice.Text) = (db.Now, name ?? db.Viewer.Name, words);
        decision.Revision++;
        db.Record("decision.advised", decision.Title, decision.Url, $"By {advice.GivenBy}", decision);
        await db.SaveDecisionAsync(cancellation);
        return advice;
    }

    public static async Task ConsiderAsync(
        this AppDb db,
        Decision decision,
        DecisionAdvice advice,
        string? considered,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(decision);
        if (advice.GivenAt is null)
            throw new Refusal("considered", "It is not given yet.");
        var words =
            CheckedContent.Text("considered", considered, Longest)
            ?? throw new Refusal("considered", "Say what you did with it: what changed, or why nothing did.");
        (advice.ConsideredAt, advice.ConsideredBy, advice.Considered) = (db.Now, db.Viewer.Name, words);
        decision.Revision++;
        db.Record("decision.advice-considered", decision.Title, decision.Url, $"That of {advice.GivenBy}", decision);
        await db.SaveDecisionAsync(cancellation);
    }

    private static DecisionAdvice Add(Decision decision, DecisionAdvice advice)
    {
        if (decision.Advice.Count >= Most)
            throw new Refusal("person", $"A decision holds at most {Most} pieces of advice.");
        decision.Advice.Add(advice);
        decision.Revision++;
        return advice;
    }

    private static void RequireUndecided(Decision decision)
    {
        if (!decision.IsUndecided)
            throw new Refusal(
                "",
                $"Decision {decision.Number} was decided on {decision.DecidedAt ?? decision.StatusAt:d MMM yyyy}. Advice comes before; now revisit it, or write one that supersedes it."
            );
    }
}
