using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

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
}
