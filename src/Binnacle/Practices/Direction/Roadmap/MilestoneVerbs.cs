using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Roadmap;

/// <param name="Outcome">What is better for whom when it is reached.</param>
/// <param name="Target">2027-03-15, 2027-03, 2027-Q2 or 2027-03-01 to 2027-04-15.</param>
/// <param name="GiveOrTake">Weeks to either side.</param>
/// <param name="Scope"><c>team:payments</c>; null for the whole organization.</param>
public sealed record MilestoneDraft(
    string? Title,
    string? Outcome = null,
    string? Target = null,
    double? GiveOrTake = null,
    string? Scope = null,
    int? Objective = null
);

public static class MilestoneVerbs
{
    public static async Task<Milestone> AddMilestoneAsync(
        this AppDb db,
        MilestoneDraft draft,
        CancellationToken cancellation = default
    )
    {
        var team = await DirectionAccess.TeamAsync(db, draft.Scope, cancellation);
        var target = TargetSpan.Read(draft.Target, draft.GiveOrTake);
        var milestone = new Milestone
        {
            Number = (int)await db.TakeNumbersAsync("milestone", 1, cancellation),
            Title = DirectionAccess.Text("title", draft.Title, 200, "Say what will be there"),
            Outcome = DirectionAccess.Text("outcome", draft.Outcome, 1000, "Say what is better for whom then"),
            Objective = await DirectionAccess.ObjectiveAsync(db, draft.Objective, null, cancellation),
            TeamId = team?.Id,
            TargetFrom = target.From,
            TargetTo = target.To,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(milestone);
        Tell(db, milestone, "added", $"Target {target.Words}");
        await db.SaveChangesAsync(cancellation);
        return milestone;
    }

    /// <summary>The words; its date is moved, with a reason.</summary>
    public static async Task ChangeAsync(
        this AppDb db,
        Milestone milestone,
        MilestoneDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(milestone.TeamId);
        milestone.RequireOpen();
        var team = await DirectionAccess.TeamAsync(db, draft.Scope, cancellation);
        var title = DirectionAccess.Text("title", draft.Title, 200, "Say what will be there");
        var outcome = DirectionAccess.Text("outcome", draft.Outcome, 1000, "Say what is better for whom then");
        var objective = await DirectionAccess.ObjectiveAsync(db, draft.Objective, milestone.Objective, cancellation);
        var changes = new Changes()
            .Add("title", milestone.Title, title)
            .Add("outcome", milestone.Outcome, outcome)
            .Add("objective", $"{milestone.Objective}", $"{objective}")
            .Add(
                "team",
                milestone.TeamId is null ? null : "its team",
                team?.Id == milestone.TeamId && team is not null ? "its team" : team?.Name
            );
        if (!changes.Any)
            return;
        (milestone.Title, milestone.Outcome, milestone.Objective, milestone.TeamId) = (
            title,
            outcome,
            objective,
            team?.Id
        );
        Tell(db, milestone, "changed", changes.Told);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task MoveAsync(
        this AppDb db,
        Milestone milestone,
        string? target,
        double? giveOrTake,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(milestone.TeamId);
        var before = milestone.Target;
        var to = TargetSpan.Read(target, giveOrTake);
        if (milestone.Move(to, reason, db.Now, db.Viewer.Name) is { } move)
            db.Add(move);
        Tell(db, milestone, "moved", $"{before.Words} → {to.Words}\n{reason?.Trim()}".Trim());
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>From now on everybody sees it, and moving it needs a reason.</summary>
    public static async Task PublishAsync(this AppDb db, Milestone milestone, CancellationToken cancellation = default)
    {
        db.RequireMember(milestone.TeamId);
        milestone.RequireOpen();
        if (milestone.Publication is not null)
            throw new Refusal("", "It is published already.");
        milestone.Publication = new MilestonePublication
        {
            MilestoneId = milestone.Id,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(milestone.Publication);
        // From now on it is found: the index follows what changes, and this never does.
        db.Entry(milestone).Property(row => row.AddedAt).IsModified = true;
        Tell(db, milestone, "published", $"Target {milestone.Target.Words}");
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task EndAsync(
        this AppDb db,
        Milestone milestone,
        MilestoneOutcome outcome,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(milestone.TeamId);
        milestone.RequireOpen();
        var why = string.IsNullOrWhiteSpace(reason) ? null : DirectionAccess.Text("reason", reason, 2000, "Say why");
        if (outcome is MilestoneOutcome.Dropped && why is null)
            throw new Refusal("reason", "Say why it is dropped, so that nobody waits for it.");
        milestone.Ending = new MilestoneEnding
        {
            MilestoneId = milestone.Id,
            Outcome = outcome,
            Reason = why,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(milestone.Ending);
        Tell(db, milestone, outcome is MilestoneOutcome.Done ? "done" : "dropped", why);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The Timeline is read by everybody; of a draft it says only that there is one.</summary>
    private static void Tell(AppDb db, Milestone milestone, string verb, string? details)
    {
        if (milestone.Publication is null)
            db.Record($"milestone.{verb}", $"Draft {milestone.Number}", milestone.Url);
        else
            db.Record($"milestone.{verb}", milestone.Title, milestone.Url, details);
    }
}
