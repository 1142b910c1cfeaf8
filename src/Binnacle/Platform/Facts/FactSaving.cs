using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>Joins what sources told into the tables, inside the caller's transaction.</summary>
public static class FactSaving
{
    public static async Task JoinFactsAsync(
        this AppDb db,
        IReadOnlyList<Telling> tellings,
        CancellationToken cancellation = default
    )
    {
        if (tellings.Count == 0)
            return;
        var repositories = await db.RepositoryKeysAsync(cancellation);
        foreach (var own in tellings.GroupBy(telling => telling.Fact.GetType()))
        {
            var known = await KnownAsync(
                db,
                own.Key,
                [.. own.Select(telling => telling.Fact.Id).Distinct()],
                cancellation
            );
            foreach (var (told, at) in own)
            {
                if (!known.TryGetValue(told.Id, out var fact))
                {
                    fact = told.Blank();
                    known.Add(fact.Id, fact);
                    db.Add(fact);
                }
                Joining.Join(fact, told, at);
                if (fact.RepositoryId is null && repositories.TryGetValue(fact.RepositoryKey, out var repository))
                    fact.RepositoryId = repository;
            }
        }
        await db.SaveChangesAsync(cancellation);
    }

    private static Task<Dictionary<Guid, IFact>> KnownAsync(
        AppDb db,
        Type type,
        List<Guid> ids,
        CancellationToken cancellation
    ) =>
        type == typeof(Change) ? KnownAsync<Change>(db, ids, cancellation)
        : type == typeof(ChangeReview) ? KnownAsync<ChangeReview>(db, ids, cancellation)
        : type == typeof(Build) ? KnownAsync<Build>(db, ids, cancellation)
        : type == typeof(Deployment) ? KnownAsync<Deployment>(db, ids, cancellation)
        : type == typeof(Alarm) ? KnownAsync<Alarm>(db, ids, cancellation)
        : type == typeof(WorkItem) ? KnownAsync<WorkItem>(db, ids, cancellation)
        : type == typeof(WorkItemMove) ? KnownAsync<WorkItemMove>(db, ids, cancellation)
        : type == typeof(PushedCommit) ? KnownAsync<PushedCommit>(db, ids, cancellation)
        : KnownAsync<Release>(db, ids, cancellation);

    private static async Task<Dictionary<Guid, IFact>> KnownAsync<T>(
        AppDb db,
        List<Guid> ids,
        CancellationToken cancellation
    )
        where T : class, IFact =>
        (await db.Set<T>().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation)).ToDictionary(
            row => row.Id,
            IFact (row) => row
        );
}
