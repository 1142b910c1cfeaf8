using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// What a change was for: exactly one kind, from its labels and the type of its work item first, then from its subject (conventional-commit type,
/// revert, words; <see cref="WorkMix"/>).
/// </summary>
internal static class ChangeMix
{
    /// <summary>Security before all others, as one label more never makes it less urgent; upkeep last.</summary>
    private static readonly (WorkKind Kind, string[] Words)[] Labels =
    [
        (WorkKind.Security, ["security", "vulnerability", "cve"]),
        (WorkKind.Fix, ["bug", "fix", "bugfix", "defect", "regression", "hotfix", "incident"]),
        (WorkKind.Reliability, ["reliability", "performance", "resilience", "observability", "flaky", "sre", "perf"]),
        (WorkKind.Debt, ["debt", "tech-debt", "technical-debt", "refactor", "refactoring", "cleanup"]),
        (WorkKind.Feature, ["feature", "enhancement", "feat", "story", "new-feature", "improvement", "epic"]),
        (
            WorkKind.Upkeep,
            ["chore", "dependencies", "documentation", "docs", "build", "ci", "test", "tests", "maintenance", "release"]
        ),
    ];

    public static (WorkKind Kind, MixDecidedBy By) Of(
        string? labels,
        string subject,
        IReadOnlyDictionary<string, string> items
    )
    {
        var told = (labels ?? "").Split('\n').Concat(TypesOf(subject, items)).SelectMany(Parts).ToHashSet();
        foreach (var (kind, words) in Labels)
            if (words.Any(told.Contains))
                return (kind, MixDecidedBy.Label);
        var work = WorkMix.Classify(subject);
        return (
            work.Kind,
            work.By switch
            {
                DecidedBy.ConventionalCommit => MixDecidedBy.ConventionalCommit,
                DecidedBy.Revert => MixDecidedBy.Revert,
                DecidedBy.Words => MixDecidedBy.Words,
                _ => MixDecidedBy.Nothing,
            }
        );
    }

    /// <summary>"type: bug", "kind/bug" and "Bug" are the label bug.</summary>
    private static IEnumerable<string> Parts(string label)
    {
        var plain = label.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        yield return plain;
        if (plain.LastIndexOfAny([':', '/']) is >= 0 and var at)
            yield return plain[(at + 1)..].Trim('-');
    }

    private static IEnumerable<string> TypesOf(string subject, IReadOnlyDictionary<string, string> items) =>
        items.Count == 0 ? [] : IssueKeys.In(subject).Select(key => items.GetValueOrDefault(key)).OfType<string>();
}
