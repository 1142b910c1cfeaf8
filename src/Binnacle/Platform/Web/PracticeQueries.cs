using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Web;

public static class PracticeQueries
{
    private const int TwoYears = 731;

    /// <summary>What was known of a practice on a day: the newest evaluation up to it, its past, its documents.</summary>
    public static async Task<PracticeModel> PracticeAsync(
        this AppDb db,
        Practice practice,
        ScopeChoice scope,
        DateOnly? asOf,
        int page,
        CancellationToken cancellation
    )
    {
        var day = asOf ?? db.Today;
        var newest = await db.Set<Evaluation>()
            .Where(row => row.Date <= day)
            .MaxAsync(row => (DateOnly?)row.Date, cancellation);
        var ids = practice.Checks.Select(check => check.Id).ToList();
        var snapshots = await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.Date == newest && ids.Contains(row.CheckId))
            .Where(row => row.ScopeKey == scope.Key || row.ScopeKey == "organization")
            .ToListAsync(cancellation);
        var checks = practice.Checks.Select(check => Answer(check, scope, snapshots)).ToList();
        var (documents, total) = await DocumentsAsync(db, practice, scope, page, cancellation);
        return new PracticeModel(
            practice,
            scope.Key,
            scope.Name,
            checks,
            await TrendAsync(db, checks, snapshots, newest ?? day, cancellation),
            documents,
            total
        );
    }

    private static PracticeCheck Answer(Check check, ScopeChoice scope, List<Snapshot> snapshots)
    {
        var of = snapshots.Where(row => row.CheckId == check.Id).ToList();
        var found = of.Find(row => row.ScopeKey == scope.Key) ?? (check.PerTeam ? null : of.FirstOrDefault());
        return found is null
            ? new(check, scope.Key, CheckState.Unknown, "unknown", "Nothing tells us yet.", null, check.Unlocks)
            : new(check, found.ScopeKey, found.State, found.Text, found.Headline, found.Target, found.NextStep);
    }

    private static async Task<PracticeTrend?> TrendAsync(
        AppDb db,
        List<PracticeCheck> checks,
        List<Snapshot> snapshots,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var since = day.AddDays(-TwoYears);
        var known = checks
            .Select(check => snapshots.Find(row => row.CheckId == check.Check.Id && row.ScopeKey == check.ScopeKey))
            .OfType<Snapshot>()
            .Where(row => row.Number is not null)
            .ToList();
        var varying = await VaryingAsync(db, known, since, day, cancellation);
        var headline =
            known
                .Where(row => varying.Contains((row.CheckId, row.ScopeKey)))
                .OrderBy(row => Badness(row.State))
                .ThenBy(row => TargetNumber.In(row.Target, row.Unit) is null)
                .FirstOrDefault()
            ?? known.FirstOrDefault();
        if (headline is null)
            return null;
        var points = await db.Set<Snapshot>()
            .Where(row => row.ScopeKey == headline.ScopeKey && row.CheckId == headline.CheckId)
            .Where(row => row.Date >= since && row.Date <= day)
            .OrderBy(row => row.Date)
            .Select(row => new TrendPoint(row.Date, row.Number, row.State, row.Text))
            .ToListAsync(cancellation);
        return new(headline.CheckId, headline.Headline, headline.Unit, headline.Target, points);
    }

    /// <summary>Checks whose number was not the same all the time: a flat line says nothing.</summary>
    private static async Task<HashSet<(string, string)>> VaryingAsync(
        AppDb db,
        List<Snapshot> known,
        DateOnly since,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var ids = known.ConvertAll(row => row.CheckId);
        var keys = known.Select(row => row.ScopeKey).Distinct().ToList();
        var ranges = await db.Set<Snapshot>()
            .Where(row => ids.Contains(row.CheckId) && keys.Contains(row.ScopeKey))
            .Where(row => row.Date >= since && row.Date <= day)
            .GroupBy(row => new { row.CheckId, row.ScopeKey })
            .Select(of => new
            {
                of.Key,
                Low = of.Min(row => row.Number),
                High = of.Max(row => row.Number),
            })
            .ToListAsync(cancellation);
        return
        [
            .. ranges.Where(range => range.Low < range.High).Select(range => (range.Key.CheckId, range.Key.ScopeKey)),
        ];
    }

    private static int Badness(CheckState state) =>
        state switch
        {
            CheckState.Fail => 0,
            CheckState.Warn => 1,
            CheckState.Pass => 2,
            _ => 3,
        };

    private static async Task<(List<PracticeDocument> Documents, int Total)> DocumentsAsync(
        AppDb db,
        Practice practice,
        ScopeChoice scope,
        int page,
        CancellationToken cancellation
    )
    {
        if (practice.Documents.Count == 0)
            return ([], 0);
        var documents =
            from document in db.Set<Document>()
            join repository in db.Set<Repository>() on document.RepositoryId equals repository.Id
            where document.RemovedAt == null && practice.Documents.Contains(document.Kind)
            select new { document, repository };
        if (ScopeText.TeamSlug(scope.Key) is { } slug)
            documents = documents.Where(row =>
                db.Set<Team>().Any(team => team.Id == row.document.TeamId && team.Slug == slug)
            );
        else if (ScopeText.RepositorySlug(scope.Key) is { } place)
            documents = documents.Where(row => row.repository.Slug == place);
        var total = await documents.CountAsync(cancellation);
        var rows = await documents
            .OrderByDescending(row => row.document.Problems)
            .ThenByDescending(row => row.document.ChangedAt)
            .ThenBy(row => row.document.Number)
            .Skip((page - 1) * PracticeView.PageSize)
            .Take(PracticeView.PageSize)
            .AsNoTracking()
            .ToListAsync(cancellation);
        return (
            [
                .. rows.Select(row => new PracticeDocument(
                    row.document.Title.Length > 0 ? row.document.Title : row.document.Path,
                    row.document.Kind,
                    row.repository.Name,
                    row.document.Path,
                    row.document.ChangedAt,
                    row.document.Problems,
                    $"/documents/{row.document.Number}"
                )),
            ],
            total
        );
    }
}
