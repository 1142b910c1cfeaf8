using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Documents;
using Binnacle.Sources.RepositoryFiles;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Commands;

/// <summary>What lies at the head of a repository: the team's own files, their components and texts, and the documents.</summary>
internal sealed class ScanHead
{
    private const int LongestFile = 2 * 1024 * 1024;

    private readonly CommitFiles files;
    private readonly Dictionary<string, string?> components = new(StringComparer.Ordinal);

    private ScanHead(CommitFiles files)
    {
        this.files = files;
        OwnPaths = Own.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        Areas = AreaMap.From(OwnPaths);
    }

    /// <summary>Neither vendored nor generated, in git's order.</summary>
    public IReadOnlyList<TreeFile> Own => files.Own;

    public IReadOnlySet<string> OwnPaths { get; }

    public AreaMap Areas { get; }

    /// <summary>Own source files.</summary>
    public Dictionary<string, Indentation> Texts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<DebtMarker>> Markers { get; } = new(StringComparer.Ordinal);

    public List<(string Path, ReadDocument Document)> Documents { get; } = [];

    public int FilesReadForMarkers { get; private set; }

    public int Binary { get; private set; }

    public int NotSource { get; private set; }

    public int WithoutContent => Own.Count(file => !file.IsLink) - Binary - NotSource - Texts.Count;

    /// <summary>Files and components without contents.</summary>
    public static async Task<ScanHead> ListAsync(GitRepository git, ObjectId head, CancellationToken cancellation) =>
        new(await CommitFiles.ReadAsync(git, head, cancellation));

    /// <summary>The component of one of the team's own paths, also of one that is gone; null for others'.</summary>
    public string? ComponentOf(string path)
    {
        // Asked for each change of each commit.
        if (!components.TryGetValue(path, out var component))
            components[path] = component = files.Attributes.IsOwn(path) ? Areas.AreaOf(path) : null;
        return component;
    }

    public async Task ReadContentsAsync(GitRepository git, CancellationToken cancellation)
    {
        var wanted = files.All.Where(file =>
            file is { Size: not null, IsLink: false } && (OwnPaths.Contains(file.Path) || Files.IsCandidate(file.Path))
        );
        var paths = wanted.ToLookup(file => file.Blob, file => file.Path);
        await foreach (var blob in git.BlobsAsync(paths.Select(group => group.Key), LongestFile, cancellation))
        foreach (var path in paths[blob.Id])
        {
            if (Files.IsCandidate(path) && Files.Read(path, blob.Content, blob.IsCut) is { } document)
                Documents.Add((path, document));
            if (OwnPaths.Contains(path) && !blob.IsCut)
                Take(path, blob.Content);
        }
        Documents.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
    }

    private void Take(string path, byte[] content)
    {
        if (Indentation.IsBinary(content))
        {
            Binary++;
            return;
        }
        if (SourceFileRule.IsSource(path) || (SourceFileRule.MayBeScript(path) && SourceFileRule.IsScript(content)))
            Texts[path] = Indentation.Of(content);
        else
            NotSource++;
        if (!DebtMarkers.CanRead(path, content))
            return;
        FilesReadForMarkers++;
        if (DebtMarkers.In(path, content) is { Count: > 0 } markers)
            Markers[path] = markers;
    }
}
