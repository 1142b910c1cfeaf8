using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Keeps the tags of a repository and, for each commit, the release that first contained it. Where no tag is a release, or all are
/// pre-releases, branches that are named for a version are kept beside the tags.
/// </summary>
internal sealed class ReleaseWriting(AppDbs databases, TimeProvider clock)
{
    /// <param name="isSame">The commits are those of the last scan: if the tags are, too, so is everything.</param>
    public async Task WriteAsync(
        GitRepository git,
        ObjectId head,
        Guid repositoryId,
        bool isSame,
        CancellationToken cancellation
    )
    {
        var told = (await git.TagsAsync(cancellation)).Select(tag => new Mark(tag, null)).ToList();
        if (!told.Exists(one => ReleaseFinding.IsRelease(one.Name) && !ReleaseFinding.IsPrerelease(one.Name)))
            told.AddRange(await ForksAsync(git, head, repositoryId, isSame, cancellation));
        // Names that are not UTF-8 may decode to the same one; the first of them stands.
        List<Mark> tags = [.. told.DistinctBy(one => one.Name, StringComparer.Ordinal)];
        await Patience.WithDatabaseAsync(
            async () =>
            {
                if (!isSame || !await AreStoredAsync(repositoryId, tags, cancellation))
                    await ReplaceAsync(repositoryId, tags, cancellation);
                if (tags.Exists(tag => tag.IsBranch))
                    await KeepTipsAsync(repositoryId, tags, cancellation);
            },
            clock,
            cancellation
        );
    }

    /// <param name="Tip">The newest commit of a branch.</param>
    private sealed record Mark(Tag Tag, ObjectId? Tip)
    {
        public string Name => Tag.Name;
        public bool IsBranch => Tip is not null;
    }

    /// <summary>Each costs git some processes, so that a branch is asked for only where it, or the commits, moved.</summary>
    private async Task<List<Mark>> ForksAsync(
        GitRepository git,
        ObjectId head,
        Guid repositoryId,
        bool isSame,
        CancellationToken cancellation
    )
    {
        var branches = await git.BranchesAsync(ReleaseFinding.IsReleaseBranch, cancellation);
        var stored = isSame
            ? await Patience.WithDatabaseAsync(() => StoredAsync(repositoryId, cancellation), clock, cancellation)
            : [];
        var forks = new List<Mark>();
        foreach (var branch in branches)
        {
            var fork =
                stored.GetValueOrDefault(branch.Name) is { Tip: { } tip } row
                && tip.AsSpan().SequenceEqual(branch.Tip.Bytes)
                    ? new Tag(row.Name, ObjectId.FromBytes(row.Commit), row.At)
                    : await git.ForkAsync(head, branch, cancellation);
            if (fork is not null)
                forks.Add(new(fork, branch.Tip));
        }
        return forks;
    }

    private async Task<Dictionary<string, HistoryTag>> StoredAsync(Guid repositoryId, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return await StoredAsync(db, repositoryId, cancellation);
    }

    private async Task KeepTipsAsync(Guid repositoryId, List<Mark> tags, CancellationToken cancellation)
    {
        var tips = tags.Where(tag => tag.IsBranch)
            .ToDictionary(tag => tag.Name, tag => tag.Tip!.Value.Bytes.ToArray(), StringComparer.Ordinal);
        await using var db = databases.Open();
        var rows = await db.Set<HistoryTag>()
            .Where(row => row.RepositoryId == repositoryId && row.IsBranch)
            .ToListAsync(cancellation);
        foreach (var row in rows)
            row.Tip = tips[row.Name];
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<bool> AreStoredAsync(Guid repositoryId, List<Mark> tags, CancellationToken cancellation)
    {
        var stored = await StoredAsync(repositoryId, cancellation);
        return stored.Count == tags.Count && tags.TrueForAll(tag => IsSame(stored.GetValueOrDefault(tag.Name), tag));
    }

    private async Task ReplaceAsync(Guid repositoryId, IReadOnlyList<Mark> tags, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var commits = await db.Set<HistoryCommit>()
            .Where(row => row.RepositoryId == repositoryId)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Parents,
                row.TagId,
            })
            .ToListAsync(cancellation);
        var parents = commits.ToDictionary(
            row => ObjectId.FromBytes(row.Name),
            row => ParentsOf(row.Parents, row.Name.Length)
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var kept = await KeepTagsAsync(db, repositoryId, tags, cancellation);
        var releases = tags.Select(one => one.Tag)
            .Where(tag => kept[tag.Name] is { IsRelease: true, IsPrerelease: false })
            .ToList();
        var first = ReleaseFinding.FirstReleases(releases, parents);
        var moved = commits
            .Select(row =>
                (
                    row.Id,
                    row.TagId,
                    Now: first.TryGetValue(ObjectId.FromBytes(row.Name), out var index)
                        ? kept[releases[index].Name].Id
                        : (long?)null
                )
            )
            .Where(row => row.TagId != row.Now)
            .GroupBy(row => row.Now, row => row.Id);
        foreach (var group in moved)
        foreach (var part in group.Chunk(5000))
            await db.Set<HistoryCommit>()
                .Where(row => part.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TagId, group.Key), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<Dictionary<string, HistoryTag>> KeepTagsAsync(
        AppDb db,
        Guid repositoryId,
        IReadOnlyList<Mark> tags,
        CancellationToken cancellation
    )
    {
        var stored = await StoredAsync(db, repositoryId, cancellation);
        var kept = new Dictionary<string, HistoryTag>(StringComparer.Ordinal);
        var added = tags.Where(tag => !IsSame(stored.GetValueOrDefault(tag.Name), tag)).ToList();
        var id = added.Count == 0 ? 0 : await db.TakeNumbersAsync("history_tags", added.Count, cancellation);
        foreach (var tag in tags)
        {
            kept[tag.Name] = IsSame(stored.GetValueOrDefault(tag.Name), tag)
                ? stored[tag.Name]
                : new HistoryTag
                {
                    Id = id++,
                    RepositoryId = repositoryId,
                    Name = tag.Name,
                    Commit = tag.Tag.Commit.Bytes.ToArray(),
                    At = tag.Tag.At,
                    IsRelease = !tag.IsBranch && ReleaseFinding.IsRelease(tag.Name),
                    IsPrerelease = !tag.IsBranch && ReleaseFinding.IsPrerelease(tag.Name),
                    IsBranch = tag.IsBranch,
                    Tip = tag.Tip?.Bytes.ToArray(),
                };
        }
        var gone = stored
            .Values.Where(row => !kept.TryGetValue(row.Name, out var now) || now.Id != row.Id)
            .Select(row => row.Id);
        foreach (var part in gone.Chunk(500))
            await db.Set<HistoryTag>().Where(row => part.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync([.. added.Select(tag => kept[tag.Name])], cancellation);
        return kept;
    }

    private static Task<Dictionary<string, HistoryTag>> StoredAsync(
        AppDb db,
        Guid repositoryId,
        CancellationToken cancellation
    ) =>
        db.Set<HistoryTag>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repositoryId)
            .ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellation);

    private static bool IsSame(HistoryTag? stored, Mark told) =>
        stored is not null
        && stored.IsBranch == told.IsBranch
        && stored.At == told.Tag.At
        && stored.Commit.AsSpan().SequenceEqual(told.Tag.Commit.Bytes);

    private static IReadOnlyList<ObjectId> ParentsOf(byte[] parents, int length) =>
        [.. parents.Chunk(length).Select(name => ObjectId.FromBytes(name))];
}
