using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Teams;

/// <param name="Waiting">True for proposals that nobody confirmed yet only.</param>
public sealed record TeamFilter(string? Search = null, bool Archived = false, bool Waiting = false);

public static class TeamQueries
{
    private const int MostDocuments = 10;

    public static async Task<Page<TeamRow>> TeamsAsync(
        this AppDb db,
        TeamFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var teams = Find(db, filter);
        if (Cursor.Read<string>(part.Cursor) is { } last)
            teams = teams.Where(row => row.Slug.CompareTo(last) > 0);
        return await teams
            .OrderBy(row => row.Slug)
            .PartAsync(part, rows => Rows(db, rows), row => row.Slug, cancellation);
    }

    public static Task<(List<TeamRow> Rows, int Total)> TeamsOnPageAsync(
        this AppDb db,
        TeamFilter filter,
        int page,
        CancellationToken cancellation = default
    ) =>
        Find(db, filter)
            .OrderBy(row => row.Name.ToLower())
            .ThenBy(row => row.Slug)
            .OnPageAsync(page, rows => Rows(db, rows), cancellation);

    /// <returns>Null when there is no such team.</returns>
    public static async Task<TeamFacts?> TeamFactsAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        var team = await Rows(db, db.Set<Team>().Where(row => row.Slug == slug)).FirstOrDefaultAsync(cancellation);
        if (team is null)
            return null;
        var today = db.Today;
        return new(
            team,
            await HandlesAsync(db, team.Id, cancellation),
            await db.Set<Person>()
                .Where(row => row.TeamId == team.Id && (row.LeftOn == null || row.LeftOn > today))
                .OrderBy(row => row.Name)
                .ThenBy(row => row.Number)
                .Select(row => new TeamMember(row.Number, row.Name))
                .ToListAsync(cancellation),
            await db.Set<Service>()
                .Where(row => row.TeamId == team.Id && row.ArchivedAt == null)
                .OrderBy(row => row.Name)
                .Select(row => new TeamService(row.Slug, row.Name, row.IsCritical))
                .ToListAsync(cancellation),
            await RepositoriesAsync(db, team.Id, cancellation)
        );
    }

    /// <summary>Repositories in which a team owns something, or whose ownership rules call it by name.</summary>
    public static async Task<List<Guid>> RepositoriesOfAsync(
        this AppDb db,
        Guid teamId,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Repository>()
            .Where(row =>
                row.TeamId == teamId
                || db.Set<HistoryPath>().Any(path => path.RepositoryId == row.Id && path.TeamId == teamId)
                || db.Set<Service>().Any(service => service.RepositoryId == row.Id && service.TeamId == teamId)
            )
            .Select(row => row.Id)
            .ToListAsync(cancellation);

    /// <summary>Repositories with ownership rules or catalogue files: a new handle may mean something in any of them.</summary>
    public static Task<List<Guid>> RepositoriesWithRulesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        db.Set<Document>()
            .Where(row =>
                row.RemovedAt == null && (row.Kind == DocumentKind.Ownership || row.Kind == DocumentKind.Catalogue)
            )
            .Select(row => row.RepositoryId)
            .Distinct()
            .ToListAsync(cancellation);

    private static IQueryable<Team> Find(AppDb db, TeamFilter filter)
    {
        var teams = db.Set<Team>().AsNoTracking().Where(row => row.ArchivedAt != null == filter.Archived);
        if (filter.Waiting)
            teams = teams.Where(row => row.ConfirmedAt == null);
        if (filter.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search)
            teams = teams.Where(row => row.Name.ToLower().Contains(search) || row.Slug.Contains(search));
        return teams;
    }

    private static IQueryable<TeamRow> Rows(AppDb db, IQueryable<Team> teams) =>
        teams.Select(row => new TeamRow(
            row.Id,
            row.Slug,
            row.Name,
            db.Set<Person>().Count(person => person.TeamId == row.Id),
            db.Set<Service>().Count(service => service.TeamId == row.Id && service.ArchivedAt == null),
            db.Set<Repository>().Count(repository => repository.TeamId == row.Id && repository.ArchivedAt == null),
            row.ProposedBy,
            row.ConfirmedAt,
            row.ConfirmedBy,
            row.ArchivedAt
        ));

    private static async Task<List<HandleRow>> HandlesAsync(AppDb db, Guid teamId, CancellationToken cancellation)
    {
        var handles = await db.Set<TeamHandle>()
            .Where(row => row.TeamId == teamId && row.RemovedAt == null)
            .OrderBy(row => row.Handle)
            .Select(row => new { row.Id, row.Handle })
            .ToListAsync(cancellation);
        var named = new List<HandleRow>();
        foreach (var handle in handles)
        {
            // Facts are kept as JSON text; a name in it is found by its letters, of either case.
            var documents = await db.Set<Document>()
                .Where(row =>
                    row.RemovedAt == null
                    && (row.Kind == DocumentKind.Ownership || row.Kind == DocumentKind.Catalogue)
                    && row.Versions.OrderByDescending(version => version.At)
                        .First()
                        .Facts!.ToLower()
                        .Contains(handle.Handle)
                )
                .OrderBy(row => row.Path)
                .Take(MostDocuments)
                .Join(
                    db.Set<Repository>(),
                    row => row.RepositoryId,
                    repository => repository.Id,
                    (row, repository) => new HandleDocument(row.Number, repository.Name, row.Path)
                )
                .ToListAsync(cancellation);
            named.Add(new(handle.Id, handle.Handle, documents));
        }
        return named;
    }

    private static async Task<List<TeamRepository>> RepositoriesAsync(
        AppDb db,
        Guid teamId,
        CancellationToken cancellation
    )
    {
        var files = await db.Set<HistoryPath>()
            .Where(row => row.IsCurrent && row.IsCounted)
            .GroupBy(row => row.RepositoryId)
            .Select(group => new
            {
                group.Key,
                All = group.Count(),
                Own = group.Sum(row => row.TeamId == teamId ? 1 : 0),
            })
            .ToDictionaryAsync(row => row.Key, cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new
            {
                row.Id,
                row.Slug,
                row.Name,
                row.TeamId,
            })
            .ToListAsync(cancellation);
        return
        [
            .. repositories
                .Select(row => (row, count: files.GetValueOrDefault(row.Id)))
                .Where(item => item.row.TeamId == teamId || item.count?.Own > 0)
                .Select(item => new TeamRepository(
                    item.row.Slug,
                    item.row.Name,
                    item.row.TeamId == teamId,
                    item.count?.Own ?? 0,
                    item.count?.All ?? 0
                )),
        ];
    }
}
