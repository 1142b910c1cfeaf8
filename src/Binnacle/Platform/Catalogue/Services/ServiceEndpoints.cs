using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Platform.Catalogue.Services;

internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder app)
    {
        app.MapList<ServiceFilter, ServiceRow>(
            "/catalogue/services",
            "/services",
            "Services, by slug",
            async (db, filter, part, cancellation) => await db.ServicesAsync(filter, part, cancellation),
            ("service", row => row.Slug),
            ("name", row => row.Name),
            ("team", row => row.TeamSlug),
            ("repository", row => row.RepositorySlug),
            ("path", row => row.Path),
            ("critical", row => row.IsCritical),
            ("confirmed", row => row.ConfirmedAt),
            ("archived", row => row.ArchivedAt)
        );
        app.MapBoth("/catalogue/services/{slug}", "/services/{slug}", OneAsync, "A service and its documents");
    }

    private static async Task<Results<Ok<ServiceFacts>, ProblemHttpResult>> OneAsync(
        AppDb db,
        string slug,
        CancellationToken cancellation
    ) =>
        await db.ServiceFactsAsync(slug, cancellation) is { } facts
            ? TypedResults.Ok(facts)
            : Problems.NotFound("The service");
}
