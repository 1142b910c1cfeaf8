using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>Joins what sources told into the tables, inside the caller's transaction.</summary>
public static class FactSaving
{
    /// <summary>Two may hold tellings of one fact: they join one after the other.</summary>
    internal const string Hold = "facts";

    public static async Task JoinFactsAsync(
        this AppDb db,
        IReadOnlyList<Telling> tellings,
        CancellationToken cancellation = default
    )
    {
        if (tellings.Count == 0)
            return;
        await db.HoldAsync(Hold, cancellation);
        var attribution = await db.AttributionAsync(cancellation);
        foreach (var own in tellings.GroupBy(telling => telling.Fact.GetType()))
            await (
                own.Key == typeof(Change) ? JoinAsync<Change>(db, own, attribution, cancellation)
                : own.Key == typeof(ChangeReview) ? JoinAsync<ChangeReview>(db, own, attribution, cancellation)
                : own.Key == typeof(Build) ? JoinAsync<Build>(db, own, attribution, cancellation)
                : own.Key == typeof(Deployment) ? JoinAsync<Deployment>(db, own, attribution, cancellation)
                : own.Key == typeof(Alarm) ? JoinAsync<Alarm>(db, own, attribution, cancellation)
                : own.Key == typeof(WorkItem) ? JoinAsync<WorkItem>(db, own, attribution, cancellation)
                : own.Key == typeof(WorkItemMove) ? JoinAsync<WorkItemMove>(db, own, attribution, cancellation)
                : own.Key == typeof(PushedCommit) ? JoinAsync<PushedCommit>(db, own, attribution, cancellation)
                : JoinAsync<Release>(db, own, attribution, cancellation)
            );
        await db.SaveChangesAsync(cancellation);
        var alarms = tellings.Select(telling => telling.Fact).OfType<Alarm>().Select(alarm => alarm.Id).ToHashSet();
        if (alarms.Count > 0)
            await db.TellNewsAsync(alarms, cancellation);
    }

    private static async Task JoinAsync<T>(
        AppDb db,
        IEnumerable<Telling> tellings,
        Attribution attribution,
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
            attribution.Give(fact);
        }
        await db.InsertManyAsync(added, cancellation);
    }
}
