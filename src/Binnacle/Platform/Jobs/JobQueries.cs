using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Jobs;

/// <summary>A run as the page and programs see it.</summary>
public sealed record JobRow(
    Guid Id,
    string Job,
    string Title,
    DateTime QueuedAt,
    DateTime? StartedAt,
    DateTime? EndedAt,
    JobOutcome? Outcome,
    string? Message,
    string? Step,
    long Done,
    long Total,
    bool Stopping
)
{
    public TimeSpan? Lasted => EndedAt - StartedAt;

    /// <summary>What is left at the pace so far; null until a twentieth is done, when a guess would be noise.</summary>
    public TimeSpan? Left(DateTime now) =>
        StartedAt is { } started && Total > 0 && Done * 20 >= Total && Done <= Total
            ? (now - started) * ((double)(Total - Done) / Done)
            : null;
}

public static class JobQueries
{
    /// <summary>What runs or waits, in the order of the queue.</summary>
    public static Task<List<JobRun>> OpenRunsAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<JobRun>()
            .AsNoTracking()
            .Where(run => run.EndedAt == null)
            .OrderBy(run => run.QueuedAt)
            .ThenBy(run => run.Id)
            .Take(50)
            .ToListAsync(cancellation);

    /// <summary>Running first, then waiting, each in the order of the queue.</summary>
    public static Task<List<JobRow>> JobsAtWorkAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<JobRun>()
            .Where(run => run.EndedAt == null)
            .OrderBy(run => run.StartedAt == null)
            .ThenBy(run => run.QueuedAt)
            .ThenBy(run => run.Id)
            .Take(200)
            .AsRows()
            .ToListAsync(cancellation);

    /// <param name="outcome">"failed" for those alone; null for all.</param>
    public static IQueryable<JobRun> JobsEnded(this AppDb db, string? outcome)
    {
        var ended = db.Set<JobRun>().AsNoTracking().Where(run => run.EndedAt != null);
        return outcome switch
        {
            null or "" or "all" => ended,
            "failed" => ended.Where(run => run.Outcome == JobOutcome.Failed),
            _ => throw new Refusal("outcome", "Ask for failed, or for all."),
        };
    }

    public static IQueryable<JobRow> AsRows(this IQueryable<JobRun> runs) =>
        runs.Select(run => new JobRow(
            run.Id,
            run.Job,
            run.Title,
            run.QueuedAt,
            run.StartedAt,
            run.EndedAt,
            run.Outcome,
            run.Message,
            run.Step,
            run.Done,
            run.Total,
            run.StopAskedAt != null
        ));
}
