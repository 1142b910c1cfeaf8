using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Debt;

internal static class DebtChecks
{
    private const int Cycles = 3;
    private const int FewestChanges = 10;

    public static readonly Threshold Target = new(
        "debt.share",
        "Share of changes set aside for debt and reliability",
        0.20,
        "share",
        0.01,
        0.9
    );

    public static readonly Threshold CycleDays = new("cycle.days", "Days in a cycle", 14, "days", 7, 92);

    public static readonly Check Policy = new(
        "debt.policy",
        "A share for debt is set",
        "Whether somebody set the share of changes that goes to debt and reliability, for the team or for the organization.",
        "Set the share in Settings",
        EvaluatePolicy
    )
    {
        Answers = ["debt"],
        Thresholds = [Target],
        EdgeCases = ["A default is not a policy: it is at risk until somebody sets a share."],
    };

    public static readonly Check Share = new(
        "debt.share",
        "Debt gets the share you set",
        "Debt and reliability changes ÷ all changes by people in the last three cycles. Alive within a fifth of the share that was set. Not kept below half of it when even all uncategorised changes would not bring it within a fifth.",
        "Needs at least 10 changes in three cycles, more than half of them with a kind that their subject tells",
        EvaluateShare
    )
    {
        Answers = ["debt", "reliability"],
        Thresholds = [Target, CycleDays],
        Source = "Conventional Commits 1.0.0 for the kinds that subjects name; Wilson (1927) for the interval",
        EdgeCases =
        [
            "Unknown below 10 changes, and when more than half of the changes are uncategorised.",
            "More than a fifth above the share is at risk too: it was taken from other work.",
            "Changes by bots and merges are left out.",
            "Fixes are shown, and not counted as debt.",
        ],
    };

    private static CheckResult EvaluatePolicy(CheckRecords records, Scope scope, DateOnly date)
    {
        var setting = Target.SettingFor(records, scope, date);
        if (
            setting is null
            && RepositoriesInScope.Of(records, scope, date).All.Count == 0
            && ChangeIndex.Of(records).Changes(scope).LastBy(date) is null
        )
        {
            return CheckResult.Unknown($"Nothing of {scope.Name} was known on {Words.Date(date)}", "Add repositories");
        }
        var share = Target.For(records, scope, date);
        return new CheckResult(
            setting is null ? CheckState.Warn : CheckState.Pass,
            setting is null ? "not set" : Words.Percent(share),
            setting is null
                ? $"Nobody set a share for debt in {scope.Name}; {Words.Percent(share)} is assumed"
                : $"{scope.Name} sets {Words.Percent(share)} of its changes aside for debt",
            setting is null ? "Set the share in Settings" : ""
        )
        {
            // No number: what is set is no measurement, and draws no trend.
            Target = "set by somebody",
            NewestAt = setting?.SetAt,
            NewestWhat = setting is null ? null : "setting",
            Facts = setting is null
                ? []
                :
                [
                    new Fact("Set for", setting.TeamId is null ? "the organization" : "the team"),
                    new Fact("Set by", setting.SetBy),
                ],
        };
    }

    private static CheckResult EvaluateShare(CheckRecords records, Scope scope, DateOnly date)
    {
        var cycle = CycleDays.DaysFor(records, scope, date);
        var target = Target.For(records, scope, date);
        var changes = ChangeIndex.Of(records).Changes(scope).Within(Cycles * cycle, date);
        var kinds = new int[Enum.GetValues<WorkKind>().Length];
        var deciders = new int[Enum.GetValues<DecidedBy>().Length];
        foreach (var change in changes)
        {
            kinds[(int)change.Commit.Kind]++;
            deciders[(int)change.Commit.DecidedBy]++;
        }
        var total = changes.Length;
        var spent = kinds[(int)WorkKind.Debt] + kinds[(int)WorkKind.Reliability];
        var open = kinds[(int)WorkKind.Uncategorised];
        var result =
            total < FewestChanges
                ? CheckResult.Unknown(
                    $"{scope.Name} made {Words.Count(total, "change")} in {Cycles * cycle} days, too few for a share",
                    total == 0 ? "Look again when people change code" : "Look again next cycle"
                )
            : open * 2 > total
                ? CheckResult.Unknown(
                    $"{Words.Share(open, total)} of the changes of {scope.Name} do not say what kind of work they are",
                    "Begin subjects with a type, as in Conventional Commits"
                )
            : Judge(scope, spent, open, total, target);
        return result with
        {
            Unit = "share",
            Target =
                $"{Words.Percent(target)}, "
                + (Target.SettingFor(records, scope, date) is null ? "default until you set one" : "as set")
                + ", give or take a fifth",
            Sample = new Sample(total, $"changes in the last {Cycles} cycles"),
            Coverage = CoverageOf(records, scope, date),
            NewestAt = total == 0 ? null : changes[^1].At,
            NewestWhat = total == 0 ? null : changes[^1].Repository.Repository,
            Facts = total == 0 ? [] : FactsOf(kinds, deciders, spent, open, total),
            Evidence = EvidenceOf(changes),
        };
    }

