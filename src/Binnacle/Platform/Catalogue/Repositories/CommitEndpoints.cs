using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Catalogue.Repositories;

internal static class CommitEndpoints
{
    private sealed record CommitFilter(string Slug, string? Kind = null);

    public static void MapCommits(this IEndpointRouteBuilder app)
    {
        app.MapList<CommitFilter, CommitRow>(
            "/repositories/{slug}/commits",
            "/repositories/{slug}/commits",
            "Commits of a repository, newest first",
            ReadAsync,
            ("commit", row => row.Id),
            ("at", row => row.At),
            ("subject", row => row.Subject),
            ("kind", row => row.Kind.Word()),
            ("decided_by", row => row.DecidedBy.Word()),
            ("merge", row => row.IsMerge),
            ("areas", row => string.Join(' ', row.Areas)),
            ("release", row => row.Release)
        );
        app.MapBoth(
            "/repositories/{slug}/commits/{id}",
            "/repositories/{slug}/commits/{id}",
            OneAsync,
            "A commit and the files it changed"
        );
    }

    private static async Task<Page<CommitRow>?> ReadAsync(
        AppDb db,
        CommitFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var wanted = WorkWords.KindOf(filter.Kind);
        if (filter.Kind is { Length: > 0 } && wanted is null)
            throw new Refusal("kind", $"“{filter.Kind}” is no kind of work.");
        return await db.RepositoryAsync(filter.Slug, cancellation) is { } repository
            ? await db.CommitsAsync(repository.Id, wanted, part, cancellation)
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
