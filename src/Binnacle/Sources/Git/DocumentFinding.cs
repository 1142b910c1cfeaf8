using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Sources.Git;

/// <summary>
/// Finds the documents of a repository and reads their versions. A file counts by its name, or, for YAML and its like, by
/// what it says at the head; its versions come from the history that is already stored.
/// </summary>
internal sealed class DocumentFinding(AppDbs databases, TimeProvider clock)
{
    /// <summary>Longer files are cut; no document of these kinds needs more.</summary>
    private const int LongestFile = 2 * 1024 * 1024;

    /// <summary>Kinds whose past content matters; of the others only that they were there.</summary>
    private static readonly HashSet<DocumentKind> Replayed =
    [
        DocumentKind.Decision,
        DocumentKind.Runbook,
        DocumentKind.Postmortem,
        DocumentKind.AlertRules,
        DocumentKind.ServiceLevel,
        DocumentKind.Pipeline,
    ];

    public async Task<int> RunAsync(
        GitRepository git,
        Repository repository,
        ObjectId head,
        CommitFiles files,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        progress.Report(new("Finding documents", 0, 0));
        var current = files
            .All.Where(file => file is { Size: not null, IsLink: false } && Files.IsCandidate(file.Path))
            // Names that are not UTF-8 may decode to the same one.
            .DistinctBy(file => file.Path, StringComparer.Ordinal)
            .ToDictionary(file => file.Path, file => file.Blob, StringComparer.Ordinal);
        var known = await Patience.WithDatabaseAsync(
            () => KnownFacts.LoadAsync(databases, repository.Id, cancellation),
            clock,
            cancellation
        );
        var read = await ReadAsync(git, current, known, progress, cancellation);
        var found = current
            .Where(file => read.ContainsKey(file.Key))
            .ToDictionary(file => file.Key, file => file.Value);
        var versions = await Patience.WithDatabaseAsync(
            () => VersionsAsync(repository.Id, found, cancellation),
            clock,
            cancellation
        );
        await Patience.WithDatabaseAsync(
            () => AddHeadAsync(git, repository.Id, head, found, versions, cancellation),
            clock,
            cancellation
        );
        var facts = await OldFactsAsync(git, versions, read, known, progress, cancellation);
        await Patience.WithDatabaseAsync(
            () => new DocumentWriting(databases).WriteAsync(repository.Id, versions, facts, read, cancellation),
            clock,
            cancellation
        );
        return found.Count;
    }

    /// <summary>How many documents there are, if there are some and this build read them all; else null. For a repository in which nothing moved.</summary>
    public Task<int?> KnownAsync(Guid repositoryId, CancellationToken cancellation) =>
        Patience.WithDatabaseAsync<int?>(
            async () =>
            {
                await using var db = databases.Open();
                var documents = db.Set<Document>().Where(document => document.RepositoryId == repositoryId);
                var readers = await documents
                    .SelectMany(document => document.Versions)
                    .Where(version => version.ReadBy != null)
                    .Select(version => version.ReadBy)
                    .Distinct()
                    .ToListAsync(cancellation);
                return readers is [var only] && only == FoundFacts.Reader
                    ? await documents.CountAsync(document => document.RemovedAt == null, cancellation)
                    : null;
            },
            clock,
            cancellation
        );

    /// <summary>Reads what stands at the head; what turns out to be no document is left out.</summary>
    private static async Task<Dictionary<string, FoundFacts>> ReadAsync(
        GitRepository git,
        Dictionary<string, ObjectId> files,
        KnownFacts known,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var read = new Dictionary<string, FoundFacts>(StringComparer.Ordinal);
        foreach (var (path, blob) in files)
            if (known.HasText(path, blob) && known.Find(path, blob) is { Facts: { } facts })
                read[path] = facts;
        var byBlob = files.Where(file => !read.ContainsKey(file.Key)).ToLookup(file => file.Value, file => file.Key);
        var count = 0;
        await foreach (var blob in git.BlobsAsync(byBlob.Select(group => group.Key), LongestFile, cancellation))
        {
            foreach (var path in byBlob[blob.Id])
                if (FoundFacts.Of(Files.Read(path, blob.Content, blob.IsCut)) is { } document)
                    read[path] = document.With(blob.Content);
            if (++count % 50 == 0)
                progress.Report(new("Reading documents", count, byBlob.Count));
        }
        return read;
    }

