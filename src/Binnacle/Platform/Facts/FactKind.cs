using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>What is done alike with each kind of fact, in its own table.</summary>
internal abstract class FactKind
{
    /// <summary>Every kind that there is.</summary>
    public static readonly IReadOnlyDictionary<Type, FactKind> All = typeof(Fact)
        .Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Fact)))
        .ToDictionary(
            type => type,
            type => (FactKind)Activator.CreateInstance(typeof(FactKind<>).MakeGenericType(type))!
        );

    public static FactKind Of(Type type) => All[type];

    public abstract Task JoinAsync(
        AppDb db,
        IEnumerable<Telling> tellings,
        Attribution attribution,
        CancellationToken cancellation
    );

    /// <summary>Those without a repository whose key the catalogue knows by now.</summary>
    /// <returns>How many found theirs.</returns>
    public abstract Task<int> FindRepositoriesAsync(AppDb db, Attribution attribution, CancellationToken cancellation);

    /// <summary>Leaves the facts of a repository without one, a part at a time.</summary>
    public abstract Task LeaveRepositoryAsync(AppDb db, Guid repository, CancellationToken cancellation);
}

internal sealed class FactKind<T> : FactKind
    where T : Fact
{
    /// <summary>Keys in one question.</summary>
    private const int AtOnce = 500;

    /// <summary>Rows in one statement.</summary>
    private const int Part = 5_000;

    public override async Task JoinAsync(
        AppDb db,
        IEnumerable<Telling> tellings,
        Attribution attribution,
        CancellationToken cancellation
    )
    {
        var ids = tellings.Select(telling => telling.Fact.Id).Distinct().ToList();
        var facts = await db.Set<T>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var added = new List<T>();
        foreach (var (told, at) in tellings)
        {
            if (facts.TryGetValue(told.Id, out var fact))
            {
                Joining.Join(fact, told, at);
            }
            else
            {
                fact = (T)told;
                Joining.Begin(fact, at);
                facts.Add(fact.Id, fact);
                added.Add(fact);
            }
            attribution.Give(fact);
        }
        await db.InsertManyAsync(added, cancellation);
    }

    public override async Task<int> FindRepositoriesAsync(
        AppDb db,
        Attribution attribution,
        CancellationToken cancellation
    )
    {
        var alone = db.Set<T>().Where(row => row.RepositoryId == null);
        var found = new List<string>();
        foreach (var known in attribution.RepositoryKeys.Chunk(AtOnce))
            found.AddRange(
                await alone
                    .Where(row => known.Contains(row.RepositoryKey))
                    .Select(row => row.RepositoryKey)
                    .Distinct()
                    .ToListAsync(cancellation)
            );
        var count = 0;
        foreach (var key in found)
        {
            var repository = attribution.RepositoryOf(key);
            count += await alone
                .Where(row => row.RepositoryKey == key)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.RepositoryId, repository), cancellation);
        }
        return count;
    }

    public override async Task LeaveRepositoryAsync(AppDb db, Guid repository, CancellationToken cancellation)
    {
        var own = db.Set<T>().Where(row => row.RepositoryId == repository);
        int left;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var ids = own.OrderBy(row => row.Id).Take(Part).Select(row => row.Id);
            left = await db.Set<T>()
                .Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RepositoryId, (Guid?)null), cancellation);
        } while (left == Part);
    }
}
