using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Catalogue.Repositories;

internal static class CommitEndpoints
{
    public static void MapCommits(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/repositories/{slug}/commits");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("Commits of a repository, newest first");
        api.MapGet("/{id}", OneAsync).RequireAuthorization(May.View).WithSummary("A commit and the files it changed");
        app.MapGet("/repositories/{slug}/commits.json", ListAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
        app.MapGet("/repositories/{slug}/commits.csv", CsvAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
        app.MapGet("/repositories/{slug}/commits/{id}.json", OneAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(
        AppDb db,
        HttpResponse response,
        string slug,
        string? kind,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        if (await ReadAsync(db, slug, kind, cursor, size, cancellation) is not { } page)
            return Problems.NotFound("The repository");
        response.LinkNext(page);
        return Results.Ok(page);
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string slug,
        string? kind,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        if (await ReadAsync(db, slug, kind, cursor, size ?? Cursor.LargestSize, cancellation) is not { } page)
            return Problems.NotFound("The repository");
        response.LinkNext(page);
        return Csv.File(
            "commits.csv",
            page.Items,
            ("commit", row => row.Id),
            ("at", row => row.At),
            ("subject", row => row.Subject),
            ("kind", row => row.Kind.Word()),
            ("decided_by", row => row.DecidedBy.Word()),
            ("merge", row => row.IsMerge),
            ("areas", row => string.Join(' ', row.Areas)),
            ("release", row => row.Release)
        );
    }

    private static async Task<Page<CommitRow>?> ReadAsync(
        AppDb db,
        string slug,
        string? kind,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var wanted = WorkWords.KindOf(kind);
        if (kind is { Length: > 0 } && wanted is null)
            throw new Refusal("kind", $"“{kind}” is no kind of work.");
        return await db.RepositoryAsync(slug, cancellation) is { } repository
            ? await db.CommitsAsync(repository.Id, wanted, cursor, size, cancellation)
            : null;
    }

    private static async Task<IResult> OneAsync(
        AppDb db,
        string slug,
        string id,
        int? page,
        CancellationToken cancellation
    ) =>
        await db.CommitFactsAsync(slug, id, Math.Clamp(page ?? 1, 1, 100_000), cancellation) is { } facts
            ? Results.Ok(facts)
            : Problems.NotFound("The commit");
}