    /// <summary>From stored history: every commit that changed or removed a file that is, or by its name was, a document.</summary>
    private async Task<Dictionary<string, List<FoundVersion>>> VersionsAsync(
        Guid repositoryId,
        Dictionary<string, ObjectId> found,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Open();
        var paths = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repositoryId)
            .Select(row => new { row.Id, row.Path })
            .ToListAsync(cancellation);
        var wanted = paths
            .Where(row => found.ContainsKey(row.Path) || Files.KindByPath(row.Path) is not null)
            .ToDictionary(row => row.Id, row => row.Path);
        var versions = wanted.Values.ToDictionary(path => path, _ => new List<FoundVersion>(), StringComparer.Ordinal);
        foreach (var part in wanted.Keys.Chunk(500))
        {
            var rows = await db.Set<HistoryChange>()
                .Where(change =>
                    part.Contains(change.PathId) || (change.OldPathId != null && part.Contains(change.OldPathId.Value))
                )
                .Join(
                    db.Set<HistoryCommit>(),
                    change => change.CommitId,
                    commit => commit.Id,
                    (change, commit) =>
                        new
                        {
                            change.PathId,
                            change.OldPathId,
                            change.Kind,
                            change.Blob,
                            commit.At,
                            commit.Name,
                            commit.Id,
                        }
                )
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation);
            foreach (var row in rows)
            {
                var commit = Convert.ToHexStringLower(row.Name);
                var removed = (ChangeKind)row.Kind is ChangeKind.Deleted || row.Blob is null;
                if (part.Contains(row.PathId) && wanted.TryGetValue(row.PathId, out var path))
                    versions[path].Add(new(row.At, commit, removed ? null : ObjectId.FromBytes(row.Blob!)));
                if ((ChangeKind)row.Kind is ChangeKind.Renamed && row.OldPathId is { } old && part.Contains(old))
                    versions[wanted[old]].Add(new(row.At, commit, null));
            }
        }
        return versions;
    }

    /// <summary>
    /// Commits are stored without what merges do by themselves, and dates do not always follow the graph: the head has the
    /// last word on what a file says, and the merge that made it so, where one did, on since when.
    /// </summary>
    private async Task AddHeadAsync(
        GitRepository git,
        Guid repositoryId,
        ObjectId head,
        Dictionary<string, ObjectId> found,
        Dictionary<string, List<FoundVersion>> versions,
        CancellationToken cancellation
    )
    {
        foreach (var path in found.Keys)
            versions.TryAdd(path, []);
        var open = versions
            .Select(file => (Path: file.Key, List: file.Value, Now: NowOf(found, file.Key)))
            .Where(file => file.List.Count == 0 ? file.Now is not null : file.List[^1].Blob != file.Now)
            .ToList();
        if (open.Count == 0)
            return;
        await using var db = databases.Open();
        var byMerge = await MergesAsync(db, git, repositoryId, head, [.. open.Select(file => file.Path)], cancellation);
        var start = await StartAsync(db, git, repositoryId, head, cancellation);
        foreach (var (path, list, now) in open)
        {
            var version =
                byMerge[path].FirstOrDefault(version => version.Blob == now)
                ?? list.FindLast(version => version.Blob == now)
                ?? start with
                {
                    Blob = now,
                };
            list.Add(list.Count > 0 && list[^1].At > version.At ? version with { At = list[^1].At } : version);
        }
    }

    private static ObjectId? NowOf(Dictionary<string, ObjectId> found, string path) =>
        found.TryGetValue(path, out var blob) ? blob : null;

    private static async Task<ILookup<string, FoundVersion>> MergesAsync(
        AppDb db,
        GitRepository git,
        Guid repositoryId,
        ObjectId head,
        IReadOnlyList<string> paths,
        CancellationToken cancellation
    )
    {
        var merges = new List<(string Path, FoundVersion Version)>();
        await foreach (var change in git.MergeChangesAsync(head, paths, cancellation))
        {
            var name = change.Commit.Bytes.ToArray();
            var at = await db.Set<HistoryCommit>()
                .Where(row => row.RepositoryId == repositoryId && row.Name == name)
                .Select(row => (DateTime?)row.At)
                .SingleOrDefaultAsync(cancellation);
            if (at is { } known)
                merges.Add(
                    (change.Path, new(known, change.Commit.ToString(), change.Blob.IsNone ? null : change.Blob))
                );
        }
        return merges.ToLookup(merge => merge.Path, merge => merge.Version, StringComparer.Ordinal);
    }

    /// <summary>Since when a file stands that no commit we know of changed: in a cut-off history since its oldest commit at least.</summary>
    private static async Task<FoundVersion> StartAsync(
        AppDb db,
        GitRepository git,
        Guid repositoryId,
        ObjectId head,
        CancellationToken cancellation
    )
    {
        var name = head.Bytes.ToArray();
        var commits = db.Set<HistoryCommit>().Where(row => row.RepositoryId == repositoryId);
        var start = await (
            git.IsShallow
                ? commits.OrderBy(row => row.At).ThenBy(row => row.Id)
                : commits.Where(row => row.Name == name)
        )
            .Select(row => new { row.At, row.Name })
            .FirstAsync(cancellation);
        return new(start.At, Convert.ToHexStringLower(start.Name), null);
    }

    private static async Task<Dictionary<(string Path, ObjectId Blob), FoundFacts?>> OldFactsAsync(
        GitRepository git,
        Dictionary<string, List<FoundVersion>> versions,
        Dictionary<string, FoundFacts> read,
        KnownFacts known,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var worth = versions
            .SelectMany(file => WorthReading(file.Key, file.Value, read).Select(blob => (Blob: blob, Path: file.Key)))
            .ToHashSet();
        var facts = new Dictionary<(string, ObjectId), FoundFacts?>();
        foreach (var (blob, path) in worth)
            if (known.Find(path, blob) is { } stored)
                facts[(path, blob)] = stored.Facts;
        var wanted = worth
            .Where(pair => !facts.ContainsKey((pair.Path, pair.Blob)))
            .ToLookup(pair => pair.Blob, pair => pair.Path);
        var count = 0;
        await foreach (var blob in git.BlobsAsync(wanted.Select(group => group.Key), LongestFile, cancellation))
        {
            foreach (var path in wanted[blob.Id])
                facts[(path, blob.Id)] = FoundFacts.Of(Files.Read(path, blob.Content, blob.IsCut));
            if (++count % 50 == 0)
                progress.Report(new("Reading earlier versions", count, wanted.Count));
        }
        return facts;
    }

    /// <summary>All versions where the past matters; of a file that is gone, what it said last.</summary>
    private static IEnumerable<ObjectId> WorthReading(
        string path,
        List<FoundVersion> versions,
        Dictionary<string, FoundFacts> read
    )
    {
        var blobs = DocumentWriting
            .Thinned(versions)
            .Where(version => version.Blob is not null)
            .Select(version => version.Blob!.Value);
        return KindOf(path, read) is { } kind && Replayed.Contains(kind) ? blobs
            : read.ContainsKey(path) ? []
            : versions.Where(version => version.Blob is not null).Select(version => version.Blob!.Value).TakeLast(1);
    }

    internal static DocumentKind? KindOf(string path, Dictionary<string, FoundFacts> read) =>
        read.TryGetValue(path, out var document) ? document.Kind : Files.KindByPath(path);
}

/// <param name="Blob">Null where the commit removed the file.</param>
internal sealed record FoundVersion(DateTime At, string Commit, ObjectId? Blob);
