using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Platform.Search;

public static class SearchSetup
{
    /// <param name="Total">Of all kinds.</param>
    private sealed record SearchAnswer(
        int Total,
        IReadOnlyDictionary<string, int> Kinds,
        IReadOnlyList<SearchHit> Hits
    );

    private sealed record SearchRequest(string? Q = null, string? Kind = null, string? Scope = null, int? Page = null);

    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddJob<SearchIndexJob>();

    public static void MapSearch(this IEndpointRouteBuilder app) =>
        app.MapBoth("/search", "/search", AnswerAsync, "Search everything that you may see, best first, 20 a page");

    private static async Task<Ok<SearchAnswer>> AnswerAsync(
        AppDb db,
        [AsParameters] SearchRequest asked,
        CancellationToken cancellation
    )
    {
        if (SearchQueries.Terms(asked.Q).Count == 0)
            throw new Refusal("q", "Give some words to look for.");
        if (asked.Page is < 1 or > 50)
            throw new Refusal("page", "Ask for a page from 1 to 50.");
        var result = await db.SearchAsync(
            new(asked.Q, asked.Kind, asked.Scope),
            ((asked.Page ?? 1) - 1) * SearchQueries.HitsOnPage,
            cancellation: cancellation
        );
        return TypedResults.Ok(
            new SearchAnswer(
                result.Total,
                result.Kinds.ToDictionary(kind => kind.Kind, kind => kind.Count),
                result.Hits
            )
        );
    }
}
