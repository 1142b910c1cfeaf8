using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Sources.RepositoryFiles;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Writes commits of one repository, a batch a transaction. What a batch acknowledges is complete, so a scan that was cut
/// off goes on with the commits that are not there yet.
/// </summary>
internal sealed class HistoryWriting
{
    private readonly AppDbs databases;
    private readonly TimeProvider clock;
    private readonly Guid repositoryId;
    private readonly Dictionary<string, long> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), long> authors = [];
    private readonly List<Commit> waiting = [];

    private HistoryWriting(AppDbs databases, TimeProvider clock, Guid repositoryId) =>
        (this.databases, this.clock, this.repositoryId) = (databases, clock, repositoryId);

    /// <summary>
    /// The database went away and came back. A server that answers before its disk does may have forgotten batches that it
    /// had acknowledged.
    /// </summary>
    public bool LostDatabase { get; private set; }

    /// <summary>Commits in one transaction; small enough to leave the database to others in between.</summary>
    public const int BatchSize = 2000;

    public static async Task<HistoryWriting> BeginAsync(
        AppDbs databases,
        TimeProvider clock,
        Guid repositoryId,
        CancellationToken cancellation
    )
    {
        var writing = new HistoryWriting(databases, clock, repositoryId);
        await using var db = databases.Open();
        await writing.LoadKnownAsync(db, cancellation);
        return writing;
    }

    private async Task LoadKnownAsync(AppDb db, CancellationToken cancellation)
    {
        paths.Clear();
        authors.Clear();
        await foreach (
            var row in db.Set<HistoryPath>()
                .Where(row => row.RepositoryId == repositoryId)
                .Select(row => new { row.Path, row.Id })
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
            paths[row.Path] = row.Id;
        await foreach (
            var row in db.Set<HistoryAuthor>()
                .Where(row => row.RepositoryId == repositoryId)
                .Select(row => new
                {
                    row.Name,
                    row.Address,
                    row.Id,
                })
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
            authors[(row.Name, row.Address)] = row.Id;
    }

    public async Task AddAsync(Commit commit, CancellationToken cancellation)
    {
        waiting.Add(commit);
        if (waiting.Count >= BatchSize)
            await FlushAsync(cancellation);
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (waiting.Count == 0)
            return;
        var attempts = 0;
        await Patience.WithDatabaseAsync(() => WriteAsync(isAgain: attempts++ > 0, cancellation), clock, cancellation);
        waiting.Clear();
        LostDatabase |= attempts > 1;
    }

    private async Task WriteAsync(bool isAgain, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        if (isAgain)
        {
            // After a lost answer the batch may stand already.
            await LoadKnownAsync(db, cancellation);
            var stored = await StoredAsync(db, cancellation);
            waiting.RemoveAll(commit => stored.Contains(commit.Id));
            if (waiting.Count == 0)
                return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var newPaths = await NewPathsAsync(db, cancellation);
        var newAuthors = await NewAuthorsAsync(db, cancellation);
        var fresh = newAuthors.ToDictionary(row => (row.Name, row.Address), row => row.Id);
        var firstId = await db.TakeNumbersAsync("history_commits", waiting.Count, cancellation);
        await db.InsertManyAsync(newPaths, cancellation);
        await db.InsertManyAsync(newAuthors, cancellation);
        await db.InsertManyAsync(
            [.. waiting.Select((commit, index) => RowOf(commit, firstId + index, fresh))],
            cancellation
        );
        var known = newPaths.ToDictionary(row => row.Path, row => row.Id, StringComparer.Ordinal);
        await db.InsertManyAsync(
            [.. waiting.SelectMany((commit, index) => ChangesOf(commit, firstId + index, known))],
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        foreach (var row in newPaths)
            paths[row.Path] = row.Id;
        foreach (var row in newAuthors)
            authors[(row.Name, row.Address)] = row.Id;
    }

    private async Task<HashSet<ObjectId>> StoredAsync(AppDb db, CancellationToken cancellation)
    {
        var stored = new HashSet<ObjectId>();
        foreach (var part in waiting.Select(commit => commit.Id.Bytes.ToArray()).Chunk(500))
        {
            var names = await db.Set<HistoryCommit>()
                .Where(row => row.RepositoryId == repositoryId && part.Contains(row.Name))
                .Select(row => row.Name)
                .ToListAsync(cancellation);
            stored.UnionWith(names.Select(name => ObjectId.FromBytes(name)));
        }
        return stored;
    }

    private async Task<List<HistoryPath>> NewPathsAsync(AppDb db, CancellationToken cancellation)
    {
        var names = waiting
            .SelectMany(commit => commit.Changes)
            .SelectMany(change => change.OldPath is { } old ? new[] { change.Path, old } : [change.Path])
            .Where(path => !paths.ContainsKey(path))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var id = names.Count == 0 ? 0 : await db.TakeNumbersAsync("history_paths", names.Count, cancellation);
        return
        [
            .. names.Select(path => new HistoryPath
            {
                Id = id++,
                RepositoryId = repositoryId,
                Path = path,
            }),
        ];
    }

    private async Task<List<HistoryAuthor>> NewAuthorsAsync(AppDb db, CancellationToken cancellation)
    {
        var identities = waiting
            .Select(commit => commit.Author)
            .DistinctBy(author => (author.Name, author.Address))
            .Where(author => !authors.ContainsKey((author.Name, author.Address)))
            .ToList();
        var id =
            identities.Count == 0 ? 0 : await db.TakeNumbersAsync("history_authors", identities.Count, cancellation);
        return
        [
            .. identities.Select(author => new HistoryAuthor
            {
                Id = id++,
                RepositoryId = repositoryId,
                Name = author.Name,
                Address = author.Address,
                IsBot = BotRule.Matches(author),
            }),
        ];
    }

    private HistoryCommit RowOf(Commit commit, long id, Dictionary<(string, string), long> newAuthors)
    {
        var key = (commit.Author.Name, commit.Author.Address);
        var work = WorkMix.Classify(commit.Subject);
        return new()
        {
            Id = id,
            RepositoryId = repositoryId,
            Name = commit.Id.Bytes.ToArray(),
            Parents = EndToEnd(commit.Parents),
            AuthorId = authors.TryGetValue(key, out var known) ? known : newAuthors[key],
            At = commit.SoundAt,
            CommittedAt = commit.CommittedAt,
            Subject = StorableText.Cut(commit.Subject, 300),
            Kind = work.Kind,
            DecidedBy = work.By,
        };
    }

    private static byte[] EndToEnd(IReadOnlyList<ObjectId> parents) =>
        parents.Count is 1 ? parents[0].Bytes.ToArray() : [.. parents.SelectMany(parent => parent.Bytes.ToArray())];

    private IEnumerable<HistoryChange> ChangesOf(Commit commit, long id, Dictionary<string, long> newPaths) =>
        commit
            .Changes.DistinctBy(change => change.Path, StringComparer.Ordinal)
            .Select(change => new HistoryChange
            {
                CommitId = id,
                PathId = PathId(change.Path, newPaths),
                OldPathId = change.OldPath is { } old ? PathId(old, newPaths) : null,
                Kind = (byte)change.Kind,
                Added = change.Added,
                Deleted = change.Deleted,
                Blob =
                    change.Blob.IsNone || !Binnacle.Sources.RepositoryFiles.RepositoryFiles.IsCandidate(change.Path)
                        ? null
                        : change.Blob.Bytes.ToArray(),
            });

    private long PathId(string path, Dictionary<string, long> newPaths) =>
        paths.TryGetValue(path, out var id) ? id : newPaths[path];
}
