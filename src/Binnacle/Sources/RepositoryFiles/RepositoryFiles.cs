using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

#pragma warning disable MA0049 // It is the folder's one entrance and is named for what it reads.
/// <summary>The documents found in a repository: which files they are, and what they say.</summary>
public static class RepositoryFiles
#pragma warning restore MA0049
{
    private const int LongestPath = 4096;

    /// <summary>Whether a path could be a document of any kind. Cheap: asked for every path of a repository.</summary>
    public static bool IsCandidate(string path)
    {
        if (path.Length is 0 or > LongestPath)
            return false;
        var file = FilePath.From(path);
        return PathKinds.NeedContent(file) || PathKinds.Of(file) is not null;
    }

    /// <summary>The kind that the path alone decides; null where content must be seen.</summary>
    public static DocumentKind? KindByPath(string path) =>
        path.Length is 0 or > LongestPath ? null : PathKinds.Of(FilePath.From(path));

    /// <summary>Reads a file; null when it is no document of ours. What is malformed becomes a problem and never an exception.</summary>
    /// <param name="isCut">The content is only the beginning of the file.</param>
    public static ReadDocument? Read(string path, ReadOnlyMemory<byte> content, bool isCut)
    {
        if (path.Length is 0 or > LongestPath)
            return null;
        var file = FilePath.From(path);
        var kind = PathKinds.Of(file);
        if (kind is null && !PathKinds.NeedContent(file))
            return null;
        try
        {
            var text = FileText.Decode(content.Span, isCut);
            if (text.IsBinary && kind is null)
                return null;
            var document = kind is { } known ? ReadKnown(known, file, text) : ReadByContent(file, text);
            return document is null || text.Problems.Count == 0
                ? document
                : document with
                {
                    Problems = [.. text.Problems, .. document.Problems],
                };
        }
#pragma warning disable CA1031 // The last net under readers of strangers' bytes: one file may not end a scan of thousands.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return kind is { } known
                ? new(
                    known,
                    NothingRead(known, file),
                    [new(null, $"This file could not be read ({failure.GetType().Name}).")]
                )
                : null;
        }
#pragma warning restore CA1031
    }

    private static ReadDocument? ReadKnown(DocumentKind kind, FilePath file, FileText text) =>
        kind switch
        {
            DocumentKind.Decision => DecisionReader.Read(file, text),
            DocumentKind.Runbook => RunbookReader.Read(file, text),
            DocumentKind.Ownership => OwnershipReader.Read(file, text),
            DocumentKind.Environment => EnvironmentReader.Read(file, text),
            DocumentKind.Convention => ConventionReader.Read(file, text),
            DocumentKind.Pipeline => PipelineReader.Read(file, text),
            DocumentKind.DependencyUpdates => DependencyUpdateReader.Read(file, text),
            DocumentKind.Catalogue => CatalogueReader.Read(file, text, isNamed: true),
            _ => ProseReader.Read(kind, file, text),
        };

    private static ReadDocument? ReadByContent(FilePath file, FileText text)
    {
        if (file.IsYaml)
        {
            return ServiceLevelReader.Read(file, text)
                ?? AlertRuleReader.Read(file, text)
                ?? CatalogueReader.Read(file, text, isNamed: false)
                ?? ContractReader.Read(file, text)
                ?? TektonReader.Read(file, text);
        }
        if (file.IsMarkdown)
            return DecisionReader.Read(file, text) ?? PostmortemReader.Read(file, text);
        return ContractReader.Read(file, text);
    }

    private static DocumentFacts NothingRead(DocumentKind kind, FilePath file) =>
        kind switch
        {
            DocumentKind.Decision => new DecisionFacts(
                file.Name,
                "other",
                null,
                DecisionStatus.Unknown,
                null,
                null,
                false,
                null,
                [],
                []
            ),
            DocumentKind.Runbook => new RunbookFacts(file.Name, 0, 0),
            DocumentKind.Postmortem => new PostmortemFacts(file.Name, null, 0, 0, 0, 0),
            DocumentKind.Ownership => new OwnershipFacts(file.Name, []),
            DocumentKind.Environment => new EnvironmentFacts(file.Name, EnvironmentReader.StyleOf(file) ?? "other"),
            DocumentKind.Convention => new ConventionFacts(file.Name, ConventionReader.StyleOf(file) ?? "other"),
            DocumentKind.Pipeline => new PipelineFacts(
                file.Name,
                PipelineReader.SystemOf(file) ?? "other",
                [],
                false,
                false
            ),
            DocumentKind.DependencyUpdates => new DependencyUpdateFacts(
                file.Name,
                DependencyUpdateReader.ToolOf(file) ?? "other",
                []
            ),
            DocumentKind.Catalogue => new CatalogueFacts(file.Name, []),
            _ => new ProseFacts(file.Name, 0),
        };
}
