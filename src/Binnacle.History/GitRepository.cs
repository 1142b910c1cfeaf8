using System.Globalization;

namespace Binnacle.History;

/// <summary>The commit that stands for a repository's present.</summary>
/// <param name="Branch">Short name (<c>main</c>, <c>origin/main</c>); null when HEAD is detached.</param>
public sealed record RepositoryHead(string? Branch, ObjectId Commit);

/// <summary>
/// Reads a git repository by streaming the <c>git</c> executable (2.31 or newer). Repositories are untrusted: their configuration, attributes
/// and hooks are never read, nothing is fetched, nothing is written. Replacement objects and grafts are left out: history is as recorded.
/// Every reading member throws <see cref="RepositoryException"/> (<c>BrokenObjects</c>, <c>Vanished</c>, <c>GitMissing</c>,
/// <c>GitFailed</c>) and <see cref="OperationCanceledException"/>; git processes end with the call or the enumeration.
/// </summary>
public sealed partial class GitRepository
{
    private readonly RepositoryLocation location;

    private GitRepository(RepositoryLocation location) => this.location = location;

    /// <summary>The work tree's root, or the bare directory.</summary>
    public string Path => location.Path;

    /// <summary>The directory that holds HEAD.</summary>
    public string GitDirectory => location.GitDirectory;

    /// <summary>True without a work tree.</summary>
    public bool IsBare => location.Path == location.GitDirectory;

    /// <summary>True when history was cut at some depth; older commits are unknown.</summary>
    public bool IsShallow => new FileInfo(ShallowFile) is { Exists: true, Length: > 0 };

    /// <summary>True for a clone made with <c>--filter</c>: the content of some files may be absent.</summary>
    public bool IsPartial =>
        location.Configuration["extensions.partialclone"] is not null
        || location.Configuration.All.Any(p =>
            p.Key.StartsWith("remote.", StringComparison.Ordinal)
            && p.Key.EndsWith(".promisor", StringComparison.Ordinal)
            && location.Configuration.IsTrue(p.Key)
        );

    /// <summary>Where it was cloned from, without credentials; null when there is no remote <c>origin</c>.</summary>
    public string? OriginUrl =>
        location.Configuration["remote.origin.url"] is { Length: > 0 } url
            ? CloneAddress.WithoutCredentials(url)
            : null;

    private string ShallowFile => System.IO.Path.Combine(location.CommonDirectory, "shallow");

