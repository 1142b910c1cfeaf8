using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.History;

public static class CommitFactQueries
{
    public const int FilesOnPage = 100;

    /// <param name="id">The full object name.</param>
    /// <returns>Null when the repository has no such commit.</returns>
    public static async Task<CommitFacts?> CommitFactsAsync(
        this AppDb db,
        string slug,
        string id,
        int page = 1,
        CancellationToken cancellation = default
    )
    {
        if (id.Length is not (40 or 64) || !id.All(char.IsAsciiHexDigit))
            return null;
        var repository = await db.Set<Repository>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (
            repository is null
            || await CommitQueries.CommitAsync(db, repository.Id, Convert.FromHexString(id), cancellation)
                is not { } found
        )
            return null;
        var changes = db.Set<HistoryChange>().Where(change => change.CommitId == found.Id);
        var sums = await changes
            .GroupBy(_ => 1)
            .Select(group => new
            {
                Files = group.Count(),
                Added = group.Sum(change => change.Added ?? 0),
                Deleted = group.Sum(change => change.Deleted ?? 0),
                Unknown = group.Sum(change => change.Added == null ? 1 : 0),
            })
            .FirstOrDefaultAsync(cancellation);
        return new(
            repository.Name,
            repository.Slug,
            found.Row,
            WorkMix.Classify(found.Row.Subject).Evidence,
            WebAddress.Of(repository.WebUrl, found.Row.Id, null, null),
            await FilesAsync(db, repository, found.Row.Id, changes, page, cancellation),
            sums?.Files ?? 0,
            sums?.Added ?? 0,
            sums?.Deleted ?? 0,
            sums?.Unknown > 0
        );
    }

    private static async Task<List<FileRow>> FilesAsync(
        AppDb db,
        Repository repository,
        string commit,
        IQueryable<HistoryChange> changes,
        int page,
        CancellationToken cancellation
    )
    {
        var rows = await changes
            .Join(
                db.Set<HistoryPath>(),
                change => change.PathId,
                path => path.Id,
                (change, path) =>
                    new
                    {
                        path.Path,
                        path.IsCounted,
                        change.Kind,
                        change.Added,
                        change.Deleted,
                        Old = db.Set<HistoryPath>()
                            .Where(old => old.Id == change.OldPathId)
                            .Select(old => old.Path)
                            .FirstOrDefault(),
                    }
            )
            .OrderBy(row => row.Path)
            .Skip((page - 1) * FilesOnPage)
            .Take(FilesOnPage)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new FileRow(
            row.Path,
            row.Old,
            Word((ChangeKind)row.Kind),
            row.Added,
            row.Deleted,
            row.IsCounted,
            (ChangeKind)row.Kind is ChangeKind.Deleted ? null : WebAddress.Of(repository.WebUrl, commit, row.Path, null)
        ));
    }

    private static string Word(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Added => "added",
            ChangeKind.Deleted => "deleted",
            ChangeKind.Renamed => "renamed",
            ChangeKind.Copied => "copied",
            _ => "changed",
        };
}
