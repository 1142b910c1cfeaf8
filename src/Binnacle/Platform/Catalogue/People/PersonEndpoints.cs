using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Catalogue.People;

internal static class PersonEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/people");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("People, by number");
        api.MapGet("/{number:int}", OneAsync).RequireAuthorization(May.View).WithSummary("A person");
        app.MapGet("/catalogue/people.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/people.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/people/{number:int}.json", OneAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
    }

    private static async Task<Page<PersonRow>> ListAsync(
        AppDb db,
        HttpResponse response,
        string? search,
        string? team,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var page = await db.PeopleAsync(new PersonFilter(search, team), cursor, size, cancellation);
        response.LinkNext(page);
        return page;
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string? search,
        string? team,
        string? cursor,
        int? size,
        CancellationToken cancellation
    ) =>
        Csv.File(
            "people.csv",
            (await ListAsync(db, response, search, team, cursor, size ?? Cursor.LargestSize, cancellation)).Items,
            ("number", row => row.Number),
            ("name", row => row.Name),
            ("team", row => row.TeamSlug),
            ("joined", row => row.JoinedOn),
            ("left", row => row.LeftOn)
        );

    private static async Task<IResult> OneAsync(AppDb db, int number, CancellationToken cancellation) =>
        await db.PersonFactsAsync(number, cancellation) is { } facts
            ? Results.Ok(facts)
            : Problems.NotFound("The person");
}