    /// <summary>
    /// Opens a work tree or a folder inside one, a bare directory, a <c>.git</c> directory, or a linked work tree's <c>.git</c> file.
    /// </summary>
    /// <exception cref="RepositoryException"><c>NotFound</c>, <c>NotARepository</c> (says what was found), <c>GitMissing</c>.</exception>
    public static async Task<GitRepository> OpenAsync(string path, CancellationToken cancellation = default)
    {
        RepositoryLocation found;
        try
        {
            found = RepositoryLocation.Find(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RepositoryException(RepositoryProblem.NotFound, $"{path} cannot be read: {e.Message}", e);
        }
        await GitVersion.RequireAsync(GitVersion.Oldest, "Reading history", cancellation);
        return new(found);
    }

    /// <summary>
    /// HEAD when it resolves; else the branch main, master, trunk or develop; else origin/HEAD; else the branch with the newest
    /// commit. Null when the repository is empty.
    /// </summary>
    public async Task<RepositoryHead?> HeadAsync(CancellationToken cancellation = default)
    {
        if (await ResolveAsync("HEAD", cancellation) is { } head)
        {
            var (code, branch) = await ReadAsync(["symbolic-ref", "-q", "--short", "HEAD"], [1], cancellation);
            return new(code == 0 ? branch.TrimEnd('\n') : null, head);
        }
        string[] usual =
        [
            "refs/heads/main",
            "refs/heads/master",
            "refs/heads/trunk",
            "refs/heads/develop",
            "refs/remotes/origin/HEAD",
        ];
        foreach (var name in usual)
            if (await ResolveAsync(name, cancellation) is { } commit)
                return new(ShortName(name), commit);
        var (_, newest) = await ReadAsync(
            [
                "for-each-ref",
                "--sort=-committerdate",
                "--count=1",
                "--format=%(objectname) %(refname)",
                "refs/heads",
                "refs/remotes",
            ],
            [],
            cancellation
        );
        var parts = newest.TrimEnd('\n').Split(' ', 2);
        return parts.Length == 2 ? new(ShortName(parts[1]), ObjectId.Parse(parts[0])) : null;
    }

    /// <summary>All commits reachable from <paramref name="head"/>, parents before children.</summary>
    public async Task<List<ObjectId>> ReachableAsync(ObjectId head, CancellationToken cancellation = default)
    {
        using var store = ObjectStore.Open(location);
        var known = store is null ? null : new CommitWalk(store, ShallowBoundary()).Reachable(head, cancellation);
        return known ?? await ListAsync([head.ToString()], cancellation);
    }

    /// <summary>
    /// What moved between two heads, oldest first: commits that only the new one reaches, and those that only the earlier one did (a
    /// rewritten history). Null when the earlier head is no longer here.
    /// </summary>
    /// <exception cref="RepositoryException">git cannot list them.</exception>
    public async Task<(List<ObjectId> Added, List<ObjectId> Gone)?> MovedAsync(
        ObjectId earlier,
        ObjectId head,
        CancellationToken cancellation = default
    )
    {
        if (earlier == head)
            return ([], []);
        var (code, _) = await ReadAsync(["cat-file", "-e", $"{earlier}^{{commit}}"], [1, 128], cancellation);
        if (code != 0)
            return null;
        return (
            await ListAsync([head.ToString(), "--not", earlier.ToString()], cancellation),
            await ListAsync([earlier.ToString(), "--not", head.ToString()], cancellation)
        );
    }

    private async Task<List<ObjectId>> ListAsync(string[] from, CancellationToken cancellation)
    {
        await using var git = GitProcess.Read(location, ["rev-list", "--topo-order", "--reverse", .. from]);
        using var reader = new StreamReader(git.Output, System.Text.Encoding.ASCII, false, 1 << 16);
        var ids = new List<ObjectId>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
            ids.Add(ObjectId.Parse(line));
        return await git.ExitCodeAsync(cancellation) == 0 ? ids : throw git.Failure();
    }

    /// <summary>Tags that lead to a commit, by name; tags of trees and blobs are left out.</summary>
    public async Task<IReadOnlyList<Tag>> TagsAsync(CancellationToken cancellation = default)
    {
        var (_, text) = await ReadAsync(
            [
                "for-each-ref",
                "--format=%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:unix)",
                "refs/tags",
            ],
            [],
            cancellation
        );
        var tags = new List<Tag>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\0') is not [var name, var type, var id, var peeledType, var peeledId, var seconds])
                continue;
            var commit = (type, peeledType) switch
            {
                ("commit", _) => ObjectId.Parse(id),
                ("tag", "commit") => ObjectId.Parse(peeledId),
                // Before git 2.45, a tag of a tag is peeled once.
                ("tag", "tag") => await ResolveAsync(peeledId + "^{commit}", cancellation),
                _ => null,
            };
            if (commit is { } found)
                tags.Add(new(name["refs/tags/".Length..], found, Time(seconds)));
        }
        return tags;
    }

    private static string ShortName(string reference) =>
        reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? reference["refs/heads/".Length..]
            : reference["refs/remotes/".Length..];

    private static DateTime Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? DateTime.UnixEpoch.AddSeconds(Math.Clamp(value, 0, 253402300799))
            : DateTime.UnixEpoch;

    private async Task<ObjectId?> ResolveAsync(string name, CancellationToken cancellation)
    {
        var (code, text) = await ReadAsync(["rev-parse", "-q", "--verify", name], [1], cancellation);
        return code == 0 ? ObjectId.Parse(text.TrimEnd('\n')) : null;
    }

    private async Task<(int ExitCode, string Text)> ReadAsync(
        string[] arguments,
        int[] alsoFine,
        CancellationToken cancellation
    )
    {
        await using var git = GitProcess.Read(location, arguments);
        git.Input.Close();
        return await git.FinishAsync(cancellation, alsoFine);
    }
}
