using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.History;

public static class CommitQueries
{
    private sealed record Key(DateTime At, long Id);

    private sealed record Row(
        long Id,
        byte[] Name,
        string Subject,
        DateTime At,
        WorkKind Kind,
        DecidedBy DecidedBy,
        bool IsMerge,
        string? Release
    );

    /// <summary>Newest first, for programs.</summary>
    public static async Task<Page<CommitRow>> CommitsAsync(
        this AppDb db,
        Guid repositoryId,
        WorkKind? kind,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var commits = Find(db, repositoryId, kind);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            commits = commits.Where(row => row.At < last.At || (row.At == last.At && row.Id < last.Id));
        var page = await Newest(commits)
            .PartAsync(part, rows => Rows(db, rows), row => new Key(row.At, row.Id), cancellation);
        return new(await WithAreasAsync(db, page.Items, cancellation), page.Next);
    }

    /// <summary>Newest first, by number of the page.</summary>
    public static async Task<(List<CommitRow> Rows, int Total)> CommitsOnPageAsync(
        this AppDb db,
        Guid repositoryId,
        WorkKind? kind,
        int page,
        CancellationToken cancellation = default
    )
    {
        var (rows, total) = await Newest(Find(db, repositoryId, kind))
            .OnPageAsync(page, shown => Rows(db, shown), cancellation);
        return (await WithAreasAsync(db, rows, cancellation), total);
    }

    internal static async Task<(long Id, CommitRow Row)?> CommitAsync(
        AppDb db,
        Guid repositoryId,
        byte[] name,
        CancellationToken cancellation
    )
    {
        var commits = db.Set<HistoryCommit>().Where(row => row.RepositoryId == repositoryId && row.Name == name);
        var rows = await Rows(db, commits).ToListAsync(cancellation);
        return rows.Count == 0 ? null : (rows[0].Id, (await WithAreasAsync(db, rows, cancellation))[0]);
    }

    private static IQueryable<HistoryCommit> Find(AppDb db, Guid repositoryId, WorkKind? kind)
    {
        var commits = db.Set<HistoryCommit>().Where(row => row.RepositoryId == repositoryId);
        return kind is { } wanted ? commits.Where(row => row.Kind == wanted) : commits;
    }

    private static IOrderedQueryable<HistoryCommit> Newest(IQueryable<HistoryCommit> commits) =>
        commits.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);

    private static IQueryable<Row> Rows(AppDb db, IQueryable<HistoryCommit> commits) =>
        commits.Select(row => new Row(
            row.Id,
            row.Name,
            row.Subject,
            row.At,
            row.Kind,
            row.DecidedBy,
            row.Parents.Length > row.Name.Length,
            db.Set<HistoryTag>().Where(tag => tag.Id == row.TagId).Select(tag => tag.Name).FirstOrDefault()
        ));

    private static async Task<List<CommitRow>> WithAreasAsync(
        AppDb db,
        IReadOnlyList<Row> rows,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.Id).ToList();
        var areas = (
            await db.Set<HistoryChange>()
                .Where(change => ids.Contains(change.CommitId))
                .Join(
                    db.Set<HistoryPath>().Where(path => path.IsCounted),
                    change => change.PathId,
                    path => path.Id,
                    (change, path) => new { change.CommitId, path.Area }
                )
                .Distinct()
                .ToListAsync(cancellation)
        ).ToLookup(row => row.CommitId, row => row.Area);
        return
        [
            .. rows.Select(row => new CommitRow(
                Convert.ToHexStringLower(row.Name),
                row.Subject,
                row.At,
                row.Kind,
                row.DecidedBy,
                row.IsMerge,
                [.. areas[row.Id].Order(StringComparer.Ordinal)],
                row.Release
            )),
        ];
    }
}
