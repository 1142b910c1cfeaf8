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

    private sealed record JobQuery(string? Outcome = null);

    public static IServiceCollection AddJobPages(this IServiceCollection services)
    {
        services.AddScoped<JobControl>();
        services.AddSingleton<JobTimes>();
        return services;
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapBoth("/jobs", "/jobs", ListAsync, "Jobs: running, waiting, coming, ended");
        app.MapCsv<JobQuery, JobRow>(
            "/jobs",
            May.View,
            async (db, query, part, cancellation) => await EndedAsync(db, query, part, cancellation),
            ("title", row => row.Title),
            ("queued", row => row.QueuedAt),
            ("started", row => row.StartedAt),
            ("ended", row => row.EndedAt),
            ("outcome", row => row.Outcome?.Words()),
            ("message", row => row.Message)
        );
        app.OnGet("/jobs/progress", ProgressAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.OnPost("/jobs/{id:guid}/stop", StopFromPageAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
        app.OnPost("/jobs/{id:guid}/again", AgainFromPageAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/jobs");
        api.OnPost("/{id:guid}/stop", StopAsync).RequireAuthorization(May.Administer).WithSummary("Stop a run");
        api.OnPost("/{id:guid}/again", AgainAsync).RequireAuthorization(May.Lead).WithSummary("Run it again");
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
        [AsParameters] JobQuery query,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        var ended = await EndedAsync(db, query, part, cancellation);
        response.LinkNext(ended);
        return new(await db.JobsAtWorkAsync(cancellation), times.Coming(), ended);
    }

    private static Task<Page<JobRow>> EndedAsync(
        AppDb db,
        JobQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var runs = db.JobsEnded(query.Outcome);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
        {
            runs = runs.Where(run =>
                run.EndedAt < last.EndedAt || (run.EndedAt == last.EndedAt && run.Id.CompareTo(last.Id) < 0)
            );
        }
        return runs.OrderByDescending(run => run.EndedAt)
            .ThenByDescending(run => run.Id)
            .PartAsync(part, rows => rows.AsRows(), row => new Key(row.EndedAt!.Value, row.Id), cancellation);
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
