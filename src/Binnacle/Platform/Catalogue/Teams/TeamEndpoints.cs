using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Platform.Catalogue.Teams;

internal static class TeamEndpoints
{
    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        app.MapList<TeamFilter, TeamRow>(
            "/catalogue/teams",
            "/teams",
            "Teams, by slug",
            async (db, filter, part, cancellation) => await db.TeamsAsync(filter, part, cancellation),
            ("team", row => row.Slug),
            ("name", row => row.Name),
            ("people", row => row.People),
            ("services", row => row.Services),
            ("repositories", row => row.Repositories),
            ("proposed_by", row => row.ProposedBy),
            ("confirmed", row => row.ConfirmedAt),
            ("archived", row => row.ArchivedAt)
        );
        app.MapBoth("/catalogue/teams/{slug}", "/teams/{slug}", OneAsync, "A team and what belongs to it");
    }

    private static async Task<Results<Ok<TeamFacts>, ProblemHttpResult>> OneAsync(
        AppDb db,
        string slug,
        CancellationToken cancellation
    ) =>
        await db.TeamFactsAsync(slug, cancellation) is { } facts
            ? TypedResults.Ok(facts)
            : Problems.NotFound("The team");
}