    private static CheckResult Judge(Scope scope, int spent, int open, int total, double target)
    {
        var share = (double)spent / total;
        var atMost = (double)(spent + open) / total;
        // A hair of tolerance, so that 16 % of 20 % is inside whatever binary fractions say.
        const double hair = 1e-9;
        var state =
            share >= (0.8 * target) - hair && share <= (1.2 * target) + hair ? CheckState.Pass
            : share < (0.5 * target) - hair && atMost < (0.8 * target) - hair ? CheckState.Fail
            : CheckState.Warn;
        return new CheckResult(
            state,
            Words.Percent(share),
            $"{scope.Name} spent {Words.Percent(share)} on debt where {Words.Percent(target)} is set aside",
            state is CheckState.Pass ? ""
                : share > target ? "Find out what the extra work on debt displaced"
                : "Choose the debt that the next cycle pays"
        )
        {
            Number = share,
        };
    }

    private static Coverage? CoverageOf(CheckRecords records, Scope scope, DateOnly date) =>
        RepositoriesInScope.Of(records, scope, date) is { All.Count: > 0 } repositories ? repositories.Coverage : null;

    private static List<Fact> FactsOf(int[] kinds, int[] deciders, int spent, int open, int total)
    {
        var interval = Statistics.Wilson(spent, total);
        var facts = new List<Fact>
        {
            new(
                "Kinds",
                string.Join(
                    ", ",
                    Enum.GetValues<WorkKind>()
                        .Where(kind => kinds[(int)kind] > 0)
                        .OrderByDescending(kind => kinds[(int)kind])
                        .Select(kind => $"{kind.ToString().ToLowerInvariant()} {Words.Share(kinds[(int)kind], total)}")
                )
            ),
            new(
                "Decided by",
                string.Join(
                    ", ",
                    Enum.GetValues<DecidedBy>()
                        .Where(by => deciders[(int)by] > 0)
                        .OrderBy(by => by is DecidedBy.Nothing)
                        .Select(by => $"{DeciderWords(by)} {Words.Share(deciders[(int)by], total)}")
                )
            ),
            new("Uncategorised", $"{Words.Share(open, total)} of changes"),
            new("Fixes", $"{Words.Share(kinds[(int)WorkKind.Fix], total)} of changes"),
            new("Interval", $"{Words.Percent(interval.Low)} to {Words.Percent(interval.High)} at 95 %"),
        };
        if (open > 0)
        {
            facts.Add(
                new(
                    "Range",
                    $"{Words.Share(spent, total)} to {Words.Share(spent + open, total)}, by what the uncategorised changes were"
                )
            );
        }
        return facts;
    }

    private static string DeciderWords(DecidedBy by) =>
        by switch
        {
            DecidedBy.ConventionalCommit => "conventional",
            DecidedBy.Revert => "revert",
            DecidedBy.Words => "words",
            _ => "nothing",
        };

    /// <summary>What counts first, then fixes, then the rest, each the newest first.</summary>
    private static List<Evidence> EvidenceOf(ReadOnlySpan<Change> changes)
    {
        var rows = new List<Evidence>();
        for (var rank = 0; rank < 3; rank++)
        {
            for (var i = changes.Length - 1; i >= 0 && rows.Count < States.MostEvidence; i--)
            {
                if (Rank(changes[i].Commit.Kind) == rank)
                    rows.Add(changes[i].AsEvidence(changes[i].Commit.Kind.ToString().ToLowerInvariant()));
            }
        }
        return rows;
    }

    private static int Rank(WorkKind kind) =>
        kind switch
        {
            WorkKind.Debt or WorkKind.Reliability => 0,
            WorkKind.Fix => 1,
            _ => 2,
        };
}
