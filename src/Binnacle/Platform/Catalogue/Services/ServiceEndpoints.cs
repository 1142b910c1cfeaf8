using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Catalogue.Services;

internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/services");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("Services, by slug");
        api.MapGet("/{slug}", OneAsync).RequireAuthorization(May.View).WithSummary("A service and its documents");
        app.MapGet("/catalogue/services.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/services.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/services/{slug}.json", OneAsync).RequireAuthorization(May.View).ExcludeFromDescription();
    }

    private static async Task<Page<ServiceRow>> ListAsync(
        AppDb db,
        HttpResponse response,
        string? search,
        bool? archived,
        bool? waiting,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var filter = new ServiceFilter(search, archived ?? false, waiting ?? false);
        var page = await db.ServicesAsync(filter, cursor, size, cancellation);
        response.LinkNext(page);
        return page;
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string? search,
        bool? archived,
        bool? waiting,
        string? cursor,
        int? size,
        CancellationToken cancellation
    ) =>
        Csv.File(
            "services.csv",
            (
                await ListAsync(
                    db,
                    response,
                    search,
                    archived,
                    waiting,
                    cursor,
                    size ?? Cursor.LargestSize,
                    cancellation
                )
            ).Items,
            ("service", row => row.Slug),
            ("name", row => row.Name),
            ("team", row => row.TeamSlug),
            ("repository", row => row.RepositorySlug),
            ("path", row => row.Path),
            ("critical", row => row.IsCritical),
            ("confirmed", row => row.ConfirmedAt),
            ("archived", row => row.ArchivedAt)
        );

    private static async Task<IResult> OneAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.ServiceFactsAsync(slug, cancellation) is { } facts
            ? Results.Ok(facts)
            : Problems.NotFound("The service");
}
