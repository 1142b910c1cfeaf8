using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Platform.Api;

/// <summary>Which part of a list a program asks for.</summary>
public sealed record ListPart(string? Cursor = null, int? Size = null);

/// <summary>Of a list that is read whole.</summary>
public sealed record NoFilter;

/// <returns>Null when what the list belongs to does not exist.</returns>
public delegate Task<Page<TRow>?> ReadList<in TFilter, TRow>(
    AppDb db,
    TFilter filter,
    ListPart part,
    CancellationToken cancellation
);

/// <summary>A list as JSON under <c>/api/v1</c>, and as JSON and CSV beside its page: the same rows, filters and rights.</summary>
public static class ListEndpoints
{
    /// <param name="page">The page, such as <c>/catalogue/people</c>; its last part names the list.</param>
    /// <param name="api">Below <c>/api/v1</c>.</param>
    public static void MapList<TFilter, TRow>(
        this IEndpointRouteBuilder app,
        string page,
        string api,
        string summary,
        ReadList<TFilter, TRow> read,
        params IReadOnlyList<(string Title, Func<TRow, object?> Value)> columns
    )
        where TFilter : class => app.MapList(page, api, summary, May.View, read, columns);

    /// <param name="policy">Of <see cref="May"/>: who may read it.</param>
    public static void MapList<TFilter, TRow>(
        this IEndpointRouteBuilder app,
        string page,
        string api,
        string summary,
        string policy,
        ReadList<TFilter, TRow> read,
        params IReadOnlyList<(string Title, Func<TRow, object?> Value)> columns
    )
        where TFilter : class
    {
        app.MapBoth(page, api, ListAsync, summary, policy);
        app.MapCsv(page, policy, read, columns);

        async Task<Results<Ok<Page<TRow>>, ProblemHttpResult>> ListAsync(
            AppDb db,
            HttpResponse response,
            [AsParameters] TFilter filter,
            [AsParameters] ListPart part,
            CancellationToken cancellation
        )
        {
            if (await read(db, filter, part, cancellation) is not { } rows)
                return Problems.NotFound("The list");
            response.LinkNext(rows);
            return TypedResults.Ok(rows);
        }
    }

    /// <summary>As many rows as one answer holds, unless fewer are asked for; the following ones by the <c>Link</c>.</summary>
    public static void MapCsv<TFilter, TRow>(
        this IEndpointRouteBuilder app,
        string page,
        string policy,
        ReadList<TFilter, TRow> read,
        params IReadOnlyList<(string Title, Func<TRow, object?> Value)> columns
    )
        where TFilter : class
    {
        var file = $"{page[(page.LastIndexOf('/') + 1)..]}.csv";
        app.OnGet($"{page}.csv", CsvAsync).RequireAuthorization(policy).ExcludeFromDescription();

        async Task<IResult> CsvAsync(
            AppDb db,
            HttpResponse response,
            [AsParameters] TFilter filter,
            [AsParameters] ListPart part,
            CancellationToken cancellation
        )
        {
            var whole = part with { Size = part.Size ?? Cursor.LargestSize };
            if (await read(db, filter, whole, cancellation) is not { } rows)
                return Problems.NotFound("The list");
            response.LinkNext(rows);
            return Csv.File(file, rows.Items, columns);
        }
    }

    /// <summary>One answer at two addresses: under <c>/api/v1</c>, and as JSON beside its page.</summary>
    public static void MapBoth(
        this IEndpointRouteBuilder app,
        string page,
        string api,
        Delegate answer,
        string summary,
        string policy = May.View
    )
    {
        app.MapApiGroup().OnGet(api, answer).RequireAuthorization(policy).WithSummary(summary);
        app.OnGet($"{page}.json", answer).RequireAuthorization(policy).ExcludeFromDescription();
    }
}
