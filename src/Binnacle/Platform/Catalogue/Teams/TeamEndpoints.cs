using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Catalogue.Teams;

internal static class TeamEndpoints
{
    public static void MapTeams(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/teams");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("Teams, by slug");
        api.MapGet("/{slug}", OneAsync).RequireAuthorization(May.View).WithSummary("A team and what belongs to it");
        app.MapGet("/catalogue/teams.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/teams.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/catalogue/teams/{slug}.json", OneAsync).RequireAuthorization(May.View).ExcludeFromDescription();
    }

    private static async Task<Page<TeamRow>> ListAsync(
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
        var filter = new TeamFilter(search, archived ?? false, waiting ?? false);
        var page = await db.TeamsAsync(filter, cursor, size, cancellation);
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
            "teams.csv",
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
            ("team", row => row.Slug),
            ("name", row => row.Name),
            ("people", row => row.People),
            ("services", row => row.Services),
            ("repositories", row => row.Repositories),
            ("proposed_by", row => row.ProposedBy),
            ("confirmed", row => row.ConfirmedAt),
            ("archived", row => row.ArchivedAt)
        );

    private static async Task<IResult> OneAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.TeamFactsAsync(slug, cancellation) is { } facts ? Results.Ok(facts) : Problems.NotFound("The team");
}
