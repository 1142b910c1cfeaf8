using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Keeps the tags of a repository and, for each commit, the release that first contained it. Where no tag is a release, branches
/// that are named for a version are kept beside the tags.
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
        var told = (await git.TagsAsync(cancellation)).Select(tag => new Mark(tag, false)).ToList();
        if (!told.Exists(one => ReleaseFinding.IsRelease(one.Name)))
        {
            var forks = await git.ForksAsync(head, ReleaseFinding.IsReleaseBranch, cancellation);
            told.AddRange(forks.Select(fork => new Mark(fork, true)));
        }
        // Names that are not UTF-8 may decode to the same one; the first of them stands.
        List<Mark> tags = [.. told.DistinctBy(one => one.Name, StringComparer.Ordinal)];
        await Patience.WithDatabaseAsync(
            async () =>
            {
                if (!isSame || !await AreStoredAsync(repositoryId, tags, cancellation))
                    await ReplaceAsync(repositoryId, tags, cancellation);
            },
            clock,
            cancellation
        );
    }

    private sealed record Mark(Tag Tag, bool IsBranch)
    {
        public string Name => Tag.Name;
    }

    private async Task<bool> AreStoredAsync(Guid repositoryId, List<Mark> tags, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var stored = await StoredAsync(db, repositoryId, cancellation);
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
