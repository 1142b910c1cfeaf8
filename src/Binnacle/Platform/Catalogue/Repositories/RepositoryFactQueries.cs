using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

public static class RepositoryFactQueries
{
    private const int MostAreas = 12;
    private const int MostReleases = 10;

    /// <returns>Null when there is no such repository.</returns>
    public static async Task<RepositoryFacts?> RepositoryFactsAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        if (await db.RepositoryAsync(slug, cancellation) is not { } row)
            return null;
        var stored = await db.Set<Repository>().AsNoTracking().SingleAsync(item => item.Id == row.Id, cancellation);
        var areas = await AreasAsync(db, row.Id, cancellation);
        var releases = db.Set<HistoryTag>().AsNoTracking().Where(tag => tag.RepositoryId == row.Id && tag.IsRelease);
        return new(
            row,
            stored.Branch,
            stored.HeadCommit,
            stored.IsClone,
            stored.IsShallow,
            stored.IsPartial,
            stored.TeamId,
            await PeopleAsync(db, row.Id, cancellation),
            [.. areas.Take(MostAreas)],
            areas.Count,
            await DocumentsAsync(db, row.Id, cancellation),
            await releases
                .OrderByDescending(tag => tag.At)
                .ThenByDescending(tag => tag.Id)
                .Take(MostReleases)
                .Select(tag => new ReleaseRow(tag.Name, tag.At, tag.IsPrerelease))
                .ToListAsync(cancellation),
            await releases.CountAsync(cancellation),
            await db.Set<Service>()
                .Where(service => service.RepositoryId == row.Id && service.ArchivedAt == null)
                .OrderBy(service => service.Name)
                .Select(service => new RepositoryService(service.Slug, service.Name, service.Path))
                .ToListAsync(cancellation),
            await WorkAsync(db, row.Id, cancellation),
            stored.FirstLook
        );
    }

    private static Task<int> PeopleAsync(AppDb db, Guid repositoryId, CancellationToken cancellation) =>
        db.Set<HistoryAuthor>()
            .Where(author => author.RepositoryId == repositoryId && !author.IsBot && author.PersonId != null)
            .Select(author => author.PersonId)
            .Distinct()
            .CountAsync(cancellation);

    private static async Task<List<AreaRow>> AreasAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var parts = await db.Set<HistoryPath>()
            .Where(path => path.RepositoryId == repositoryId && path.IsCurrent && path.IsCounted)
            .GroupBy(path => new { path.Area, path.TeamId })
            .Select(group => new
            {
                group.Key.Area,
                group.Key.TeamId,
                Files = group.Count(),
            })
            .ToListAsync(cancellation);
        var teams = await db.Set<Team>().AsNoTracking().ToDictionaryAsync(team => team.Id, cancellation);
        return
        [
            .. parts
                .GroupBy(part => part.Area)
                .Select(area =>
                {
                    var owner = area.MaxBy(part => part.Files)!.TeamId is { } id ? teams.GetValueOrDefault(id) : null;
                    return new AreaRow(area.Key, area.Sum(part => part.Files), owner?.Name, owner?.Slug);
                })
                .OrderByDescending(area => area.Files)
                .ThenBy(area => area.Path, StringComparer.Ordinal),
        ];
    }

    private static Task<List<DocumentCount>> DocumentsAsync(
        AppDb db,
        Guid repositoryId,
        CancellationToken cancellation
    ) =>
        db.Set<Document>()
            .Where(document => document.RepositoryId == repositoryId && document.RemovedAt == null)
            .GroupBy(document => document.Kind)
            .OrderBy(group => group.Key)
            .Select(group => new DocumentCount(
                group.Key,
                group.Count(),
                group.Sum(document => document.Problems > 0 ? 1 : 0)
            ))
            .ToListAsync(cancellation);

    private static async Task<RecentWork> WorkAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var first = db.Today.AddDays(-7 * RecentWork.Weeks);
        var since = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var kinds = await db.CommitsByPeople()
            .Where(commit => commit.RepositoryId == repositoryId && commit.At >= since)
            .GroupBy(commit => new { commit.Kind, commit.DecidedBy })
            .Select(group => new WorkCount(group.Key.Kind, group.Key.DecidedBy, group.Count()))
            .ToListAsync(cancellation);
        return new(first, kinds);
    }
}
