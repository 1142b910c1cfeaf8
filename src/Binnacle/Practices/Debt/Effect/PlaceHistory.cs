using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Effect;

/// <summary>Changes by people in a part of a repository and in the rest of it, between two days. Merges and bots are left out.</summary>
public sealed record PlaceFacts(
    int Changes,
    int Fixes,
    int RestChanges,
    int RestFixes,
    int Files,
    int People,
    int NetLines
)
{
    public double? FixShare => Changes == 0 ? null : (double)Fixes / Changes;

    public double? RestShare => RestChanges == 0 ? null : (double)RestFixes / RestChanges;
}

public static class PlaceHistory
{
    /// <param name="path">A folder or file; empty for the whole repository.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, included.</param>
    public static Task<PlaceFacts> PlaceFactsAsync(
        this AppDb db,
        Guid repositoryId,
        string path,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation = default
    ) =>
        db.RememberAsync(
            $"place-facts:{repositoryId}:{first:O}:{last:O}:{path}",
            () => ReadAsync(db, repositoryId, path, first, last, cancellation),
            cancellation
        );

    private static async Task<PlaceFacts> ReadAsync(
        AppDb db,
        Guid repositoryId,
        string path,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        var start = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var end = last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var within = PathsUnder(db, repositoryId, path);
        var commits = db.CommitsByPeople()
            .Where(row => row.RepositoryId == repositoryId && row.At >= start && row.At < end)
            .Join(
                db.Set<HistoryAuthor>(),
                row => row.AuthorId,
                author => author.Id,
                (row, author) =>
                    new
                    {
                        row.Id,
                        IsFix = row.Kind == WorkKind.Fix,
                        author.PersonId,
                        row.AuthorId,
                        Touches = db.Set<HistoryChange>()
                            .Any(change => change.CommitId == row.Id && within.Any(known => known.Id == change.PathId)),
                    }
            );
        var sums = await commits
            .GroupBy(row => new { row.Touches, row.IsFix })
            .Select(group => new
            {
                group.Key.Touches,
                group.Key.IsFix,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        int Sum(bool touches, bool? isFix) =>
            sums.Where(sum => sum.Touches == touches && (isFix is null || sum.IsFix == isFix)).Sum(sum => sum.Count);
        var people = await commits
            .Where(row => row.Touches)
            .Select(row => new { row.PersonId, Author = row.PersonId == null ? row.AuthorId : 0 })
            .Distinct()
            .CountAsync(cancellation);
        var net = await (
            from commit in commits
            join change in db.Set<HistoryChange>() on commit.Id equals change.CommitId
            join known in within on change.PathId equals known.Id
            select (change.Added ?? 0) - (change.Deleted ?? 0)
        ).SumAsync(cancellation);
        var files = await within.CountAsync(known => known.IsCurrent, cancellation);
        return new(Sum(true, null), Sum(true, true), Sum(false, null), Sum(false, true), files, people, net);
    }

    public static IQueryable<HistoryPath> PathsUnder(AppDb db, Guid repositoryId, string path)
    {
        var paths = db.Set<HistoryPath>().Where(row => row.RepositoryId == repositoryId && row.IsCounted);
        if (path.Length == 0)
            return paths;
        var folder = path + "/";
        return paths.Where(row => row.Path == path || row.Path.StartsWith(folder));
    }

    /// <summary>Null when the repository is not there or was never read.</summary>
    public static Task<Repository?> ReadRepositoryAsync(this AppDb db, Guid? id, CancellationToken cancellation) =>
        db.Set<Repository>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.ScannedAt != null, cancellation);
}
