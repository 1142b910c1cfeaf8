using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

public static class MeasureEndpoints
{
    private sealed record Key(string Slug);

    private sealed record PointKey(DateOnly Date);

    private sealed record MeasureQuery(string? Scope = null, string? Show = null);

    public static void MapMeasures(this IEndpointRouteBuilder app)
    {
        app.MapList<MeasureQuery, MeasureRow>(
            "/measures",
            "/measures",
            "Measures",
            ReadAsync,
            ("measure", row => row.Slug),
            ("name", row => row.Name),
            ("unit", row => row.Unit),
            ("better", row => row.Better),
            ("outcome", row => row.IsOutcome),
            ("team", row => row.Team),
            ("product owner", row => row.ProductOwner),
            ("engineering owner", row => row.EngineeringOwner),
            ("newest on", row => row.NewestOn),
            ("newest", row => row.Newest),
            ("points", row => row.Points),
            ("stale after days", row => row.FreshDays),
            ("source", row => row.Source is { } kind ? Fetching.SourceWords.Of(kind) : null),
            ("failed tries", row => row.Failures),
            ("change", row => Detection.ChangeWords.Brief(row.Change, row.Unit))
        );
        app.MapBoth("/measures/{slug}", "/measures/{slug}/points", PointsAsync, "Its points, oldest first");
        app.OnGet("/measures/{slug}.csv", PointsCsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/measures");
        api.OnPost("", DefineAsync).RequireAuthorization(May.Lead).WithSummary("Define a measure");
        api.OnGet("/{slug}", OneAsync).RequireAuthorization(May.View).WithSummary("One measure");
        api.OnPost("/{slug}/points", AddPointsAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Add points; a day that is there is replaced");
    }

    private static async Task<Page<MeasureRow>?> ReadAsync(
        AppDb db,
        MeasureQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var measures = db.MeasuresIn(query.Scope).Shown(db, query.Show);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            measures = measures.Where(row => row.Slug.CompareTo(last.Slug) > 0);
        return await measures
            .OrderBy(row => row.Slug)
            .PartAsync(part, rows => rows.AsRows(db), row => new Key(row.Slug), cancellation);
    }

    private static async Task<Results<Ok<MeasureRow>, ProblemHttpResult>> OneAsync(
        AppDb db,
        string slug,
        CancellationToken cancellation
    ) =>
        await db.Set<Measure>().Where(row => row.Slug == slug).AsRows(db).SingleOrDefaultAsync(cancellation) is { } row
            ? TypedResults.Ok(row)
            : NotFound(slug);

    private static async Task<Created<MeasureRow>> DefineAsync(
        AppDb db,
        JobQueue queue,
        MeasureDraft draft,
        CancellationToken cancellation
    )
    {
        var measure = await db.DefineMeasureAsync(draft, null, cancellation);
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        var row = await db.Set<Measure>().Where(row => row.Id == measure.Id).AsRows(db).SingleAsync(cancellation);
        return TypedResults.Created($"/api/v1/measures/{measure.Slug}", row);
    }

    private static async Task<Results<Ok<Page<MeasurePoint>>, ProblemHttpResult>> PointsAsync(
        AppDb db,
        HttpResponse response,
        string slug,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        var points = await db.PointsOfAsync(measure.Id, cancellation);
        if (Cursor.Read<PointKey>(part.Cursor) is { } last)
            points = points.Where(point => point.Date > last.Date);
        var page = await points
            .OrderBy(point => point.Date)
            .PartAsync(part, rows => rows, row => new PointKey(row.Date), cancellation);
        response.LinkNext(page);
        return TypedResults.Ok(page);
    }

    /// <summary>All of them: the file can be sent back as it is.</summary>
    private static async Task<IResult> PointsCsvAsync(AppDb db, string slug, CancellationToken cancellation)
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        var points = await (await db.PointsOfAsync(measure.Id, cancellation))
            .OrderBy(point => point.Date)
            .ToListAsync(cancellation);
        return points.Exists(point => point.Coverage is not null)
            ? Csv.File(
                $"{slug}.csv",
                points,
                ("date", point => point.Date),
                ("value", point => point.Value),
                ("coverage", point => point.Coverage)
            )
            : Csv.File($"{slug}.csv", points, ("date", point => point.Date), ("value", point => point.Value));
    }

    private static async Task<Results<Ok<PointsAdded>, ProblemHttpResult, StatusCodeHttpResult>> AddPointsAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        List<MeasurePoint> points,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        if (!MeasureDefining.MayAddPoints(db.Viewer, measure.TeamId))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        MeasurePoints.RequireSound(points, db.Today);
        for (var index = 0; index < points.Count; index++)
            MeasurePoints.RequireShare($"[{index}].value", measure.Unit, points[index].Value);
        await MeasurePoints.RequireSentAsync(db, [measure.Id], cancellation);
        var added = await db.AddPointsAsync(measure, points, cancellation: cancellation);
        if (measure.IsOutcome)
            await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return TypedResults.Ok(added);
    }

    private static Task<Measure?> FindAsync(AppDb db, string slug, CancellationToken cancellation) =>
        db.Set<Measure>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);

    private static ProblemHttpResult NotFound(string slug) => Problems.NotFound($"Measure “{slug}”");
}
