using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>Facts that tell one name, and what they would become.</summary>
public sealed record TrialChange(
    string Name,
    string? Source,
    int Deployments,
    int Alarms,
    string From,
    string To,
    DateTime? LastAt
);

/// <summary>What a rule would change, before anybody saves it.</summary>
/// <param name="Matches">Facts whose name it matches, whether or not another rule comes before it.</param>
/// <param name="WasSeen">Of an account: whether anything was told of it at all. How much is not said.</param>
public sealed record Trial(IReadOnlyList<TrialChange> Changes, int Facts, int Matches, bool? WasSeen);

public static class MappingTrials
{
    /// <param name="rule">The one that would be changed; null for a new one.</param>
    public static async Task<Trial> TryRuleAsync(
        this AppDb db,
        RuleDraft draft,
        MappingRule? rule = null,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        var attribution = await db.AttributionAsync(cancellation);
        var kind = rule?.Kind ?? RuleChecking.Kind(draft.Kind);
        var others = attribution.Rules.Where(one => one.Kind == kind && one.Id != rule?.Id).ToList();
        var tried = new MappingRule { Kind = kind };
        await RuleChecking.FillAsync(db, tried, draft, others, cancellation);
        if (kind is MappingKind.Account)
        {
            var marks = await PersonMarks.ReadAsync(db, cancellation);
            return new([], 0, 0, await db.WasSeenAsync(marks.OfAccount(tried.Pattern), cancellation));
        }
        var then = attribution.With(tried.Among(others, draft.Position ?? rule?.Position));
        var sources = await db.Set<IntakeSource>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var told = await db.ToldNamesAsync(kind, since: null, cancellation);
        var pattern = new NamePattern(tried.Pattern);
        var changes = told.Select(name => (Name: name, From: name.Of(attribution).Words, To: name.Of(then).Words))
            .Where(one => one.From != one.To)
            .GroupBy(one => (one.Name.Matched, one.Name.SourceId, one.From, one.To))
            .Select(same => new TrialChange(
                same.Key.Matched,
                same.Key.SourceId is { } id ? sources.GetValueOrDefault(id) : null,
                same.Where(one => !one.Name.IsAlarm).Sum(one => one.Name.Count),
                same.Where(one => one.Name.IsAlarm).Sum(one => one.Name.Count),
                same.Key.From,
                same.Key.To,
                same.Max(one => one.Name.LastAt)
            ))
            .OrderByDescending(one => one.Deployments + one.Alarms)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .ToList();
        return new(
            changes,
            changes.Sum(one => one.Deployments + one.Alarms),
            told.Where(name =>
                    (tried.SourceId is null || tried.SourceId == name.SourceId) && pattern.Matches(name.Matched)
                )
                .Sum(name => name.Count),
            null
        );
    }

    private static async Task<bool> WasSeenAsync(this AppDb db, string? mark, CancellationToken cancellation) =>
        await db.Set<Change>().AnyAsync(row => row.Author == mark, cancellation)
        || await db.Set<ChangeReview>().AnyAsync(row => row.Reviewer == mark, cancellation);
}
