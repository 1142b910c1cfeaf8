using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Practices.Flow;

internal static class InstrumentedCheck
{
    private const int FreshDays = 7;

    public static readonly Check Instrumented = new(
        "flow.instrumented",
        "Work is instrumented",
        "Active repositories whose builds and deployments are told at most 7 days after their newest change, and which were scanned in the last 7 days ÷ active repositories, those with a change by a person in 365 days. At risk when one lacks any, not kept when more than half do.",
        "Needs builds and deployments from CI",
        Evaluate,
        Version: 2
    )
    {
        Answers = ["flow"],
        EdgeCases =
        [
            "A signal is as old as it is behind the newest change: what rests has nothing to tell.",
            "Version tags are no deployments.",
            "Unknown as a whole while no build or no deployment of any repository is told; the part that is known is said.",
        ],
    };

    private sealed record Row(RepositoryRecord Repository, bool IsScanned, bool IsBuilt, bool IsDeployed)
    {
        public bool IsWhole => IsScanned && IsBuilt && IsDeployed;

        public string Lacks =>
            Words.List([
                .. new[] { (IsScanned, "scans"), (IsBuilt, "builds"), (IsDeployed, "deployments") }
                    .Where(part => !part.Item1)
                    .Select(part => part.Item2),
            ]);
    }

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var repositories = RepositoriesInScope.Of(records, scope, date);
        if (repositories.Nothing() is { } nothing)
            return nothing;
        var signals = records.Derived(
            nameof(SignalDays),
            all => all.Of<SignalDays>().ToDictionary(days => days.RepositoryId)
        );
        var rows = repositories.Active.Select(repository => Look(records, repositories, signals, repository)).ToList();
        var whole = rows.Count(row => row.IsWhole);
        var told = rows.ConvertAll(row => signals.GetValueOrDefault(row.Repository.Id));
        var isBuilt = told.Exists(days => days?.Builds.Any(day => day <= date) == true);
        var isDeployed = told.Exists(days => days?.Deployments.Any(day => day <= date) == true);
        var isUnknown = !isBuilt || !isDeployed;
        var first = rows.Find(row => !row.IsWhole);
        var result = isUnknown
            ? CheckResult.Unknown(
                $"Changes of {rows.Count(row => row.IsScanned)} of {Words.Count(rows.Count, "active repository")} of {scope.Name} are known; "
                    + (
                        isBuilt ? "deployments are not"
                        : isDeployed ? "builds are not"
                        : "builds and deployments are not"
                    ),
                "Say which CI builds and deploys these repositories"
            ) with
            {
                Text =
                    isBuilt ? "no deployments"
                    : isDeployed ? "no builds"
                    : "changes only",
            }
            : new CheckResult(
                States.OfShare(whole, rows.Count),
                $"{whole} of {rows.Count}",
                first is null
                    ? $"Changes, builds and deployments of every active repository of {scope.Name} are told"
                    : $"{Words.Count(rows.Count - whole, "active repository")} of {scope.Name} {Words.Verb(rows.Count - whole, "does", "do")} not tell all of changes, builds and deployments",
                first is null ? "" : $"Let {first.Repository.Name} tell of its {first.Lacks}"
            )
            {
                Number = (double)whole / rows.Count,
                Unit = "share",
            };
        return result with
        {
            Target = "changes, builds and deployments of all active repositories, at most 7 days behind",
            Sample = new Sample(rows.Count, "active repositories"),
            Coverage = new Coverage(whole, rows.Count, "repositories that tell all three"),
            Facts =
            [
                new Fact("Changes", $"{rows.Count(row => row.IsScanned)} of {rows.Count} known"),
                new Fact("Builds", $"{rows.Count(row => row.IsBuilt)} of {rows.Count} known"),
                new Fact("Deployments", $"{rows.Count(row => row.IsDeployed)} of {rows.Count} known"),
            ],
            Evidence =
            [
                .. rows.Where(row => !row.IsWhole)
                    .Select(row => new Evidence(
                        row.Repository.Name,
                        $"lacks {row.Lacks}",
                        row.Repository.Id,
                        State: CheckState.Warn
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static Row Look(
        CheckRecords records,
        RepositoriesInScope repositories,
        Dictionary<Guid, SignalDays> signals,
        RepositoryRecord repository
    )
    {
        var isScanned = !repositories.Stale.Contains(repository);
        if (
            !signals.TryGetValue(repository.Id, out var days)
            || ChangeIndex.Of(records).Changes(repository.Id).LastBy(repositories.Date) is not { } change
        )
            return new(repository, isScanned, false, false);
        var needed = DateOnly.FromDateTime(change.At).AddDays(-FreshDays);
        return new(repository, isScanned, IsFresh(days.Builds), IsFresh(days.Deployments));

        bool IsFresh(IReadOnlyList<DateOnly> told) => told.LastOrDefault(day => day <= repositories.Date) >= needed;
    }
}
