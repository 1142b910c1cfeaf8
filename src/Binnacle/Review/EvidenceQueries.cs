using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

/// <summary>What stands behind one cell.</summary>
public static class EvidenceQueries
{
    public const int RowsOnPage = 50;

    /// <returns>Null for a check or a scope that does not exist, or before the first evaluation.</returns>
    public static async Task<CellEvidence?> EvidenceAsync(
        this AppDb db,
        PracticeList practices,
        string checkId,
        string scopeKey,
        DateOnly? asOf = null,
        int page = 1,
        int rowsOnPage = RowsOnPage,
        CancellationToken cancellation = default
    )
    {
        var check = practices.Checks.FirstOrDefault(candidate => candidate.Id == checkId);
        var scope = (await db.ScopesAsync(cancellation)).FirstOrDefault(candidate => candidate.Key == scopeKey);
        if (check is null || scope is null)
            return null;
        var days = await db.Set<Snapshot>()
            .Where(row => row.CheckId == checkId && row.ScopeKey == scopeKey && (asOf == null || row.Date <= asOf))
            .OrderBy(row => row.Date)
            .ToListAsync(cancellation);
        if (days.Count == 0)
            return null;
        var now = days[^1];
        var isNewest = !await db.Set<Evaluation>().AnyAsync(row => row.Date > now.Date, cancellation);
        return new(
            check,
            practices.Of(check).Name,
            scope,
            now.State,
            now.Text,
            now.Headline,
            now.Target,
            new(now.SampleCount, now.SampleOf),
            now.CoverageOf is null ? null : new(now.CoverageKnown ?? 0, now.CoverageTotal ?? 0, now.CoverageOf),
            now.NewestAt,
            now.NewestWhat,
            now.State is CheckState.Unknown ? check.Unlocks : now.NextStep,
            now.Facts is null ? [] : JsonSerializer.Deserialize<List<Fact>>(now.Facts)!,
            [.. days.Select(day => new TrendPoint(day.Date, day.Number, day.State, day.Text))],
            now.Unit,
            isNewest ? await RowsAsync(db, checkId, scopeKey, page, rowsOnPage, cancellation) : [],
            isNewest ? now.EvidenceTotal : 0
        );
    }

    /// <summary>The newest answers of a check in all scopes that have one.</summary>
    public static async Task<IReadOnlyList<ScopeAnswer>> AnswersAsync(
        this AppDb db,
        string checkId,
        DateOnly? asOf,
        CancellationToken cancellation
    )
    {
        var all = db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.CheckId == checkId && (asOf == null || row.Date <= asOf));
        var newest = await all.MaxAsync(row => (DateOnly?)row.Date, cancellation);
        var answers = await all.Where(row => row.Date == newest)
            .Select(row => new
            {
                row.ScopeKey,
                row.State,
                row.Text,
            })
            .ToDictionaryAsync(row => row.ScopeKey, cancellation);
        return
        [
            .. from scope in await db.ScopesAsync(cancellation)
            where answers.ContainsKey(scope.Key)
            let answer = answers[scope.Key]
            where answer.State is not CheckState.NotApplicable
            select new ScopeAnswer(scope, answer.State, answer.Text),
        ];
    }

    private static async Task<List<EvidenceRow>> RowsAsync(
        AppDb db,
        string checkId,
        string scopeKey,
        int page,
        int rowsOnPage,
        CancellationToken cancellation
    )
    {
        var rows = await db.Set<SnapshotEvidence>()
            .Where(row => row.CheckId == checkId && row.ScopeKey == scopeKey)
            .OrderBy(row => row.Ordinal)
            .Skip((Math.Max(1, page) - 1) * rowsOnPage)
            .Take(rowsOnPage)
            .ToListAsync(cancellation);
        var ids = rows.Select(row => row.RepositoryId).Distinct().ToList();
        var repositories = await db.Set<Repository>()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(
                row => row.Id,
                row => new
                {
                    row.Name,
                    row.Slug,
                    row.WebUrl,
                    row.HeadCommit,
                },
                cancellation
            );
        var paths = rows.Where(row => row.Path is not null).Select(row => row.Path!).Distinct().ToList();
        var documents = await db.Set<Document>()
            .Where(row => ids.Contains(row.RepositoryId) && paths.Contains(row.Path))
            .Select(row => new
            {
                row.RepositoryId,
                row.Path,
                row.Number,
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row =>
        {
            var repository = row.RepositoryId is { } id ? repositories.GetValueOrDefault(id) : null;
            var document = documents.Find(item => item.RepositoryId == row.RepositoryId && item.Path == row.Path);
            var url =
                document is not null ? $"/documents/{document.Number}"
                : row.Path is not null
                    ? WebAddress.Of(repository?.WebUrl, row.Commit ?? repository?.HeadCommit, row.Path, row.Line)
                : row.Commit is not null && repository is not null
                    ? $"/repositories/{repository.Slug}/commits/{row.Commit}"
                : repository is not null ? $"/repositories/{repository.Slug}"
                : null;
            return new EvidenceRow(
                row.Title,
                row.Note,
                repository?.Name,
                row.Path,
                row.Line,
                row.Commit,
                row.At,
                row.State,
                url
            );
        });
    }
}
