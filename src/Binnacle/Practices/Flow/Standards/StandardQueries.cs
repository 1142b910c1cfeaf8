using System.Text.Json;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Standards;

/// <summary>What a repository has: by the slug of a standard its form, as "devcontainer".</summary>
public sealed record StandardRow(
    string Slug,
    string Repository,
    string? Team,
    bool IsActive,
    IReadOnlyDictionary<string, string> Has
);

public sealed record StandardsModel(IReadOnlyList<StandardRow> Rows, IReadOnlyList<Adoption> Adoptions);

public static class StandardQueries
{
    public const string Url = "/practices/flow/standards";
    public const int Months = 25;

    private static readonly DocumentKind[] Kinds = [.. Standard.All.Select(standard => standard.Kind).Distinct()];

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<StandardsModel?> StandardsAsync(
        this AppDb db,
        string? scope,
        DateOnly date,
        CancellationToken cancellation = default
    ) =>
        await db.NamedScopeAsync(scope, cancellation) is { } named
            ? await db.RememberAsync(
                $"standards:{named.Key}:{date:O}",
                () => ReadAsync(db, named, date, cancellation),
                cancellation
            )
            : null;

    public static void MapStandards(this IEndpointRouteBuilder app) =>
        app.MapList<StandardQuery, StandardRow>(
            Url,
            "/flow/standards",
            "Which conventions each repository has",
            async (db, query, part, cancellation) =>
                await db.StandardsAsync(query.Scope, db.Today, cancellation) is { } model
                    ? Cursor.Part(model.Rows, part)
                    : null,
            [
                ("repository", row => row.Repository),
                ("team", row => row.Team),
                ("active", row => row.IsActive),
                .. Standard.All.Select(standard =>
                    (standard.Name, (Func<StandardRow, object?>)(row => row.Has.GetValueOrDefault(standard.Slug)))
                ),
            ]
        );

    private sealed record StandardQuery(string? Scope = null);

    private static async Task<StandardsModel> ReadAsync(
        AppDb db,
        NamedScope scope,
        DateOnly date,
        CancellationToken cancellation
    )
    {
        var own = db.Set<Repository>()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .Where(row => scope.TeamId == null || row.TeamId == scope.TeamId)
            .Where(row => scope.RepositoryId == null || row.Id == scope.RepositoryId);
        var repositories = await own.OrderBy(row => row.Name)
            .Select(row => new StandardRepository(
                row.Id,
                row.Slug,
                row.Name,
                db.Set<Team>().Where(one => one.Id == row.TeamId).Select(one => one.Name).FirstOrDefault(),
                row.FirstCommitAt,
                row.LastCommitAt
            ))
            .ToListAsync(cancellation);
        var files = await FilesAsync(db, own, cancellation);
        var at = date.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var there = files.Where(file => file.IsThereOn(at)).ToLookup(file => file.RepositoryId);
        return new(
            [
                .. repositories
                    .Where(row => row.FirstCommitAt <= at)
                    .Select(row => new StandardRow(
                        row.Slug,
                        row.Name,
                        row.Team,
                        row.IsActiveOn(at),
                        there[row.Id]
                            .GroupBy(file => file.Standard.Slug)
                            .ToDictionary(group => group.Key, group => group.First().Form)
                    ))
                    .OrderByDescending(row => row.IsActive),
            ],
            Adoption.Of(repositories, files, date, Months)
        );
    }

    private static async Task<IReadOnlyList<StandardFile>> FilesAsync(
        AppDb db,
        IQueryable<Repository> repositories,
        CancellationToken cancellation
    )
    {
        var documents = db.Set<Document>()
            .AsNoTracking()
            .Where(row => Kinds.Contains(row.Kind) && repositories.Any(one => one.Id == row.RepositoryId));
        var found = await documents
            .OrderBy(row => row.Path)
            .Select(row => new
            {
                row.Id,
                row.RepositoryId,
                row.Kind,
                row.Path,
            })
            .ToListAsync(cancellation);
        var turns = (
            await db.Set<DocumentVersion>()
                .Where(row => documents.Any(one => one.Id == row.DocumentId))
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Select(row => new
                {
                    row.DocumentId,
                    row.At,
                    IsThere = row.Facts != null,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.DocumentId, row => (row.At, row.IsThere));
        // Only those whose form decides are read: pipelines have many versions.
        var styled = documents.Where(row =>
            row.Kind == DocumentKind.Environment || row.Kind == DocumentKind.Convention
        );
        var styles = (
            await db.Set<DocumentVersion>()
                .Where(row => row.Facts != null && styled.Any(one => one.Id == row.DocumentId))
                .OrderBy(row => row.At)
                .Select(row => new { row.DocumentId, row.Facts })
                .ToListAsync(cancellation)
        )
            .GroupBy(row => row.DocumentId)
            .ToDictionary(rows => rows.Key, rows => StyleOf(rows.Last().Facts!));
        return
        [
            .. from document in found
            let style = styles.GetValueOrDefault(document.Id)
            from standard in Standard.All
            where standard.Is(document.Kind, style)
            select new StandardFile(
                document.RepositoryId,
                standard,
                style ?? document.Path[(document.Path.LastIndexOf('/') + 1)..],
                [.. turns[document.Id]]
            ),
        ];
    }

    private static string? StyleOf(string facts) =>
        JsonSerializer.Deserialize<DocumentFacts>(facts) switch
        {
            EnvironmentFacts environment => environment.Style,
            ConventionFacts convention => convention.Style,
            _ => null,
        };
}
