using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Platform.Catalogue.People;

internal static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapList<PersonFilter, PersonRow>(
            "/catalogue/people",
            "/people",
            "People, by number",
            async (db, filter, part, cancellation) => await db.PeopleAsync(filter, part, cancellation),
            ("number", row => row.Number),
            ("name", row => row.Name),
            ("team", row => row.TeamSlug),
            ("joined", row => row.JoinedOn),
            ("left", row => row.LeftOn)
        );
        app.MapBoth("/catalogue/people/{number:int}", "/people/{number:int}", OneAsync, "A person");
    }

    private static async Task<Results<Ok<PersonFacts>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await db.PersonFactsAsync(number, cancellation) is { } facts
            ? TypedResults.Ok(facts)
            : Problems.NotFound("The person");
}
