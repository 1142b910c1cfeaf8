using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>Gives facts that came before their repository was added to it.</summary>
public static class FactAttribution
{
    /// <returns>How many found one.</returns>
    public static async Task<int> AttributeFactsAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var repositories = await db.RepositoryKeysAsync(cancellation);
        return await OfAsync<Change>(db, repositories, cancellation)
            + await OfAsync<ChangeReview>(db, repositories, cancellation)
            + await OfAsync<Build>(db, repositories, cancellation)
            + await OfAsync<Deployment>(db, repositories, cancellation)
            + await OfAsync<WorkItem>(db, repositories, cancellation)
            + await OfAsync<WorkItemMove>(db, repositories, cancellation)
            + await OfAsync<PushedCommit>(db, repositories, cancellation)
            + await OfAsync<Release>(db, repositories, cancellation);
    }

    private static async Task<int> OfAsync<T>(
        AppDb db,
        IReadOnlyDictionary<string, Guid> repositories,
        CancellationToken cancellation
    )
        where T : class, IFact
    {
        var alone = db.Set<T>().Where(row => row.RepositoryId == null && row.RepositoryKey != "");
        var keys = await alone.Select(row => row.RepositoryKey).Distinct().ToListAsync(cancellation);
        var count = 0;
        foreach (var key in keys)
            if (repositories.TryGetValue(key, out var repository))
                count += await alone
                    .Where(row => row.RepositoryKey == key)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.RepositoryId, repository), cancellation);
        return count;
    }
}
