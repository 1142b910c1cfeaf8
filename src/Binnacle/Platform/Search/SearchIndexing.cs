using System.Reflection;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Search;

/// <summary>Keeps the entries equal to the rows they stand for.</summary>
public static class SearchIndexing
{
    private const int Batch = 500;

    /// <summary>Called before changes are saved: entries of what is added, changed or deleted join the same unit of work.</summary>
    internal static async Task FollowChangesAsync(AppDb db, CancellationToken cancellation)
    {
        var changed = db
            .ChangeTracker.Entries<ISearchable>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => (Row: entry.Entity, entry.State))
            .ToList();
        var inside = db
            .ChangeTracker.Entries<ISearchedInside>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => entry.Entity)
            .ToList();
        foreach (var part in inside)
            if (await part.FoundUnderAsync(db, cancellation) is { } whole && !changed.Exists(row => row.Row == whole))
                changed.Add((whole, EntityState.Modified));
        var known = await KnownAsync(
            db,
            changed.FindAll(entry => entry.State is not EntityState.Added).ConvertAll(entry => entry.Row),
            cancellation
        );
        foreach (var (row, state) in changed)
        {
            var entry = known.GetValueOrDefault(SearchEntry.IdOf(row.Id));
            if (state is not EntityState.Deleted)
                await row.ReadWordsAsync(db, cancellation);
            var words = state is EntityState.Deleted ? null : row.ToBeFound();
            if (words is not null && entry is not null)
                entry.Take(row, words);
            else if (words is not null)
                db.Add(SearchEntry.Of(row, words));
            else if (entry is not null)
                db.Remove(entry);
        }
    }

    /// <summary>Rows in bulk, which no tracker sees, and their entries.</summary>
    public static async Task InsertManyToBeFoundAsync<T>(
        this AppDb db,
        IReadOnlyCollection<T> rows,
        CancellationToken cancellation = default
    )
        where T : class, ISearchable
    {
        await db.InsertManyAsync(rows, cancellation);
        var entries = rows.Select(row => row.ToBeFound() is { } words ? SearchEntry.Of(row, words) : null);
        await db.InsertManyAsync([.. entries.OfType<SearchEntry>()], cancellation);
    }

    /// <summary>
    /// Compares every row with its entry and mends what differs: rows that bulk writes brought, and those of before there was
    /// an index. Gives the number of entries.
    /// </summary>
    public static async Task<int> MendAsync(
        this AppDb db,
        Action<string, int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var stale = (
            await db.Set<SearchEntry>().IgnoreQueryFilters().Select(entry => entry.Id).ToListAsync(cancellation)
        ).ToHashSet();
        var count = 0;
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(ISearchable))))
        {
            var read = typeof(SearchIndexing)
                .GetMethod(nameof(NextAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType)
                .CreateDelegate<Func<AppDb, Guid, CancellationToken, Task<ISearchable[]>>>();
            for (var rows = await read(db, Guid.Empty, cancellation); rows.Length > 0; )
            {
                count += await MendAsync(db, rows, stale, cancellation);
                progress?.Invoke(type.ClrType.Name, count);
                rows = await read(db, rows[^1].Id, cancellation);
            }
        }
        foreach (var ids in stale.Chunk(Batch))
            await db.Set<SearchEntry>()
                .IgnoreQueryFilters()
                .Where(entry => ids.Contains(entry.Id))
                .ExecuteDeleteAsync(cancellation);
        return count;
    }

    private static async Task<int> MendAsync(
        AppDb db,
        ISearchable[] rows,
        HashSet<long> stale,
        CancellationToken cancellation
    )
    {
        var known = await KnownAsync(db, rows, cancellation);
        var count = 0;
        foreach (var row in rows)
        {
            await row.ReadWordsAsync(db, cancellation);
            if (row.ToBeFound() is not { } words)
                continue;
            count++;
            var id = SearchEntry.IdOf(row.Id);
            stale.Remove(id);
            if (known.TryGetValue(id, out var entry))
                entry.Take(row, words);
            else
                db.Add(SearchEntry.Of(row, words));
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return count;
    }

    private static async Task<ISearchable[]> NextAsync<T>(AppDb db, Guid last, CancellationToken cancellation)
        where T : class, ISearchable =>
        [
            .. await db.Set<T>()
                .IgnoreQueryFilters()
                .Where(row => row.Id.CompareTo(last) > 0)
                .OrderBy(row => row.Id)
                .Take(Batch)
                .ToListAsync(cancellation),
        ];

    private static async Task<Dictionary<long, SearchEntry>> KnownAsync(
        AppDb db,
        IReadOnlyCollection<ISearchable> rows,
        CancellationToken cancellation
    )
    {
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(row => SearchEntry.IdOf(row.Id)).ToList();
        return await db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(entry => ids.Contains(entry.Id))
            .ToDictionaryAsync(entry => entry.Id, cancellation);
    }
}
