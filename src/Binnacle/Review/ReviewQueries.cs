using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

/// <param name="AsOf">The day to look at; null for the newest evaluation.</param>
/// <param name="ColumnPage">From 1; the organization stands on every page of columns.</param>
/// <param name="Scope">Whose title, tiles, checklist and needs are shown; the organization beside it in the grid.</param>
public sealed record ReviewRequest(
    DateOnly? AsOf = null,
    int ColumnPage = 1,
    bool AllColumns = false,
    string Scope = "organization"
);

/// <summary>What the Review shows, from the snapshots of a day.</summary>
public static class ReviewQueries
{
    /// <summary>Teams beside the organization on one page of columns.</summary>
    public const int ColumnsOnPage = 7;

    /// <returns>Null before the first evaluation.</returns>
    public static Task<ReviewModel?> ReviewAsync(
        this AppDb db,
        PracticeList practices,
        ReviewRequest request,
        CancellationToken cancellation = default
    ) =>
        db.RememberAsync(
            $"review:{request}:{db.Viewer.Sight}",
            () => ReadAsync(db, practices, request, cancellation),
            cancellation
        );

    private static async Task<ReviewModel?> ReadAsync(
        AppDb db,
        PracticeList practices,
        ReviewRequest request,
        CancellationToken cancellation
    )
    {
        if (await EvaluatedAsync(db, request.AsOf, cancellation) is not { } day)
            return null;
        var scopes = await db.ScopesAsync(cancellation);
        var focus = scopes.FirstOrDefault(scope => scope.Key == request.Scope) ?? scopes[0];
        var columns = Columns(scopes, focus, request);
        var compared = await ComparedAsync(db, day, cancellation);
        var keys = columns.Select(scope => scope.Key).ToList();
        var cells = await CellsAsync(db, [day, compared ?? day], keys, cancellation);
        var now = cells.GetValueOrDefault(day, []);
        var before = compared is { } past ? cells.GetValueOrDefault(past, []) : [];
        var facts = new ReviewFacts(
            focus,
            day,
            compared,
            columns,
            scopes.Count - 1,
            now,
            before,
            await OutcomesAsync(db, day, now, cancellation),
            await WaitingQueries.WaitingAsync(db, day, focus, cancellation)
        );
        return ReviewDrawing.Draw(facts, practices);
    }

    public static Task<IReadOnlyList<Scope>> ScopesAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.RememberAsync("scopes", () => ReadScopesAsync(db, cancellation), cancellation);

    private static async Task<IReadOnlyList<Scope>> ReadScopesAsync(AppDb db, CancellationToken cancellation)
    {
        var name =
            await db.Set<Organization>()
                .OrderBy(row => row.CreatedAt)
                .Select(row => row.Name)
                .FirstOrDefaultAsync(cancellation)
            ?? "Organization";
        var scopes = await db.Set<Team>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new Scope(ScopeKind.Team, row.Id, row.Slug, row.Name))
            .ToListAsync(cancellation);
        if (scopes.Count == 0)
            scopes = await db.Set<Repository>()
                .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
                .OrderBy(row => row.Name)
                .Select(row => new Scope(ScopeKind.Repository, row.Id, row.Slug, row.Name))
                .ToListAsync(cancellation);
        if (scopes is [{ Kind: ScopeKind.Repository }])
            scopes = [];
        return [new(ScopeKind.Organization, Guid.Empty, "organization", name), .. scopes];
    }

    private static async Task<DateOnly?> EvaluatedAsync(AppDb db, DateOnly? asOf, CancellationToken cancellation) =>
        await db.Set<Evaluation>()
            .Where(row => asOf == null || row.Date <= asOf)
            .OrderByDescending(row => row.Date)
            .Select(row => (DateOnly?)row.Date)
            .FirstOrDefaultAsync(cancellation);

    private static List<Scope> Columns(IReadOnlyList<Scope> scopes, Scope focus, ReviewRequest request) =>
        request.AllColumns ? [.. scopes]
        : focus.Kind is not ScopeKind.Organization ? [scopes[0], focus]
        : [scopes[0], .. scopes.Skip(1 + ((Math.Max(1, request.ColumnPage) - 1) * ColumnsOnPage)).Take(ColumnsOnPage)];

    /// <summary>The day of the last review before this one; where none was held, the evaluation a week before.</summary>
    private static async Task<DateOnly?> ComparedAsync(AppDb db, DateOnly day, CancellationToken cancellation)
    {
        var held = await db.Set<ReviewMark>()
            .Where(row => row.Date < day)
            .OrderByDescending(row => row.Date)
            .Select(row => (DateOnly?)row.Date)
            .FirstOrDefaultAsync(cancellation);
        var latest = held ?? day.AddDays(-7);
        return await db.Set<Evaluation>()
            .Where(row => row.Date <= latest)
            .OrderByDescending(row => row.Date)
            .Select(row => (DateOnly?)row.Date)
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<Dictionary<DateOnly, Dictionary<(string Scope, string Check), SnapshotCell>>> CellsAsync(
        AppDb db,
        DateOnly[] days,
        List<string> scopes,
        CancellationToken cancellation
    )
    {
        var rows = await db.Set<Snapshot>()
            .Where(row => days.Contains(row.Date) && scopes.Contains(row.ScopeKey))
            .Select(row => new SnapshotCell(
                row.Date,
                row.ScopeKey,
                row.CheckId,
                row.State,
                row.Number,
                row.Text,
                row.Headline,
                row.Target,
                row.NextStep
            ))
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.Date)
            .ToDictionary(group => group.Key, group => group.ToDictionary(row => (row.ScopeKey, row.CheckId)));
    }

    private static async Task<List<OutcomeTile>> OutcomesAsync(
        AppDb db,
        DateOnly day,
        Dictionary<(string Scope, string Check), SnapshotCell> now,
        CancellationToken cancellation
    )
    {
        var since = day.AddDays(-91);
        var measures = await db.Set<Measure>()
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.DefinedAt)
            .ThenBy(row => row.Id)
            .Take(5)
            .ToListAsync(cancellation);
        if (measures.Count == 0)
            return await RepositoryTiles.TilesAsync(db, day, now, cancellation);
        var ids = measures.ConvertAll(row => row.Id);
        var points = await db.RecentPointsAsync(ids, since, day, cancellation);
        return measures.ConvertAll(measure => OutcomeDrawing.Tile(measure, [.. points[measure.Id]], day));
    }
}

/// <summary>A snapshot, as much of it as the grid needs.</summary>
internal sealed record SnapshotCell(
    DateOnly Date,
    string ScopeKey,
    string CheckId,
    CheckState State,
    double? Number,
    string Text,
    string Headline,
    string? Target,
    string NextStep
);

/// <summary>What was read for one Review; the drawing from it is pure.</summary>
internal sealed record ReviewFacts(
    Scope Focus,
    DateOnly Day,
    DateOnly? ComparedWith,
    IReadOnlyList<Scope> Columns,
    int ColumnsTotal,
    IReadOnlyDictionary<(string Scope, string Check), SnapshotCell> Now,
    IReadOnlyDictionary<(string Scope, string Check), SnapshotCell> Before,
    IReadOnlyList<OutcomeTile> Outcomes,
    Waiting Waiting
);
