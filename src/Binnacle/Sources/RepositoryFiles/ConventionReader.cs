using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>
/// Conventions that stand at the top of a repository: how it is formatted, what runs before a commit, how one builds it. None of
/// them sets up a machine; those are <see cref="EnvironmentReader"/>'s.
/// </summary>
internal static class ConventionReader
{
    public static string? StyleOf(FilePath file) =>
        file.Folders is not []
            ? null
            : file.LowerName switch
            {
                ".editorconfig" => "editorconfig",
                ".pre-commit-config.yaml" or ".pre-commit-config.yml" or "lefthook.yml" or "lefthook.yaml" =>
                    "pre-commit",
                "makefile"
                or "gnumakefile"
                or "justfile"
                or ".justfile"
                or "taskfile.yml"
                or "taskfile.yaml"
                or "rakefile" => "tasks",
                "dockerfile" or "containerfile" => "image",
                _ => null,
            };

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var problems = new List<DocumentProblem>();
        if (file.IsYaml)
            problems.AddRange(YamlFile.Read(text).Problems);
        if (problems.Count == 0 && string.IsNullOrWhiteSpace(text.Text))
            problems.Add(new(1, "Expected a convention, found an empty file."));
        return new(DocumentKind.Convention, new ConventionFacts(file.Name, StyleOf(file)!), problems);
    }
}
