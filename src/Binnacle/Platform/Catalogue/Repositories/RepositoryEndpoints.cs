using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

internal static class RepositoryEndpoints
{
    public static void MapRepositories(this IEndpointRouteBuilder app)
    {
        app.MapList<RepositoryFilter, RepositoryRow>(
            "/repositories",
            "/repositories",
            "Repositories, by slug",
            async (db, filter, part, cancellation) => await db.RepositoriesAsync(filter, part, cancellation),
            ("repository", row => row.Slug),
            ("name", row => row.Name),
            ("team", row => row.TeamSlug),
            ("location", row => row.Location),
            ("commits", row => row.Commits),
            ("documents", row => row.Documents),
            ("first_commit", row => row.FirstCommitAt),
            ("last_commit", row => row.LastCommitAt),
            ("scanned", row => row.ScannedAt),
            ("problem", row => row.Problem),
            ("archived", row => row.ArchivedAt)
        );
        app.MapBoth("/repositories/{slug}", "/repositories/{slug}", OneAsync, "A repository and its facts");
        var api = app.MapApiGroup().MapGroup("/repositories");
        api.OnPost("", AddAsync).RequireAuthorization(May.Lead).WithSummary("Add repositories: all of them or none");
        api.OnPost("/{slug}/scans", ScanAsync).RequireAuthorization(May.Lead).WithSummary("Scan a repository now");
    }

    private sealed record Places(IReadOnlyList<string> Locations);

    private static async Task<IResult> AddAsync(
        AppDb db,
        AddingManyRepositories adding,
        Places places,
        CancellationToken cancellation
    )
    {
        var given = await adding.AddAsync(db, places.Locations, cancellation);
        var problems = given.Where(place => place.Problem is not null).ToList();
        return problems.Count > 0
            ? Results.ValidationProblem(
                problems.ToDictionary(place => $"locations[{place.Line - 1}]", place => new[] { place.Problem! }),
                "Nothing was added.",
                statusCode: 422,
                title: "Not accepted"
            )
            : Results.Created(
                "/api/v1/repositories",
                given.Select(place => new { place.Repository!.Slug, place.Repository.Name })
            );
    }

    private static async Task<IResult> OneAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.RepositoryFactsAsync(slug, cancellation) is { } facts
            ? Results.Ok(facts)
            : Problems.NotFound("The repository");

    private static async Task<IResult> ScanAsync(AppDb db, JobQueue queue, string slug, CancellationToken cancellation)
    {
        var repository = await db.Set<Repository>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Slug == slug && row.ArchivedAt == null, cancellation);
        if (repository is null)
            return Problems.NotFound("The repository");
        db.Viewer.RequireLeader(repository.TeamId);
        await queue.QueueScanAsync(repository.Id, repository.Name, cancellation);
        return Results.Accepted($"/api/v1/repositories/{slug}");
    }
}
