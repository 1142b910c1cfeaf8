using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>Joins what sources told into the tables, inside the caller's transaction.</summary>
public static class FactSaving
{
    // Any number, as long as every node asks for the same.
    private const long JoinLock = 0x6A6F696E6661;

    public static async Task JoinFactsAsync(
        this AppDb db,
        IReadOnlyList<Telling> tellings,
        CancellationToken cancellation = default
    )
    {
        if (tellings.Count == 0)
            return;
        await db.LockJoinsAsync(cancellation);
        var repositories = await db.RepositoryKeysAsync(cancellation);
        foreach (var own in tellings.GroupBy(telling => telling.Fact.GetType()))
            await (
                own.Key == typeof(Change) ? JoinAsync<Change>(db, own, repositories, cancellation)
                : own.Key == typeof(ChangeReview) ? JoinAsync<ChangeReview>(db, own, repositories, cancellation)
                : own.Key == typeof(Build) ? JoinAsync<Build>(db, own, repositories, cancellation)
                : own.Key == typeof(Deployment) ? JoinAsync<Deployment>(db, own, repositories, cancellation)
                : own.Key == typeof(Alarm) ? JoinAsync<Alarm>(db, own, repositories, cancellation)
                : own.Key == typeof(WorkItem) ? JoinAsync<WorkItem>(db, own, repositories, cancellation)
                : own.Key == typeof(WorkItemMove) ? JoinAsync<WorkItemMove>(db, own, repositories, cancellation)
                : own.Key == typeof(PushedCommit) ? JoinAsync<PushedCommit>(db, own, repositories, cancellation)
                : JoinAsync<Release>(db, own, repositories, cancellation)
            );
        await db.SaveChangesAsync(cancellation);
        var alarms = tellings.Select(telling => telling.Fact).OfType<Alarm>().Select(alarm => alarm.Id).ToHashSet();
        if (alarms.Count > 0)
            await db.TellNewsAsync(alarms, cancellation);
    }

    /// <summary>Two readers may hold tellings of one fact: they join one after the other. SQLite has one writer anyway.</summary>
    internal static async Task LockJoinsAsync(this AppDb db, CancellationToken cancellation)
    {
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({JoinLock})", cancellation);
    }

    private static async Task JoinAsync<T>(
        AppDb db,
        IEnumerable<Telling> tellings,
        IReadOnlyDictionary<string, Guid> repositories,
        CancellationToken cancellation
    )
        where T : class, IFact
    {
        var ids = tellings.Select(telling => telling.Fact.Id).Distinct().ToList();
        var facts = await db.Set<T>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var added = new List<T>();
        foreach (var (told, at) in tellings)
        {
            if (!facts.TryGetValue(told.Id, out var fact))
            {
                fact = (T)told.Blank();
                facts.Add(fact.Id, fact);
                added.Add(fact);
            }
            Joining.Join(fact, told, at);
            if (fact.RepositoryId is null && repositories.TryGetValue(fact.RepositoryKey, out var repository))
                fact.RepositoryId = repository;
        }
        await db.InsertManyAsync(added, cancellation);
    }
}
