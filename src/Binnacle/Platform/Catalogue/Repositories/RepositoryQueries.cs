using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <param name="Archived">True for archived ones only, false for the others only.</param>
public sealed record RepositoryFilter(string? Search = null, bool Archived = false, string? Team = null);

public static class RepositoryQueries
{
    /// <summary>A part of the list by address, for programs.</summary>
    public static async Task<Page<RepositoryRow>> RepositoriesAsync(
        this AppDb db,
        RepositoryFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var repositories = Find(db, filter);
        if (Cursor.Read<string>(part.Cursor) is { } last)
            repositories = repositories.Where(row => row.Slug.CompareTo(last) > 0);
        var page = await repositories
            .OrderBy(row => row.Slug)
            .PartAsync(part, rows => Rows(db, rows), row => row.Slug, cancellation);
        return page with { Items = await WithScansAsync(db, page.Items, cancellation) };
    }

    /// <summary>A part of the list by number, for people.</summary>
    public static async Task<(List<RepositoryRow> Rows, int Total)> RepositoriesOnPageAsync(
        this AppDb db,
        RepositoryFilter filter,
        string? sort,
        int page,
        CancellationToken cancellation = default
    )
    {
        var (rows, total) = await Sort(Find(db, filter), sort)
            .ThenBy(row => row.Slug)
            .OnPageAsync(page, rows => Rows(db, rows), cancellation);
        return (await WithScansAsync(db, rows, cancellation), total);
    }

    public static async Task<RepositoryRow?> RepositoryAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        var rows = await Rows(db, db.Set<Repository>().AsNoTracking().Where(row => row.Slug == slug))
            .ToListAsync(cancellation);
        return (await WithScansAsync(db, rows, cancellation)).FirstOrDefault();
    }

    private static IQueryable<Repository> Find(AppDb db, RepositoryFilter filter)
    {
        var repositories = db.Set<Repository>().AsNoTracking().Where(row => row.ArchivedAt != null == filter.Archived);
        if (filter.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search)
            repositories = repositories.Where(row => row.Name.ToLower().Contains(search));
        if (filter.Team is { Length: > 0 } team)
            repositories = repositories.Where(row =>
                db.Set<Team>().Any(owner => owner.Id == row.TeamId && owner.Slug == team)
            );
        return repositories;
    }

    private static IOrderedQueryable<Repository> Sort(IQueryable<Repository> repositories, string? sort) =>
        sort switch
        {
            "-name" => repositories.OrderByDescending(row => row.Name.ToLower()),
            "commits" => repositories.OrderBy(row => row.Commits),
            "-commits" => repositories.OrderByDescending(row => row.Commits),
            "changed" => repositories.OrderBy(row => row.LastCommitAt),
            "-changed" => repositories.OrderByDescending(row => row.LastCommitAt),
            "scanned" => repositories.OrderBy(row => row.ScannedAt),
            "-scanned" => repositories.OrderByDescending(row => row.ScannedAt),
            _ => repositories.OrderBy(row => row.Name.ToLower()),
        };

    private static IQueryable<RepositoryRow> Rows(AppDb db, IQueryable<Repository> repositories) =>
        repositories.Select(row => new RepositoryRow(
            row.Id,
            row.Slug,
            row.Name,
            row.Location,
            row.WebUrl,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Slug).FirstOrDefault(),
            row.Commits,
            db.Set<Document>().Count(document => document.RepositoryId == row.Id && document.RemovedAt == null),
            row.FirstCommitAt,
            row.LastCommitAt,
            row.AddedAt,
            row.ScannedAt,
            row.Problem,
            row.ArchivedAt
        ));

    private static async Task<List<RepositoryRow>> WithScansAsync(
        AppDb db,
        IReadOnlyList<RepositoryRow> rows,
        CancellationToken cancellation
    )
    {
        var scans = await db.Set<JobRun>()
            .AsNoTracking()
            .Where(run => run.Job == RepositoryScans.Job && run.EndedAt == null)
            .ToListAsync(cancellation);
        // A scan that was asked for while one runs waits behind it; what runs is shown.
        var newest = scans
            .OrderBy(run => run.StartedAt is not null)
            .GroupBy(run => run.Key)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. rows.Select(row =>
                newest.TryGetValue(row.Id.ToString(), out var run) ? row with { Scan = ScanState.Of(run) } : row
            ),
        ];
    }
}
