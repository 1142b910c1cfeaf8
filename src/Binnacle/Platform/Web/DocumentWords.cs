using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Web;

public static class DocumentWords
{
    /// <summary>The kind in the plural, as it stands in a sentence.</summary>
    public static string Words(this DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Decision => "decision records",
            DocumentKind.Runbook => "runbooks",
            DocumentKind.Postmortem => "postmortems",
            DocumentKind.Ownership => "ownership rules",
            DocumentKind.SecurityPolicy => "security policies",
            DocumentKind.Contributing => "contributing guides",
            DocumentKind.Onboarding => "onboarding guides",
            DocumentKind.Readme => "readme files",
            DocumentKind.Vision => "visions",
            DocumentKind.WorkingAgreement => "working agreements",
            DocumentKind.Ladder => "career ladders",
            DocumentKind.Changelog => "changelogs",
            DocumentKind.Environment => "development environments",
            DocumentKind.Pipeline => "pipelines",
            DocumentKind.DependencyUpdates => "dependency update rules",
            DocumentKind.Contract => "interface contracts",
            DocumentKind.ServiceLevel => "service levels",
            DocumentKind.AlertRules => "alert rules",
            DocumentKind.Catalogue => "catalogue files",
            DocumentKind.Convention => "shared conventions",
            _ => "documents",
        };

    /// <summary>The kind of one document.</summary>
    public static string Word(this DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Ownership => "ownership rules",
            DocumentKind.ServiceLevel => "service levels",
            DocumentKind.AlertRules => "alert rules",
            DocumentKind.DependencyUpdates => "dependency update rules",
            DocumentKind.SecurityPolicy => "security policy",
            _ => kind.Words().TrimEnd('s'),
        };
}
