using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>What one does with an objective; each leaves an event on the Timeline.</summary>
public static class ObjectiveVerbs
{
    private const int LongestText = 20_000;

    public static bool MayDefineObjectives(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Leader;

    public static bool MayCheckIn(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Member;

    /// <summary>Written down as a draft.</summary>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<Objective> AddObjectiveAsync(
        this AppDb db,
        ObjectiveDraft draft,
        CancellationToken cancellation = default
    )
    {
        var values = await ObjectiveValues.OfAsync(db, draft, [], cancellation);
        var objective = new Objective
        {
            Number = (int)await db.TakeNumbersAsync("objectives", 1, cancellation),
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        objective.States.Add(
            new ObjectiveState
            {
                ObjectiveId = objective.Id,
                Stage = ObjectiveStage.Draft,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        values.Set(objective);
        db.Add(objective);
        db.Record("objective.added", objective.Title, objective.Url, values.InWords);
        await db.SaveChangesAsync(cancellation);
        return objective;
    }

    /// <summary>A draft or an active one; what changed stands on the Timeline, numbers from and to.</summary>
    public static async Task ChangeAsync(
        this AppDb db,
        Objective objective,
        ObjectiveDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(objective.TeamId);
        RequireOpen(objective);
        var values = await ObjectiveValues.OfAsync(db, draft, objective.KeyResults, cancellation);
        var told = await values.ChangesAsync(db, objective, cancellation);
        if (!told.Any)
            return;
        var gone = objective.KeyResults.Except(values.Kept).ToList();
        var ids = gone.ConvertAll(result => result.Id);
        if (await db.Set<CheckInValue>().AnyAsync(row => ids.Contains(row.KeyResultId), cancellation))
            throw new Refusal(
                "keyResults",
                $"“{gone[0].Title}” has values from check-ins, which are kept. Give it the weight 0 instead of taking it away."
            );
        db.RemoveRange(gone);
        objective.KeyResults.RemoveAll(gone.Contains);
        foreach (var added in values.Set(objective))
            db.Add(added);
        db.Record("objective.changed", objective.Title, objective.Url, told.Told);
        await db.SaveChangesAsync(cancellation);
    }

    public static Task ActivateAsync(this AppDb db, Objective objective, CancellationToken cancellation = default)
    {
        db.Viewer.RequireLeader(objective.TeamId);
        Require(objective, ObjectiveStage.Draft);
        if (!objective.KeyResults.Exists(result => result.Weight > 0))
            throw new Refusal("keyResults", "Say first what would show that it is met: at least one key result.");
        return EnterAsync(db, objective, new() { Stage = ObjectiveStage.Active }, "objective.activated", cancellation);
    }

    /// <param name="score">0 to 1; null takes what the formula gives.</param>
    /// <param name="learned">What was learned; needed, since a number alone teaches nobody.</param>
    public static async Task CloseAsync(
        this AppDb db,
        Objective objective,
        double? score,
        string? learned,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(objective.TeamId);
        Require(objective, ObjectiveStage.Active);
        var text = Words("learned", learned, "Say what you learned; a number alone teaches nobody.");
        var proposed = (await db.StandingAsync(objective, db.Today, cancellation)).Score;
        var agreed =
            score
            ?? (proposed is { } known ? Math.Round(known, 2) : (double?)null)
            ?? throw new Refusal("score", "No key result has a value, so no score follows. Give one from 0 to 1.");
        if (!double.IsFinite(agreed) || agreed is < 0 or > 1)
            throw new Refusal("score", "Give a score from 0 to 1, as 0.7.");
        await EnterAsync(
            db,
            objective,
            new()
            {
                Stage = ObjectiveStage.Closed,
                Score = agreed,
                Proposed = proposed,
                Text = text,
            },
            "objective.closed",
            cancellation,
            string.Create(CultureInfo.InvariantCulture, $"Scored {agreed:0.0#}. {text}")
        );
    }

    public static Task DropAsync(
        this AppDb db,
        Objective objective,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(objective.TeamId);
        RequireOpen(objective);
        var text = Words("reason", reason, "Say why, so that the next review need not ask.");
        return EnterAsync(
            db,
            objective,
            new() { Stage = ObjectiveStage.Dropped, Text = text },
            "objective.dropped",
            cancellation,
            text
        );
    }

    /// <summary>Closed or dropped by mistake, or too early; the state before is kept.</summary>
    public static Task ReopenAsync(
        this AppDb db,
        Objective objective,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(objective.TeamId);
        Require(objective, ObjectiveStage.Closed, ObjectiveStage.Dropped);
        var text = Words("reason", reason, "Say why it is open again.");
        return EnterAsync(
            db,
            objective,
            new() { Stage = ObjectiveStage.Active, Text = text },
            "objective.reopened",
            cancellation,
            text
        );
    }

    internal static void RequireOpen(Objective objective) =>
        Require(objective, ObjectiveStage.Draft, ObjectiveStage.Active);

    internal static void Require(Objective objective, params ReadOnlySpan<ObjectiveStage> stages)
    {
        if (!stages.Contains(objective.State.Stage))
            throw new Refusal(
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Objective {objective.Number} is {objective.State.Stage.Words()} since {objective.State.At:d MMM yyyy} by {objective.State.By}."
                )
            );
    }

    private static async Task EnterAsync(
        AppDb db,
        Objective objective,
        ObjectiveState next,
        string verb,
        CancellationToken cancellation,
        string? told = null
    )
    {
        objective.State.EndedAt = db.Now;
        var state = new ObjectiveState
        {
            ObjectiveId = objective.Id,
            Stage = next.Stage,
            At = db.Now,
            By = db.Viewer.Name,
            Text = next.Text,
            Score = next.Score,
            Proposed = next.Proposed,
        };
        objective.States.Add(state);
        db.Add(state);
        db.Record(verb, objective.Title, objective.Url, told);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else changed its state meanwhile. Look at it again.");
        }
    }

    private static string Words(string field, string? text, string missing) =>
        string.IsNullOrWhiteSpace(text) ? throw new Refusal(field, missing)
        : text.Length > LongestText ? throw new Refusal(field, $"Keep it under {LongestText:N0} characters.")
        : text.Trim();
}
