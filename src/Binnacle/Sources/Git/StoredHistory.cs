using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <param name="Reachable">Commits that the head reaches.</param>
/// <param name="Missing">Of these, those that are not stored, parents first.</param>
/// <param name="Dropped">Commits that were stored and are no longer reachable.</param>
internal sealed record HistoryDifference(int Reachable, List<ObjectId> Missing, int Dropped)
{
    public bool IsNothing => Missing.Count == 0 && Dropped == 0;
}

/// <summary>
/// What is stored of a repository's history, beside what its head reaches. Rows are kept by commit name: what is reachable and not
/// stored is read, what is stored and not reachable is dropped.
/// </summary>
internal sealed class StoredHistory(AppDbs databases, TimeProvider clock, Guid repositoryId)
{
    private const int Part = 500;

    /// <summary>Looks only at what moved since the last whole scan where that is enough, and at everything where it is not.</summary>
    public async Task<HistoryDifference> CompareAsync(
        GitRepository git,
        ObjectId head,
        CancellationToken cancellation
    ) => await CompareMovedAsync(git, head, cancellation) ?? await CompareWholeAsync(git, head, cancellation);

    public async Task<HistoryDifference> CompareWholeAsync(
        GitRepository git,
        ObjectId head,
        CancellationToken cancellation
    )
    {
        var reachable = await git.ReachableAsync(head, cancellation);
        return await WithDatabaseAsync(db => CompareAsync(db, reachable, cancellation), cancellation);
    }

    private async Task<HistoryDifference?> CompareMovedAsync(
        GitRepository git,
        ObjectId head,
        CancellationToken cancellation
    )
    {
        var (earlier, stored) = await WithDatabaseAsync(db => LastScanAsync(db, cancellation), cancellation);
        // A clone that was shallow may have grown at its other end.
        if (
            earlier is not { } last
            || git.IsShallow
            || await git.MovedAsync(last, head, cancellation) is not var (added, gone)
        )
            return null;
        await WithDatabaseAsync(
            async db =>
            {
                foreach (var part in gone.Chunk(Part))
                    await DropAsync(db, await RowsAsync(db, part, cancellation), cancellation);
                return true;
            },
            cancellation
        );
        return new(stored - gone.Count + added.Count, added, gone.Count);
    }

    /// <summary>Null unless exactly what the last whole scan reached is stored: one that was cut off leaves more.</summary>
    private async Task<(ObjectId? Head, int Stored)> LastScanAsync(AppDb db, CancellationToken cancellation)
    {
        var last = await db.Set<Repository>()
            .Where(row => row.Id == repositoryId)
            .Select(row => new
            {
                row.HeadCommit,
                row.Commits,
                row.IsShallow,
            })
            .SingleAsync(cancellation);
        var stored = await db.Set<HistoryCommit>().CountAsync(row => row.RepositoryId == repositoryId, cancellation);
        return last.HeadCommit is { } head && !last.IsShallow && last.Commits == stored
            ? (ObjectId.Parse(head), stored)
            : (null, stored);
    }

    private async Task<HistoryDifference> CompareAsync(
        AppDb db,
        List<ObjectId> reachable,
        CancellationToken cancellation
    )
    {
        var stored = await db.Set<HistoryCommit>()
            .Where(row => row.RepositoryId == repositoryId)
            .Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => ObjectId.FromBytes(row.Name), row => row.Id, cancellation);
        var missing = reachable.FindAll(commit => !stored.ContainsKey(commit));
        foreach (var commit in reachable)
            stored.Remove(commit);
        await DropAsync(db, [.. stored.Values], cancellation);
        return new(reachable.Count, missing, stored.Count);
    }

    private Task<List<long>> RowsAsync(AppDb db, ObjectId[] commits, CancellationToken cancellation)
    {
        var names = commits.Select(commit => commit.Bytes.ToArray()).ToList();
        return db.Set<HistoryCommit>()
            .Where(row => row.RepositoryId == repositoryId && names.Contains(row.Name))
            .Select(row => row.Id)
            .ToListAsync(cancellation);
    }

    private async Task DropAsync(AppDb db, List<long> commits, CancellationToken cancellation)
    {
        if (commits.Count == 0)
            return;
        // If this scan is cut off, the next one must not take what is stored for what the last one left.
        await db.Set<Repository>()
            .Where(row => row.Id == repositoryId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.HeadCommit, (string?)null), cancellation);
        foreach (var part in commits.Chunk(Part))
        {
            await db.Set<HistoryChange>().Where(row => part.Contains(row.CommitId)).ExecuteDeleteAsync(cancellation);
            await db.Set<HistoryCommit>().Where(row => part.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        }
    }

    private Task<T> WithDatabaseAsync<T>(Func<AppDb, Task<T>> work, CancellationToken cancellation) =>
        Patience.WithDatabaseAsync(
            async () =>
            {
                await using var db = databases.Open();
                return await work(db);
            },
            clock,
            cancellation
        );
}
