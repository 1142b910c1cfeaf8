using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Signals.Detection;
using Binnacle.Platform.Signals.Fetching;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>A source for programs; of its secret only whether there is one.</summary>
public sealed record SourceAnswer(
    SourceKind Kind,
    FetchSchedule Schedule,
    SourceSettings Settings,
    string? Connection,
    bool HasSecret,
    string? Check,
    string? Scope,
    DateTime? LastSuccessAt,
    DateTime? LastFailureAt,
    string? LastFailure,
    int Failures,
    DateTime? NextTryAt,
    DateOnly? BackfillFrom,
    DateOnly? BackfilledTo
);

/// <param name="From">Null goes on with what was stopped.</param>
public sealed record BackfillRequest(DateOnly? From = null);

/// <summary>Sources, annotations and the change that was seen, of one measure.</summary>
public static class SignalEndpoints
{
    private const int Years = 5;

    public static void MapSignals(this IEndpointRouteBuilder app)
    {
        app.MapBoth(
            "/measures/{slug}/annotations",
            "/measures/{slug}/annotations",
            AnnotationsAsync,
            "What happened on its line, newest first"
        );
        app.OnGet("/measures/{slug}/annotations.csv", AnnotationsCsvAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
        app.OnPost("/measures/{slug}/annotations/{id:guid}/removal", RemoveFromPageAsync)
            .RequireAuthorization(May.Contribute)
            .ExcludeFromDescription();
        app.OnGet("/settings/connections.json", ConnectionsAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
        app.OnGet("/settings/connections.csv", ConnectionsCsvAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/measures/{slug}");
        api.OnGet("/change", ChangeAsync)
            .RequireAuthorization(May.View)
            .WithSummary("The newest change that was seen, and how sure it is");
        api.OnPost("/annotations", AnnotateAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Put something that happened on its line");
        api.OnDelete("/annotations/{id:guid}", RemoveAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Take it off the line");
        api.OnGet("/source", SourceAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Where its points come from, and how the last tries went");
        api.OnPut("/source", SetSourceAsync).RequireAuthorization(May.Lead).WithSummary("Set its source");
        api.OnDelete("/source", RemoveSourceAsync).RequireAuthorization(May.Lead).WithSummary("Remove its source");
        api.OnPost("/source/try", TryAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Ask a source once, without saving anything");
        api.OnPost("/source/backfill", BackfillAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Fetch the past, or go on with it");
    }

    private static Task<Measure?> FindAsync(AppDb db, string slug, CancellationToken cancellation) =>
        db.Set<Measure>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);

    private static ProblemHttpResult NotFound(string slug) => Problems.NotFound($"Measure “{slug}”");

    private static async Task<Results<Ok<Page<Annotated>>, ProblemHttpResult>> AnnotationsAsync(
        AppDb db,
        AnnotationReading reading,
        string slug,
        CancellationToken cancellation
    ) =>
        await FindAsync(db, slug, cancellation) is { } measure
            ? TypedResults.Ok(new Page<Annotated>(await ReadAsync(db, reading, measure, cancellation), Next: null))
            : NotFound(slug);

    private static async Task<IResult> AnnotationsCsvAsync(
        AppDb db,
        AnnotationReading reading,
        string slug,
        CancellationToken cancellation
    ) =>
        await FindAsync(db, slug, cancellation) is { } measure
            ? Csv.File(
                $"{slug}-annotations.csv",
                await ReadAsync(db, reading, measure, cancellation),
                ("day", row => row.On),
                ("kind", row => row.Kind),
                ("text", row => row.Text),
                ("url", row => row.Url),
                ("by", row => row.By)
            )
            : NotFound(slug);

    private static Task<List<Annotated>> ReadAsync(
        AppDb db,
        AnnotationReading reading,
        Measure measure,
        CancellationToken cancellation
    ) => reading.ReadAsync(db, measure, db.Today.AddYears(-Years), db.Today, cancellation);

    private static async Task<IResult> AnnotateAsync(
        AppDb db,
        string slug,
        AnnotationDraft draft,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        var row = await db.AnnotateAsync(measure, draft, cancellation);
        return Results.Created(
            $"/api/v1/measures/{slug}/annotations",
            new Annotated(row.On, row.Kind, row.Text, null, row.AddedBy, row.Id)
        );
    }

    private static async Task<IResult> RemoveAsync(AppDb db, string slug, Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        await db.RemoveAnnotationAsync(measure, id, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> RemoveFromPageAsync(
        AppDb db,
        string slug,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        await db.RemoveAnnotationAsync(measure, id, cancellation);
        return Results.LocalRedirect($"/measures/{slug}");
    }

    private static async Task<Results<Ok<ChangeFinding>, ProblemHttpResult>> ChangeAsync(
        AppDb db,
        string slug,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        var kept = await db.Set<MeasureDigest>()
            .Where(row => row.MeasureId == measure.Id && !row.IsBehind)
            .Select(row => row.Change)
            .SingleOrDefaultAsync(cancellation);
        if (DigestText.Change(kept) is { } known)
            return TypedResults.Ok(known);
        var points = await (await db.PointsOfAsync(measure.Id, cancellation))
            .OrderBy(point => point.Date)
            .ToListAsync(cancellation);
        return TypedResults.Ok(Digesting.Look(points));
    }

    private static async Task<Results<Ok<SourceAnswer>, ProblemHttpResult>> SourceAsync(
        AppDb db,
        string slug,
        CancellationToken cancellation
    )
    {
        var row = await (
            from source in db.Set<MeasureSource>().AsNoTracking()
            join measure in db.Set<Measure>() on source.MeasureId equals measure.Id
            where measure.Slug == slug
            select new
            {
                Source = source,
                measure.TeamId,
                Connection = db.Set<SqlConnectionDefinition>()
                    .Where(one => one.Id == source.ConnectionId)
                    .Select(one => one.Name)
                    .FirstOrDefault(),
            }
        ).SingleOrDefaultAsync(cancellation);
        if (row is null)
            return Problems.NotFound($"A source of “{slug}”");
        var found = row.Source;
        var settings = SourceSettings.Read(found.Settings);
        // The query of an address may hold a key; whoever may set it sees it.
        if (!MeasureDefining.MayDefine(db.Viewer, row.TeamId))
            settings = settings with { Address = SourceWords.Place(settings) };
        return TypedResults.Ok(
            new SourceAnswer(
                found.Kind,
                found.Schedule,
                settings,
                row.Connection,
                found.Secret is not null,
                found.CheckId,
                found.ScopeKey,
                found.LastSuccessAt,
                found.LastFailureAt,
                found.LastFailure,
                found.Failures,
                found.NextTryAt,
                found.BackfillFrom,
                found.BackfilledTo
            )
        );
    }

    private static async Task<IResult> SetSourceAsync(
        AppDb db,
        SourceDefining sources,
        JobQueue queue,
        string slug,
        SourceDraft draft,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        await sources.SetAsync(measure, draft, cancellation);
        await queue.QueueAsync(FetchJob.Id, "", "Fetch measures", cancellation);
        return (await SourceAsync(db, slug, cancellation)).Result;
    }

    private static async Task<IResult> RemoveSourceAsync(
        AppDb db,
        SourceDefining sources,
        string slug,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        await sources.RemoveAsync(measure, cancellation);
        return Results.NoContent();
    }

    private static async Task<Results<Ok<Fetched>, ProblemHttpResult>> TryAsync(
        AppDb db,
        SourceDefining sources,
        string slug,
        SourceDraft draft,
        CancellationToken cancellation
    ) =>
        await FindAsync(db, slug, cancellation) is { } measure
            ? TypedResults.Ok(await sources.TryAsync(measure, draft, cancellation))
            : NotFound(slug);

    private static async Task<IResult> BackfillAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        BackfillRequest request,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, slug, cancellation) is not { } measure)
            return NotFound(slug);
        await db.BackfillAsync(queue, measure, request.From, cancellation);
        return Results.Accepted($"/api/v1/measures/{slug}/source");
    }

    private static async Task<Page<ConnectionRow>> ConnectionsAsync(AppDb db, CancellationToken cancellation) =>
        new(await ConnectionDefining.Rows(db).Take(500).ToListAsync(cancellation), Next: null);

    private static async Task<IResult> ConnectionsCsvAsync(AppDb db, CancellationToken cancellation) =>
        Csv.File(
            "connections.csv",
            await ConnectionDefining.Rows(db).Take(500).ToListAsync(cancellation),
            ("name", row => row.Name),
            ("host", row => row.Host),
            ("port", row => row.Port),
            ("database", row => row.Database),
            ("user", row => row.UserName),
            ("measures", row => row.Measures)
        );
}
