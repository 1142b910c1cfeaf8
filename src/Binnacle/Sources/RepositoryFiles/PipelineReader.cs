using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Definitions of continuous integration and delivery.</summary>
internal static partial class PipelineReader
{
    public static string? SystemOf(FilePath file)
    {
        var name = file.LowerName;
        if (file.IsYaml)
        {
            return (file.Folders, file.Stem) switch
            {
                ([".github", "workflows"], _) => "GitHub Actions",
                ([".gitea" or ".forgejo", "workflows"], _) => "Gitea Actions",
                ([], ".gitlab-ci") or ([".gitlab", "ci"], _) or ([".gitlab"], ".gitlab-ci") => "GitLab CI",
                ([], "azure-pipelines" or ".azure-pipelines")
                or ([".azure-pipelines" or "azure-pipelines" or ".azuredevops" or ".pipelines"], _) =>
                    "Azure Pipelines",
                ([".circleci"], "config") => "CircleCI",
                ([], ".travis") => "Travis CI",
                ([], ".drone") => "Drone",
                ([], ".woodpecker") or ([".woodpecker"], _) => "Woodpecker",
                ([".buildkite"], _) => "Buildkite",
                ([], "appveyor" or ".appveyor") => "AppVeyor",
                ([], ".cirrus") => "Cirrus CI",
                ([], "bitbucket-pipelines") => "Bitbucket Pipelines",
                ([], "cloudbuild") => "Cloud Build",
                ([".semaphore"], "semaphore") => "Semaphore",
                ([], "buildspec") => "CodeBuild",
                _ => null,
            };
        }
        return
            name is "jenkinsfile"
            || name.StartsWith("jenkinsfile.", StringComparison.Ordinal)
            || file.Extension is "jenkinsfile"
            ? "Jenkins"
            : null;
    }

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var system = SystemOf(file)!;
        if (!file.IsYaml)
            return Judge(file.Name, system, text, Empty(text));
        var yaml = YamlFile.Read(text);
        var problems = new List<DocumentProblem>(yaml.Problems);
        if (yaml.Broken is null)
            problems.AddRange(Empty(text));
        var root = yaml.Documents.Count > 0 ? yaml.Documents[0] : null;
        if (
            system == "GitHub Actions"
            && root?.Entries is not null
            && yaml.Broken is null
            && root["jobs"]?.Entries is not { Count: > 0 }
        )
            problems.Add(new(root.Line, "Expected jobs under \"jobs\", found none."));
        // Azure's name is a pattern for build numbers.
        var name = system == "Azure Pipelines" ? null : root?.Text("name");
        return Judge(name is null ? file.Name : Titles.Short(name), system, text, problems);
    }

    public static ReadDocument Judge(
        string title,
        string system,
        FileText text,
        IReadOnlyList<DocumentProblem> problems
    )
    {
        var code = (system == "Jenkins" ? SlashComment() : HashComment()).Replace(text.Text, "");
        // Generated workflows quote every key; quotes say nothing here.
        var plain = code.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        var tested = TestIndex().Replace(plain, "");
        return new(
            DocumentKind.Pipeline,
            new PipelineFacts(title, system, SecurityTools.In(code), Tests().IsMatch(tested), Deploys().IsMatch(plain)),
            problems
        );
    }

    private static DocumentProblem[] Empty(FileText text) =>
        string.IsNullOrWhiteSpace(text.Text) ? [new(1, "Expected a pipeline, found an empty file.")] : [];

    [GeneratedRegex(@"(?:^|(?<=[ \t]))#[^\n]*", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HashComment();

    [GeneratedRegex(@"(?<![:\w""'])//[^\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SlashComment();

    // Publishing to PyPI's test index tests nothing.
    [GeneratedRegex(@"test[-_ .]?pypi", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TestIndex();

    /// <summary>A command that runs tests, or a job, step or stage named after them.</summary>
    [GeneratedRegex(
        @"\b(go\s+test|gotestsum|(npm|pnpm|yarn|bun)\s+(run\s+)?(test\S*|t)|npx\s+(jest|vitest|playwright)|jest|vitest|pytest|tox|nox|python\S*\s+-m\s+(unittest|pytest)|mvnw?\b[^\n]{0,80}\b(test|verify|install)|gradlew?\b[^\n]{0,80}\b(test|check|build)|dotnet\s+test|cargo\s+(test|nextest\s+run)|ctest|rspec|phpunit|bazel(isk)?\s+test|sbt\b[^\n]{0,40}\btest|mix\s+test|rake\s+(test|spec)|bats|prove)(?=\s|$|[;&|)])"
            + @"|\b(make|just|task|mage|ninja|meson)(\s+\S{1,40}){0,4}\s+([\w/.-]*test[\w-]*|check)(?=\s|$)"
            + @"|^\s*(-\s*)?(name|stage|displayName|job|label)\s*:[^\n]{0,80}\b(unit|integration|e2e)?-?tests?\b"
            + @"|^\s*([\w-]*[_-])?tests?([_-][\w-]*)?:\s*$"
            + @"|stage\s*\(\s*[^\n)]{0,60}\btests?\b"
            + @"|(^|[\s/])[\w/.-]*\btests?[\w-]*\.(sh|py|ps1)\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Tests();

    /// <summary>Puts something where users get it: an environment, a registry, a release.</summary>
    [GeneratedRegex(
        @"^\s*(-\s*)?(name|stage|displayName|job|label|deployment)\s*:[^\n]{0,80}\b(deploy(s|ing|ment)?|publish(es|ing)?)\b"
            + @"|^\s*(-\s*)?(name|stage|displayName|job|label)\s*:\s*((create|make|cut|github|helm)[ -])?releases?\s*$"
            + @"|^\s*([\w-]*[_-])?(deploy|publish)([_-][\w-]*)?:\s*$|^\s*environment:\s*(\S|$)"
            + @"|stage\s*\(\s*[^\n)]{0,60}\b(deploy|publish|release)"
            + @"|\b(kubectl\s+(apply|rollout|set\s+image)|helm\s+(upgrade|push)|terraform\s+apply|pulumi\s+up|cdk\s+deploy|serverless\s+deploy|argocd\s+app\s+sync|docker\s+push|podman\s+push|npm\s+publish|yarn\s+publish|twine\s+upload|gem\s+push|cargo\s+publish|dotnet\s+nuget\s+push|mvnw?\b[^\n]{0,60}\bdeploy|gh\s+release\s+(create|upload)|goreleaser|fly(ctl)?\s+deploy|wrangler\s+deploy|gcloud\s+(run|app)\s+deploy|az\s+webapp\s+deploy\w*|aws\s+(ecs\s+update-service|s3\s+sync|lambda\s+update-function-code)|ansible-playbook)\b"
            + @"|actions/deploy-pages|gh-action-pypi-publish|action-gh-release|publish_(main|release)\b|^\s*push:\s*true\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Deploys();
}
