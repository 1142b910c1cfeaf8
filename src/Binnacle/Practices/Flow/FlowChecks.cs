using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Ci;

namespace Binnacle.Practices.Flow;

internal static class FlowChecks
{
    private const string ActiveOnly =
        "÷ active repositories, those with a change by a person in 365 days. At risk when one lacks it, not kept when more than half do.";

    private const string NeedsActive = "Needs repositories with changes in the last 365 days";

    private static readonly RepositoryConvention PipelineConvention = new(
        "a CI definition",
        "CI definition",
        [DocumentKind.Pipeline],
        Note: document => (document.Facts as PipelineFacts)?.System
    );

    private static readonly RepositoryConvention EnvironmentConvention = new(
        "a defined development environment",
        "environment definition",
        [DocumentKind.Environment],
        Note: document => (document.Facts as EnvironmentFacts)?.Style
    );

    public static readonly Check Instrumented = new(
        "flow.instrumented",
        "Work is instrumented",
        "Active repositories with change, build and deployment signals at most 7 days old ÷ active repositories, those with a change by a person in 365 days.",
        "Needs builds and deployments from CI",
        EvaluateInstrumented
    )
    {
        Answers = ["flow"],
        EdgeCases =
        [
            "A change signal is fresh when the repository was scanned at most 7 days before the day.",
            "Unknown as a whole while builds and deployments cannot be known; the part that is known is said.",
        ],
    };

    public static readonly Check Pipeline = new(
        "flow.pipeline",
        "CI is defined",
        $"Active repositories with a CI definition {ActiveOnly}",
        NeedsActive,
        (records, scope, date) =>
            PipelineConvention.Evaluate(records, scope, date, name => $"Let every change of {name} be built and tested")
    )
    {
        Answers = ["flow"],
        EdgeCases = ["A pipeline that stands outside the repository is not seen."],
    };

    public static readonly Check Environments = new(
        "flow.environments",
        "Environments are standard",
        $"Active repositories with a definition of the development environment (devcontainer, Nix, Compose, tool versions and the like) {ActiveOnly}",
        NeedsActive,
        (records, scope, date) =>
            EnvironmentConvention.Evaluate(
                records,
                scope,
                date,
                name => $"Write down the tools and versions that {name} needs, in a file that sets them up"
            )
    );

    public static readonly Check Cadence = ReleaseChecks.Cadence;

    public static readonly Check LeadTime = ReleaseChecks.LeadTime;

    public static readonly Check Feedback = CiChecks.Feedback;

    public static readonly Check Blockers = BlockerChecks.Old;

    private static CheckResult EvaluateInstrumented(CheckRecords records, Scope scope, DateOnly date)
    {
        var repositories = RepositoriesInScope.Of(records, scope, date);
        if (repositories.Nothing() is { } nothing)
            return nothing;
        var stale = repositories.Active.Where(repository => repositories.Stale.Contains(repository)).ToList();
        var active = repositories.Active.Count;
        var fresh = active - stale.Count;
        return CheckResult.Unknown(
            $"Changes of {fresh} of {Words.Count(active, "active repository")} of {scope.Name} are known; builds and deployments are not",
            stale.Count > 0 ? $"Scan {stale[0].Name} again" : "Say which CI builds and deploys these repositories"
        ) with
        {
            Text = "changes only",
            Target = "change, build and deployment signals at most 7 days old",
            Sample = new Sample(active, "active repositories"),
            Coverage = new Coverage(fresh, active, "repositories with fresh changes"),
            Facts =
            [
                new Fact("Changes", $"{fresh} of {active} known"),
                new Fact("Builds", $"unknown for {active} of {active}"),
                new Fact("Deployments", $"unknown for {active} of {active}"),
            ],
            Evidence =
            [
                .. stale.Select(repository => new Evidence(
                    repository.Name,
                    "last scan older than a week",
                    repository.Id,
                    State: CheckState.Warn
                )),
            ],
        };
    }
}
