using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Api;

/// <summary>A part of a sorted query: for programs up to the next cursor, for people a page with a number.</summary>
public static class Paging
{
    public const int RowsOnPage = 50;

    /// <param name="page">From 1.</param>
    public static List<T> OnPage<T>(this IEnumerable<T> all, int page) =>
        [.. all.Skip((page - 1) * RowsOnPage).Take(RowsOnPage)];

    /// <param name="page">From 1.</param>
    public static IQueryable<T> OnPage<T>(this IQueryable<T> sorted, int page) =>
        sorted.Skip((page - 1) * RowsOnPage).Take(RowsOnPage);

    /// <param name="sorted">The rows after the cursor, in the order of <paramref name="key"/>.</param>
    public static async Task<Page<TRow>> PartAsync<T, TRow, TKey>(
        this IOrderedQueryable<T> sorted,
        ListPart part,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        Func<TRow, TKey> key,
        CancellationToken cancellation
    )
    {
        var size = Cursor.Size(part.Size);
        return Cursor.Cut(await rows(sorted.Take(size + 1)).ToListAsync(cancellation), size, key);
    }

    /// <summary>Where no key can say what comes after it: by its place.</summary>
    public static async Task<Page<TRow>> PartAsync<T, TRow>(
        this IOrderedQueryable<T> sorted,
        ListPart part,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        CancellationToken cancellation
    )
    {
        var (from, size) = (Cursor.From(part), Cursor.Size(part.Size));
        var found = await rows(sorted.Skip(from).Take(size + 1)).ToListAsync(cancellation);
        return Cursor.Cut(found, size, _ => new Cursor.Place(from + size));
    }

    /// <param name="page">From 1.</param>
    /// <param name="count">Where the total is known in a cheaper way than by counting.</param>
    public static async Task<(List<TRow> Rows, int Total)> OnPageAsync<T, TRow>(
        this IOrderedQueryable<T> sorted,
        int page,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        CancellationToken cancellation,
        Func<Task<int>>? count = null
    )
    {
        var shown = rows(sorted.OnPage(page));
        return (
            await shown.ToListAsync(cancellation),
            count is null ? await sorted.CountAsync(cancellation) : await count()
        );
    }
}
