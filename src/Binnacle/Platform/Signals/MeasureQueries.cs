using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <param name="Change">What was seen in its points; null where nothing was looked for yet.</param>
/// <param name="Source">Where its points come from; null for those that are sent or typed.</param>
/// <param name="Failures">Tries in a row that failed.</param>
public sealed record MeasureRow(
    string Slug,
    string Name,
    string Unit,
    MeasureDirection Better,
    bool IsOutcome,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    int Points,
    DateOnly? NewestOn,
    double? Newest,
    int? FreshDays,
    int Version,
    SourceKind? Source,
    int Failures
)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string? ChangeJson { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Weeks { get; init; } = "";

    public Detection.ChangeFinding? Change => DigestText.Change(ChangeJson);

    /// <summary>Null where nobody said how fresh it should be.</summary>
    public bool? IsStale(DateOnly today) =>
        FreshDays is { } days ? NewestOn is not { } newest || newest.AddDays(days) < today : null;
}

public static class MeasureQueries
{
    public static IQueryable<Measure> MeasuresIn(this AppDb db, string? scope)
    {
        var measures = db.Set<Measure>().AsNoTracking();
        if (ScopeText.TeamSlug(scope) is not { } slug)
            return measures;
        return measures.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
    }

    /// <param name="show">"outcomes" or "stale"; null for all.</param>
    public static IQueryable<Measure> Shown(this IQueryable<Measure> measures, AppDb db, string? show)
    {
        var today = db.Today;
        return show switch
        {
            null or "" or "all" => measures,
            "outcomes" => measures.Where(row => row.IsOutcome),
            "stale" => measures.Where(row =>
                row.FreshDays != null
                && !db.Set<MeasureDigest>()
                    .Any(digest =>
                        digest.MeasureId == row.Id
                        && digest.NewestOn != null
                        && digest.NewestOn.Value.AddDays(row.FreshDays.Value) >= today
                    )
            ),
            _ => throw new Refusal("show", "Ask for outcomes, stale, or all."),
        };
    }

