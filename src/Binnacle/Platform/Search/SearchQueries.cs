using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Search;

/// <param name="Q">Words; each is taken as the beginning of a word, all must be there.</param>
/// <param name="Kind">Only this kind: "decision".</param>
public sealed record SearchFilter(string? Q = null, string? Kind = null, string? Scope = null);

/// <param name="Snippet">The place in the text where the words stand; empty where they stand in the title.</param>
public sealed record SearchHit(
    string Kind,
    string Label,
    string Title,
    string Url,
    string? Team,
    DateTime At,
    string Snippet
);

/// <param name="Kinds">How many there are of each kind, most first.</param>
/// <param name="Total">Of all kinds; counted up to <see cref="SearchQueries.MostCounted"/>, then of the newest.</param>
public sealed record SearchResult(
    IReadOnlyList<SearchHit> Hits,
    IReadOnlyList<(string Kind, int Count)> Kinds,
    int Total,
    int OfKind
)
{
    public bool IsMore => Total >= SearchQueries.MostCounted;
}

public static class SearchQueries
{
    public const int HitsOnPage = 20;
    public const int MostTerms = 12;
    public const int LongestQuery = 200;

    /// <summary>Of more records than this the best of the newest are listed: words that stand everywhere order nothing.</summary>
    public const int MostRanked = 1_000;

    /// <summary>Of more records than this nobody wants the number.</summary>
    public const int MostCounted = 5_000;

    private sealed record Found(
        long Id,
        string Kind,
        string Label,
        string Title,
        string Body,
        string Url,
        string? Team,
        DateTime At
    );

    /// <summary>What the viewer may see, best first, of the newest <see cref="MostRanked"/>.</summary>
    /// <param name="skip">Hits to leave out.</param>
    public static async Task<SearchResult> SearchAsync(
        this AppDb db,
        SearchFilter filter,
        int skip = 0,
        int take = HitsOnPage,
        CancellationToken cancellation = default
    )
    {
        var terms = Terms(filter.Q);
        if (terms.Count == 0)
            return new([], [], 0, 0);
        var entries = db.Set<SearchEntry>().AsNoTracking();
        if (ScopeText.TeamSlug(filter.Scope) is { } slug)
            entries = entries.Where(entry => db.Set<Team>().Any(team => team.Id == entry.TeamId && team.Slug == slug));
        var found = db.WithWords(terms)
            .Join(entries, hit => hit.Id, entry => entry.Id, (hit, entry) => new { hit, entry });
        var kinds = await found
            .OrderByDescending(row => row.hit.Id)
            .Take(MostCounted)
            .GroupBy(row => row.entry.Kind)
            .Select(group => new { Kind = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        var of = string.IsNullOrEmpty(filter.Kind) ? found : found.Where(row => row.entry.Kind == filter.Kind);
        var label = string.Join(' ', terms);
        var rows = await of.OrderByDescending(row => row.hit.Id)
            .Take(MostRanked)
            .OrderByDescending(row => row.entry.Label == label)
            .ThenBy(row => row.hit.Rank)
            .ThenByDescending(row => row.entry.At)
            .ThenBy(row => row.entry.Id)
            .Skip(skip)
            .Take(take)
            .Select(row => new Found(
                row.entry.Id,
                row.entry.Kind,
                row.entry.Label,
                row.entry.Title,
                row.entry.Body,
                row.entry.Url,
                db.Set<Team>().Where(team => team.Id == row.entry.TeamId).Select(team => team.Name).FirstOrDefault(),
                row.entry.At
            ))
            .ToListAsync(cancellation);
        var total = kinds.Sum(kind => kind.Count);
        var ofKind =
            string.IsNullOrEmpty(filter.Kind) ? total
            : total < MostCounted ? kinds.Find(kind => kind.Kind == filter.Kind)?.Count ?? 0
            : await of.Take(MostCounted).CountAsync(cancellation);
        return new(
            [
                .. rows.Select(row => new SearchHit(
                    row.Kind,
                    row.Label,
                    row.Title,
                    row.Url,
                    row.Team,
                    row.At,
                    Snippet.Of(PlainBody.Of(row.Body), terms)
                )),
            ],
            [
                .. kinds
                    .OrderByDescending(kind => kind.Count)
                    .ThenBy(kind => kind.Kind, StringComparer.Ordinal)
                    .Select(kind => (kind.Kind, kind.Count)),
            ],
            total,
            ofKind
        );
    }

    /// <summary>The words that are looked for; what is longer than a query should be is cut.</summary>
    public static IReadOnlyList<string> Terms(string? asked) =>
        string.IsNullOrWhiteSpace(asked)
            ? []
            :
            [
                .. FullText
                    .Fold(asked.Length > LongestQuery ? asked[..LongestQuery] : asked)
                    .Distinct()
                    .Take(MostTerms),
            ];
}
