using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Jobs;

/// <summary>What runs and waits, what comes next, and a part of what ran.</summary>
public sealed record JobsAnswer(IReadOnlyList<JobRow> AtWork, IReadOnlyList<ComingJob> Coming, Page<JobRow> Ended);

public static class JobEndpoints
{
    private sealed record Key(DateTime EndedAt, Guid Id);

    public static IServiceCollection AddJobPages(this IServiceCollection services)
    {
        services.AddScoped<JobControl>();
        services.AddSingleton<JobTimes>();
        return services;
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/jobs.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/jobs.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/jobs/progress", ProgressAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapPost("/jobs/{id:guid}/stop", StopFromPageAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
        app.MapPost("/jobs/{id:guid}/again", AgainFromPageAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/jobs");
        api.MapGet("", ListAsync).RequireAuthorization(May.View).WithSummary("Jobs: running, waiting, coming, ended");
        api.MapPost("/{id:guid}/stop", StopAsync).RequireAuthorization(May.Administer).WithSummary("Stop a run");
        api.MapPost("/{id:guid}/again", AgainAsync).RequireAuthorization(May.Lead).WithSummary("Run it again");
    }

    private static async Task<RazorComponentResult> ProgressAsync(AppDb db, CancellationToken cancellation) =>
        new RazorComponentResult<JobProgressView>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(JobProgressView.Runs)] = await db.JobsAtWorkAsync(cancellation),
            }
        );

    private static async Task<JobsAnswer> ListAsync(
        AppDb db,
        JobTimes times,
        HttpResponse response,
        string? outcome,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var ended = await EndedAsync(db, outcome, cursor, Cursor.Size(size), cancellation);
        response.LinkNext(ended);
        return new(await db.JobsAtWorkAsync(cancellation), times.Coming(), ended);
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string? outcome,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var ended = await EndedAsync(db, outcome, cursor, Cursor.Size(size ?? Cursor.LargestSize), cancellation);
        response.LinkNext(ended);
        return Csv.File(
            "jobs.csv",
            ended.Items,
            ("title", row => row.Title),
            ("queued", row => row.QueuedAt),
            ("started", row => row.StartedAt),
            ("ended", row => row.EndedAt),
            ("outcome", row => row.Outcome?.Words()),
            ("message", row => row.Message)
        );
    }

    private static async Task<Page<JobRow>> EndedAsync(
        AppDb db,
        string? outcome,
        string? cursor,
        int size,
        CancellationToken cancellation
    )
    {
        var runs = db.JobsEnded(outcome);
        if (Cursor.Read<Key>(cursor) is { } last)
        {
            runs = runs.Where(run =>
                run.EndedAt < last.EndedAt || (run.EndedAt == last.EndedAt && run.Id.CompareTo(last.Id) < 0)
            );
        }
        var rows = await runs.OrderByDescending(run => run.EndedAt)
            .ThenByDescending(run => run.Id)
            .Take(size + 1)
            .AsRows()
            .ToListAsync(cancellation);
        return Cursor.Cut(rows, size, row => new Key(row.EndedAt!.Value, row.Id));
    }

    private static async Task<Results<NoContent, ProblemHttpResult, StatusCodeHttpResult>> StopAsync(
        AppDb db,
        JobControl control,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (!JobControl.MayStop(db.Viewer))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return await control.StopAsync(id, cancellation)
            ? TypedResults.NoContent()
            : Problems.NotFound("A run that can be stopped");
    }

    private static async Task<IResult> StopFromPageAsync(
        AppDb db,
        JobControl control,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (!JobControl.MayStop(db.Viewer))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        // One that ended meanwhile stands in the list with how it ended.
        await control.StopAsync(id, cancellation);
        return Results.LocalRedirect(JobControl.Page);
    }

    private static async Task<IResult> AgainFromPageAsync(JobControl control, Guid id, CancellationToken cancellation)
    {
        await control.AgainAsync(id, cancellation);
        return Results.LocalRedirect(JobControl.Page);
    }

    private static async Task<Accepted> AgainAsync(JobControl control, Guid id, CancellationToken cancellation)
    {
        await control.AgainAsync(id, cancellation);
        return TypedResults.Accepted("/api/v1/jobs");
    }
}
