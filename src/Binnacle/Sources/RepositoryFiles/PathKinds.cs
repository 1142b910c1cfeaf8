using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>What a path alone tells: which kind a file surely is, and which files are worth opening.</summary>
internal static partial class PathKinds
{
    public static DocumentKind? Of(FilePath file)
    {
        if (NotCounted.Covers(file))
            return null;
        if (PipelineReader.SystemOf(file) is not null)
            return DocumentKind.Pipeline;
        if (IsOwnership(file))
            return DocumentKind.Ownership;
        if (DependencyUpdateReader.ToolOf(file) is not null)
            return DocumentKind.DependencyUpdates;
        if (EnvironmentReader.StyleOf(file) is not null)
            return DocumentKind.Environment;
        if (ConventionReader.StyleOf(file) is not null)
            return DocumentKind.Convention;
        if (file.IsYaml && file.Stem is "catalog-info" or "catalog_info")
            return DocumentKind.Catalogue;
        if (DecisionPaths.IsRecord(file))
            return DocumentKind.Decision;
        if (file.IsMarkdown && RunbookReader.IsNamed(file))
            return DocumentKind.Runbook;
        return file.IsProse ? ProseKind(file) : null;
    }

    /// <summary>Files whose content decides.</summary>
    public static bool NeedContent(FilePath file)
    {
        if (NotCounted.Covers(file))
            return false;
        if (file.IsYaml)
            return !IsLockFile(file);
        return file.Extension switch
        {
            "md" or "markdown" or "mdx" => DecisionPaths.IsPlace(file) || PostmortemReader.IsPlace(file),
            "json" => ContractReader.IsLikelyJson(file),
            "proto" => true,
            "graphqls" => true,
            "graphql" or "gql" => file.Stem is "schema" || file.Stem.EndsWith(".schema", StringComparison.Ordinal),
            _ => false,
        };
    }

    private static bool IsLockFile(FilePath file) =>
        file.Stem.EndsWith("-lock", StringComparison.Ordinal)
        || file.Stem.EndsWith(".lock", StringComparison.Ordinal)
        || file.Stem is ".pre-commit-config" or ".golangci" or "mkdocs" or "_config" or "codecov" or ".codecov";

    private static bool IsOwnership(FilePath file) =>
        file.LowerName == "codeowners"
        && file.Folders is [] or [".github" or ".gitlab" or ".gitea" or ".forgejo" or "docs"];

    private static DocumentKind? ProseKind(FilePath file)
    {
        var stem = file.Stem.Replace('_', '-').Replace(' ', '-');
        if (
            stem.EndsWith("-template", StringComparison.Ordinal)
            || stem.StartsWith("template", StringComparison.Ordinal)
        )
            return null;
        if (file.IsAtTop)
        {
            switch (stem)
            {
                case "security" or "security-policy":
                    return DocumentKind.SecurityPolicy;
                case "contributing" or "contribute" or "contributing-guide":
                    return DocumentKind.Contributing;
                case "vision"
                or "strategy"
                or "roadmap"
                or "product-vision"
                or "product-strategy"
                or "technical-strategy"
                or "tech-strategy":
                    return DocumentKind.Vision;
                case "changelog"
                or "changes"
                or "history"
                or "news"
                or "release-notes"
                or "releases"
                or "relnotes"
                or "releasenotes":
                    return DocumentKind.Changelog;
                case "development"
                or "developing"
                or "hacking"
                or "developer-guide"
                or "development-guide"
                or "developers"
                or "dev-setup"
                or "getting-started-dev"
                or "local-development":
                    return DocumentKind.Onboarding;
            }
        }
        // A component that is released on its own keeps its own.
        if (stem == "changelog")
            return DocumentKind.Changelog;
        if (stem == "readme" && file.Folders is [] or [".github" or "docs"] && stem == "readme")
            return file.Folders is ["docs"] ? null : DocumentKind.Readme;
        if (file.Folders is [] || file.IsUnderDocs || file.HasFolder(IsTeamFolder))
            return GuideKind(file, stem);
        return null;
    }

    private static DocumentKind? GuideKind(FilePath file, string stem)
    {
        if (WorkingAgreement().IsMatch(stem))
            return DocumentKind.WorkingAgreement;
        if (Ladder().IsMatch(stem) || file.HasFolder(f => Ladder().IsMatch(f)))
            return DocumentKind.Ladder;
        if (stem.Contains("onboarding", StringComparison.Ordinal) || file.HasFolder(f => f is "onboarding"))
            return DocumentKind.Onboarding;
        if (file.Folders is [_, "vision" or "strategy" or "roadmap", ..])
            return DocumentKind.Vision;
        if (stem is "contributing" && file.Folders.Length <= 3)
            return DocumentKind.Contributing;
        if (
            file.HasFolder(IsDeveloperFolder)
            && stem is "getting-started" or "setup" or "environment" or "development-environment" or "dev-environment"
        )
            return DocumentKind.Onboarding;
        return null;
    }

    private static bool IsTeamFolder(string folder) =>
        folder is "handbook" or "team" or "teams" or "people" or "engineering" or "onboarding" or "ladders" or "career";

    private static bool IsDeveloperFolder(string folder) =>
        folder
            is "dev"
                or "developer"
                or "developers"
                or "development"
                or "contributor"
                or "contributors"
                or "contributing"
                or "internal"
                or "internals";

    [GeneratedRegex("^(team-)?(working-agreements?|team-agreements?|team-charter|ways-of-working|how-we-work)$")]
    private static partial Regex WorkingAgreement();

    [GeneratedRegex(
        "^((career|engineering|technical|tech|job|promotion)-)?(ladders?|competenc(y|ies)(-.*)?|career(s|-.*)?|progression|levels)$"
    )]
    private static partial Regex Ladder();
}