    public static async Task<(int All, int Outcomes, int Stale)> CountMeasuresAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    )
    {
        var measures = db.MeasuresIn(scope);
        return (
            await measures.CountAsync(cancellation),
            await measures.CountAsync(row => row.IsOutcome, cancellation),
            await measures.Shown(db, "stale").CountAsync(cancellation)
        );
    }

    /// <summary>
    /// The points of a measure wherever they stand: sent and fetched ones in their table, a check's numbers in the daily
    /// snapshots. Whoever reads points reads them here.
    /// </summary>
    public static async Task<IQueryable<MeasurePoint>> PointsOfAsync(
        this AppDb db,
        Guid measureId,
        CancellationToken cancellation = default
    )
    {
        var check = await db.Set<MeasureSource>()
            .Where(row => row.MeasureId == measureId && row.Kind == SourceKind.Check)
            .Select(row => new { row.CheckId, row.ScopeKey })
            .SingleOrDefaultAsync(cancellation);
        return check is null
            ? db.Set<Point>()
                .AsNoTracking()
                .Where(row => row.MeasureId == measureId)
                .Select(row => new MeasurePoint
                {
                    Date = row.Date,
                    Value = row.Value,
                    Coverage = row.Coverage,
                    Version = row.Version,
                })
            : db.Set<Snapshot>()
                .AsNoTracking()
                .Where(row => row.CheckId == check.CheckId && row.ScopeKey == check.ScopeKey && row.Number != null)
                .Select(row => new MeasurePoint
                {
                    Date = row.Date,
                    Value = row.Number!.Value,
                    Coverage = row.CoverageTotal > 0 ? (double?)row.CoverageKnown / row.CoverageTotal : null,
                    Version = row.Version,
                });
    }

    /// <summary>Points after a day and up to another, of a few measures, oldest first.</summary>
    public static async Task<ILookup<Guid, MeasurePoint>> RecentPointsAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> measures,
        DateOnly after,
        DateOnly to,
        CancellationToken cancellation = default
    )
    {
        var computed = await db.ComputedAsync(measures, cancellation);
        var found = await db.Set<Point>()
            .AsNoTracking()
            .Where(row => measures.Contains(row.MeasureId) && row.Date > after && row.Date <= to)
            .OrderBy(row => row.Date)
            .Select(row => new
            {
                row.MeasureId,
                Point = new MeasurePoint(row.Date, row.Value, row.Coverage, row.Version),
            })
            .ToListAsync(cancellation);
        var all = found
            .Where(row => !computed.Contains(row.MeasureId))
            .Select(row => (row.MeasureId, row.Point))
            .ToList();
        foreach (var measure in computed)
        {
            var numbers = await (await db.PointsOfAsync(measure, cancellation))
                .Where(point => point.Date > after && point.Date <= to)
                .OrderBy(point => point.Date)
                .ToListAsync(cancellation);
            all.AddRange(numbers.Select(point => (measure, point)));
        }
        return all.ToLookup(row => row.Item1, row => row.Item2);
    }

    /// <summary>The newest point of each of some measures, up to a day; those without one are not in the answer.</summary>
    public static async Task<IReadOnlyDictionary<Guid, MeasurePoint>> NewestPointsAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> measures,
        DateOnly to,
        CancellationToken cancellation = default
    )
    {
        var newest = await db.Set<Measure>()
            .Where(row => measures.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                On = db.Set<Point>()
                    .Where(point => point.MeasureId == row.Id && point.Date <= to)
                    .Max(point => (DateOnly?)point.Date),
            })
            .Join(
                db.Set<Point>(),
                last => new { last.Id, Day = last.On!.Value },
                point => new { Id = point.MeasureId, Day = point.Date },
                (last, point) =>
                    new { last.Id, Point = new MeasurePoint(point.Date, point.Value, point.Coverage, point.Version) }
            )
            .ToDictionaryAsync(row => row.Id, row => row.Point, cancellation);
        foreach (var measure in await db.ComputedAsync(measures, cancellation))
        {
            newest.Remove(measure);
            var own = await (await db.PointsOfAsync(measure, cancellation))
                .Where(point => point.Date <= to)
                .OrderByDescending(point => point.Date)
                .FirstOrDefaultAsync(cancellation);
            if (own is not null)
                newest[measure] = own;
        }
        return newest;
    }

    /// <summary>Which of them a check feeds.</summary>
    public static Task<List<Guid>> ComputedAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> measures,
        CancellationToken cancellation = default
    ) =>
        db.Set<MeasureSource>()
            .Where(row => row.Kind == SourceKind.Check && measures.Contains(row.MeasureId))
            .Select(row => row.MeasureId)
            .ToListAsync(cancellation);

    public static IQueryable<MeasureRow> AsRows(this IQueryable<Measure> measures, AppDb db) =>
        from row in measures
        join digest in db.Set<MeasureDigest>() on row.Id equals digest.MeasureId into digests
        from digest in digests.DefaultIfEmpty()
        join source in db.Set<MeasureSource>() on row.Id equals source.MeasureId into sources
        from source in sources.DefaultIfEmpty()
        join team in db.Set<Team>() on row.TeamId equals (Guid?)team.Id into teams
        from team in teams.DefaultIfEmpty()
        select new MeasureRow(
            row.Slug,
            row.Name,
            row.Unit,
            row.Better,
            row.IsOutcome,
            team.Name,
            row.ProductOwner,
            row.EngineeringOwner,
            (int?)digest.Points ?? 0,
            digest.NewestOn,
            digest.Newest,
            row.FreshDays,
            row.Version,
            (SourceKind?)source.Kind,
            (int?)source.Failures ?? 0
        )
        {
            ChangeJson = digest.Change,
            Weeks = digest.Weeks ?? "",
        };

    /// <summary>Where the viewer may define measures.</summary>
    public static async Task<List<ScopeChoice>> MeasureScopesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var teams = await db.Set<Team>()
            .AsNoTracking()
            .Where(team => team.ArchivedAt == null)
            .OrderBy(team => team.Name)
            .ToListAsync(cancellation);
        var scopes = teams
            .Where(team => MeasureDefining.MayDefine(db.Viewer, team.Id))
            .Select(team => new ScopeChoice(ScopeText.OfTeam(team.Slug), team.Name))
            .ToList();
        if (MeasureDefining.MayDefine(db.Viewer, null))
            scopes.Insert(0, new("organization", "The whole organization"));
        return scopes;
    }
}
