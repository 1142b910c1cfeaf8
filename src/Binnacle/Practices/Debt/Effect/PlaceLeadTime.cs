using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Effect;

/// <summary>
/// Median days from a change by a person to the first release that contains it, in a part of a repository and in the rest of
/// it, over a year. Unreleased changes count as waiting until today (Kaplan–Meier), as in the check of lead time.
/// </summary>
/// <param name="Days">Null where fewer than ten changes touch the part, or more than half of them wait.</param>
public sealed record PlaceLeadTime(int Changes, double? Days, int RestChanges, double? RestDays)
{
    public const int Window = 365;
    public const int Fewest = 10;

    /// <returns>Null where the repository has no release.</returns>
    public static async Task<PlaceLeadTime?> LoadAsync(
        AppDb db,
        Guid repositoryId,
        string path,
        CancellationToken cancellation
    )
    {
        var tags = db.Set<HistoryTag>().Where(tag => tag.RepositoryId == repositoryId);
        if (!await tags.AnyAsync(tag => tag.IsRelease, cancellation))
            return null;
        var since = db.Today.AddDays(-Window).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var within = PlaceHistory.PathsUnder(db, repositoryId, path);
        var changes = await db.CommitsByPeople()
            .Where(row => row.RepositoryId == repositoryId && row.At >= since)
            .Select(row => new
            {
                row.At,
                ReleasedAt = tags.Where(tag => tag.Id == row.TagId).Select(tag => (DateTime?)tag.At).FirstOrDefault(),
                Touches = db.Set<HistoryChange>()
                    .Any(change => change.CommitId == row.Id && within.Any(known => known.Id == change.PathId)),
            })
            .ToListAsync(cancellation);
        var (own, rest) = (new List<Duration>(), new List<Duration>());
        foreach (var change in changes)
            (change.Touches ? own : rest).Add(
                new(Math.Max(0, ((change.ReleasedAt ?? db.Now) - change.At).TotalDays), change.ReleasedAt is not null)
            );
        return new(own.Count, Median(own), rest.Count, Median(rest));
    }

    private static double? Median(List<Duration> durations) =>
        durations.Count < Fewest ? null : Statistics.TimeUntil(durations, 0.5);
}
