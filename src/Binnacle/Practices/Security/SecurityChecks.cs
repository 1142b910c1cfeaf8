using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Security;

internal static class SecurityChecks
{
    private const string ActiveOnly =
        "÷ active repositories, those with a change by a person in 365 days. At risk when one lacks it, not kept when more than half do.";

    private const string NeedsActive = "Needs repositories with changes in the last 365 days";

    private static readonly RepositoryConvention PolicyConvention = new(
        "a security policy",
        "SECURITY.md",
        [DocumentKind.SecurityPolicy],
        IsInherited: true
    );

    private static readonly RepositoryConvention PipelineConvention = new(
        "a security tool in its CI definition",
        "security tool in a CI definition",
        [DocumentKind.Pipeline],
        (document, _) => document.Facts is PipelineFacts { SecurityTools.Count: > 0 },
        document =>
            document.Facts is PipelineFacts facts
                ? facts.SecurityTools.Count > 0
                    ? Words.List(facts.SecurityTools)
                    : $"{facts.System} names no security tool"
                : null
    );

    private static readonly RepositoryConvention UpdatesConvention = new(
        "automated dependency updates",
        "dependency update configuration",
        [DocumentKind.DependencyUpdates],
        Note: document => (document.Facts as DependencyUpdateFacts)?.Tool
    );

    public static readonly Check Policy = new(
        "security.policy",
        "Security policy present",
        $"Active repositories with a security policy {ActiveOnly}",
        NeedsActive,
        (records, scope, date) =>
            PolicyConvention.Evaluate(
                records,
                scope,
                date,
                name => $"Add SECURITY.md to {name}: where to report, and what happens then"
            )
    )
    {
        Source = "GitHub's and GitLab's convention for SECURITY.md",
        EdgeCases = ["A policy in the organization's repository .github counts for all its repositories."],
    };

    public static readonly Check Pipeline = new(
        "security.pipeline",
        "Security checks run in CI",
        $"Active repositories whose CI definition calls a known security tool {ActiveOnly}",
        NeedsActive,
        (records, scope, date) =>
            PipelineConvention.Evaluate(records, scope, date, name => $"Add a security check to the CI of {name}")
    )
    {
        Source = "Tools by the names that their documentation gives",
        EdgeCases =
        [
            "A scanner that the host runs without a file in the repository is not seen.",
            "A tool called through a shared pipeline of another repository is not seen.",
        ],
    };

    public static readonly Check Updates = new(
        "security.updates",
        "Dependency updates are automated",
        $"Active repositories with a configuration of Dependabot, Renovate or the like {ActiveOnly}",
        NeedsActive,
        (records, scope, date) =>
            UpdatesConvention.Evaluate(records, scope, date, name => $"Turn on dependency updates for {name}")
    )
    {
        EdgeCases = ["A repository without dependencies counts as well: nothing tells that it has none."],
    };

    public static readonly Check Overdue = new(
        "security.overdue",
        "No security finding is overdue",
        "Open findings older than the policy of their severity allows; the aim is none.",
        "Needs scanner results",
        States.NotTold(
            "Which security findings are overdue",
            "Ask for the oldest open finding of high severity, and who has it"
        )
    );

    public static readonly Check Evidence = new(
        "security.evidence",
        "Evidence of controls is fresh",
        "Controls whose newest evidence is within its period ÷ controls.",
        "Needs controls and their evidence",
        States.NotTold("How fresh the evidence of controls is", "List the controls that the next audit asks about")
    );
}
