using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <param name="Objective">The number of an objective.</param>
/// <param name="Milestone">The number of a milestone.</param>
/// <param name="Scope"><c>team:payments</c>; null for the whole organization.</param>
public sealed record InitiativeDraft(string? Name, int? Objective = null, int? Milestone = null, string? Scope = null);

/// <param name="Kind">"link", "issue-key", "label", "branch", "scope" or "path".</param>
/// <param name="Repository">A slug; null for all.</param>
public sealed record RuleDraft(string? Kind, string? Pattern, string? Repository = null);

/// <summary>Whoever changes what is matched queues the matching afterwards: see <see cref="QueueMatchingAsync"/>.</summary>
public static class InitiativeVerbs
{
    private const int MostRules = 30;

    public static Task QueueMatchingAsync(this JobQueue queue, CancellationToken cancellation = default) =>
        queue.QueueAsync(MatchJob.Id, "rules", MatchJob.Title, cancellation);

    public static async Task<Initiative> AddInitiativeAsync(
        this AppDb db,
        InitiativeDraft draft,
        RuleDraft? rule = null,
        CancellationToken cancellation = default
    )
    {
        var team = await DirectionAccess.TeamAsync(db, draft.Scope, cancellation);
        var initiative = new Initiative
        {
            Number = (int)await db.TakeNumbersAsync("initiative", 1, cancellation),
            Name = DirectionAccess.Text("name", draft.Name, 200, "Give it a name"),
            Objective = await DirectionAccess.ObjectiveAsync(db, draft.Objective, null, cancellation),
            MilestoneId = await MilestoneAsync(db, draft.Milestone, null, cancellation),
            TeamId = team?.Id,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        if (rule is { Pattern.Length: > 0 })
            initiative.Rules.Add(await RuleAsync(db, initiative, rule, cancellation));
        db.Add(initiative);
        db.Record(
            "initiative.added",
            initiative.Name,
            initiative.Url,
            initiative.Rules.Count > 0 ? Told(initiative.Rules[0]) : null
        );
        await db.SaveChangesAsync(cancellation);
        return initiative;
    }

    public static async Task ChangeAsync(
        this AppDb db,
        Initiative initiative,
        InitiativeDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(initiative.TeamId);
        var team = await DirectionAccess.TeamAsync(db, draft.Scope, cancellation);
        var name = DirectionAccess.Text("name", draft.Name, 200, "Give it a name");
        var objective = await DirectionAccess.ObjectiveAsync(db, draft.Objective, initiative.Objective, cancellation);
        var milestone = await MilestoneAsync(db, draft.Milestone, initiative.MilestoneId, cancellation);
        var changes = new Changes()
            .Add("name", initiative.Name, name)
            .Add("objective", $"{initiative.Objective}", $"{objective}")
            .Add(
                "milestone",
                initiative.MilestoneId is null ? null : "one",
                milestone is null ? null
                    : milestone == initiative.MilestoneId ? "one"
                    : "another"
            )
            .Add(
                "team",
                initiative.TeamId is null ? null : "one",
                team is null ? null
                    : team.Id == initiative.TeamId ? "one"
                    : team.Name
            );
        if (!changes.Any)
            return;
        (initiative.Name, initiative.Objective, initiative.MilestoneId, initiative.TeamId) = (
            name,
            objective,
            milestone,
            team?.Id
        );
        db.Record("initiative.changed", name, initiative.Url, changes.Told);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task<LinkRule> AddRuleAsync(
        this AppDb db,
        Initiative initiative,
        RuleDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(initiative.TeamId);
        RequireOpen(initiative);
        if (initiative.Rules.Count(row => row.RemovedAt is null) >= MostRules)
            throw new Refusal("pattern", $"An initiative has at most {MostRules} rules. Remove one first.");
        var rule = await RuleAsync(db, initiative, draft, cancellation);
        if (
            initiative.Rules.Exists(row =>
                row.RemovedAt is null
                && row.Kind == rule.Kind
                && row.Pattern == rule.Pattern
                && row.RepositoryId == rule.RepositoryId
            )
        )
            throw new Refusal("pattern", "This rule is there already.");
        db.Add(rule);
        db.Record("initiative.rule-added", initiative.Name, initiative.Url, Told(rule));
        await db.SaveChangesAsync(cancellation);
        return rule;
    }

    public static async Task RemoveRuleAsync(
        this AppDb db,
        Initiative initiative,
        Guid id,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(initiative.TeamId);
        if (initiative.Rules.Find(row => row.Id == id && row.RemovedAt is null) is not { } rule)
            return;
        (rule.RemovedAt, rule.RemovedBy) = (db.Now, db.Viewer.Name);
        db.Record("initiative.rule-removed", initiative.Name, initiative.Url, Told(rule));
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task EndAsync(
        this AppDb db,
        Initiative initiative,
        MilestoneOutcome outcome,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(initiative.TeamId);
        RequireOpen(initiative);
        var why = string.IsNullOrWhiteSpace(reason) ? null : DirectionAccess.Text("reason", reason, 2000, "Say why");
        if (outcome is MilestoneOutcome.Dropped && why is null)
            throw new Refusal("reason", "Say why it is dropped.");
        initiative.Ending = new InitiativeEnding
        {
            InitiativeId = initiative.Id,
            Outcome = outcome,
            Reason = why,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(initiative.Ending);
        db.Record(
            outcome is MilestoneOutcome.Done ? "initiative.done" : "initiative.dropped",
            initiative.Name,
            initiative.Url,
            why
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static Task<Initiative?> InitiativeAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) =>
        db.Set<Initiative>()
            .Include(row => row.Rules.OrderBy(rule => rule.AddedAt))
            .Include(row => row.Ending)
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);

    /// <summary>A rule as it would be, read and looked up; nothing is saved.</summary>
    public static async Task<RuleMatcher> ReadRuleAsync(this AppDb db, RuleDraft draft, CancellationToken cancellation)
    {
        var kind = RuleWords.KindOf(draft.Kind) ?? throw new Refusal("kind", "Choose what the rule looks at.");
        Guid? repository = string.IsNullOrEmpty(draft.Repository)
            ? await ByAddressAsync(db, kind, draft.Pattern, cancellation)
            : await db.Set<Repository>()
                .Where(row => row.Slug == draft.Repository && row.ArchivedAt == null)
                .Select(row => (Guid?)row.Id)
                .FirstOrDefaultAsync(cancellation)
                ?? throw new Refusal("repository", $"There is no repository “{draft.Repository}”.");
        return RuleMatcher.Of(kind, draft.Pattern, repository);
    }

    /// <summary>An address names its repository.</summary>
    private static async Task<Guid?> ByAddressAsync(
        AppDb db,
        RuleKind kind,
        string? pattern,
        CancellationToken cancellation
    )
    {
        if (kind is not RuleKind.Link || pattern?.Contains("://", StringComparison.Ordinal) is not true)
            return null;
        var known = await db.Set<Repository>()
            .Where(row => row.WebUrl != null && row.ArchivedAt == null)
            .Select(row => new { row.Id, row.WebUrl })
            .ToListAsync(cancellation);
        return known
            .Where(row => pattern.Trim().StartsWith($"{row.WebUrl}/", StringComparison.OrdinalIgnoreCase))
            .Select(row => (Guid?)row.Id)
            .FirstOrDefault();
    }

    private static async Task<LinkRule> RuleAsync(
        AppDb db,
        Initiative initiative,
        RuleDraft draft,
        CancellationToken cancellation
    )
    {
        var read = await db.ReadRuleAsync(draft, cancellation);
        return new()
        {
            InitiativeId = initiative.Id,
            Kind = read.Kind,
            Pattern = read.Text,
            RepositoryId = read.RepositoryId,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
    }

    private static async Task<Guid?> MilestoneAsync(AppDb db, int? number, Guid? before, CancellationToken cancellation)
    {
        // One that the viewer may not see is not taken away by a form that could not show it.
        if (number is null)
            return before is null || await db.VisibleMilestones().AnyAsync(row => row.Id == before, cancellation)
                ? null
                : before;
        var found = await db.VisibleMilestones()
            .Where(row => row.Number == number)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
        return found ?? throw new Refusal("milestone", $"There is no milestone {number}.");
    }

    private static void RequireOpen(Initiative initiative)
    {
        if (initiative.Ending is { } ending)
            throw new Refusal(
                "",
                $"It was {ending.Outcome.ToString().ToLowerInvariant()} on {ending.At:d MMM yyyy} by {ending.By}."
            );
    }

    private static string Told(LinkRule rule) => $"{rule.Kind.Name()}: {rule.Pattern}";
}
