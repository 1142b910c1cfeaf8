using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>Keeps the tags of a repository and, for each commit, the release that first contained it.</summary>
internal sealed class ReleaseWriting(AppDbs databases, TimeProvider clock)
{
    /// <param name="isSame">The commits are those of the last scan: if the tags are, too, so is everything.</param>
    public async Task WriteAsync(GitRepository git, Guid repositoryId, bool isSame, CancellationToken cancellation)
    {
        // Names that are not UTF-8 may decode to the same one; the first of them stands.
        List<Tag> tags = [.. (await git.TagsAsync(cancellation)).DistinctBy(tag => tag.Name, StringComparer.Ordinal)];
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

    private async Task<bool> AreStoredAsync(Guid repositoryId, List<Tag> tags, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var stored = await StoredAsync(db, repositoryId, cancellation);
        return stored.Count == tags.Count && tags.TrueForAll(tag => IsSame(stored.GetValueOrDefault(tag.Name), tag));
    }

    private async Task ReplaceAsync(Guid repositoryId, IReadOnlyList<Tag> tags, CancellationToken cancellation)
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
        var releases = tags.Where(tag => kept[tag.Name] is { IsRelease: true, IsPrerelease: false }).ToList();
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
        IReadOnlyList<Tag> tags,
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
                    Commit = tag.Commit.Bytes.ToArray(),
                    At = tag.At,
                    IsRelease = ReleaseFinding.IsRelease(tag.Name),
                    IsPrerelease = ReleaseFinding.IsPrerelease(tag.Name),
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

    private static bool IsSame(HistoryTag? stored, Tag tag) =>
        stored is not null && stored.At == tag.At && stored.Commit.AsSpan().SequenceEqual(tag.Commit.Bytes);

    private static IReadOnlyList<ObjectId> ParentsOf(byte[] parents, int length) =>
        [.. parents.Chunk(length).Select(name => ObjectId.FromBytes(name))];
}
