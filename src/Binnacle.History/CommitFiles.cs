using System.Text;

namespace Binnacle.History;

/// <summary>The files of a commit, in git's order, and what its <c>.gitattributes</c>, in every folder, say of them.</summary>
public sealed class CommitFiles
{
    private const string AttributesFile = ".gitattributes";
    private const int LongestAttributes = 256 * 1024;

    private CommitFiles(IReadOnlyList<TreeFile> all, GitAttributes attributes)
    {
        (All, Attributes) = (all, attributes);
        Own = [.. all.Where(file => attributes.IsOwn(file.Path))];
    }

    /// <summary>Links included, submodules not.</summary>
    public IReadOnlyList<TreeFile> All { get; }

    /// <summary>The team's own: neither vendored nor generated.</summary>
    public IReadOnlyList<TreeFile> Own { get; }

    /// <summary>For paths of other commits, too.</summary>
    public GitAttributes Attributes { get; }

    /// <summary>Lists the files of a commit.</summary>
    /// <exception cref="RepositoryException">The repository cannot be read.</exception>
    public static async Task<CommitFiles> ReadAsync(
        GitRepository git,
        ObjectId commit,
        CancellationToken cancellation = default
    )
    {
        var all = new List<TreeFile>();
        await foreach (var file in git.FilesAsync(commit, cancellation))
            all.Add(file);
        var folders = all.Where(file => file is { Size: not null, IsLink: false } && IsAttributes(file.Path))
            .ToLookup(file => file.Blob, file => file.Path[..^AttributesFile.Length].TrimEnd('/'));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in git.BlobsAsync(folders.Select(group => group.Key), LongestAttributes, cancellation))
        foreach (var folder in folders[blob.Id])
            texts[folder] = Encoding.UTF8.GetString(blob.Content);
        return new(all, GitAttributes.Parse(texts));
    }

    private static bool IsAttributes(string path) =>
        path.EndsWith(AttributesFile, StringComparison.Ordinal)
        && (path.Length == AttributesFile.Length || path[^(AttributesFile.Length + 1)] == '/');
}
