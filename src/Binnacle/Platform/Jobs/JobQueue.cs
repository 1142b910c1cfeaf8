using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Jobs;

/// <summary>The queue is a table: what was asked for survives the process.</summary>
public sealed class JobQueue(AppDbs databases, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim bell = new(0);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Adds a run, unless the same one waits already.</summary>
    public async Task<Guid> QueueAsync(string job, string key, string title, CancellationToken cancellation = default)
    {
        await using var db = databases.Open();
        var waiting = await db.Set<JobRun>()
            .Where(run => run.Job == job && run.Key == key && run.StartedAt == null && run.EndedAt == null)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancellation);
        if (waiting is { } id)
            return id;
        var added = new JobRun
        {
            Job = job,
            Key = key,
            Title = title,
            QueuedAt = Now,
        };
        db.Add(added);
        await db.SaveChangesAsync(cancellation);
        Ring();
        return added.Id;
    }

    public void Ring() => bell.Release();

    public void Dispose() => bell.Dispose();

    /// <summary>Waits for the bell, at most <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => bell.WaitAsync(longest, cancellation);

    /// <summary>Takes the oldest waiting run; two processes never take the same.</summary>
    public async Task<JobRun?> TakeAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        while (true)
        {
            var next = await db.Set<JobRun>()
                .AsNoTracking()
                .Where(run => run.StartedAt == null && run.EndedAt == null)
                // The same work is never done twice at once: what it reads, it would write twice.
                .Where(run =>
                    !db.Set<JobRun>()
                        .Any(other =>
                            other.Job == run.Job
                            && other.Key == run.Key
                            && other.StartedAt != null
                            && other.EndedAt == null
                        )
                )
                .OrderBy(run => run.QueuedAt)
                .ThenBy(run => run.Id)
                .FirstOrDefaultAsync(cancellation);
            if (next is null)
                return null;
            var now = Now;
            var taken = await db.Set<JobRun>()
                .Where(run => run.Id == next.Id && run.StartedAt == null && run.EndedAt == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(run => run.StartedAt, now).SetProperty(run => run.AliveAt, now),
                    cancellation
                );
            if (taken == 1)
                return next;
        }
    }

    /// <summary>Writes progress and a sign of life.</summary>
    /// <returns>True when somebody asked it to stop, or took it for cut off and queued it again.</returns>
    public async Task<bool> ReportAsync(Guid id, JobProgress progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var now = Now;
        await db.Set<JobRun>()
            .Where(run => run.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.AliveAt, now)
                        .SetProperty(run => run.Step, progress.Step)
                        .SetProperty(run => run.Done, progress.Done)
                        .SetProperty(run => run.Total, progress.Total),
                cancellation
            );
        return await db.Set<JobRun>()
            .AnyAsync(run => run.Id == id && (run.StopAskedAt != null || run.EndedAt != null), cancellation);
    }

    public async Task EndAsync(Guid id, JobOutcome outcome, string? message)
    {
        await using var db = databases.Open();
        var now = Now;
        var told = message is null ? null : StorableText.Of(message);
        await db.Set<JobRun>()
            .Where(run => run.Id == id && run.EndedAt == null)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(run => run.EndedAt, now)
                    .SetProperty(run => run.Outcome, outcome)
                    .SetProperty(run => run.Message, told)
            );
    }

    /// <summary>
    /// Runs that were cut off with their process are ended as interrupted and queued again: those whose last sign of life
    /// came <paramref name="before"/>.
    /// </summary>
    public async Task RecoverAsync(DateTime before, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var lost = await db.Set<JobRun>()
            .Where(run => run.StartedAt != null && run.EndedAt == null && run.AliveAt <= before)
            .ToListAsync(cancellation);
        foreach (var run in lost)
        {
            run.EndedAt = Now;
            run.Outcome = JobOutcome.Interrupted;
            run.Message = "The process ended during this run. It was queued again.";
        }
        // First queued again, then ended: cut off in between, it is found once more and not lost.
        foreach (var run in lost)
            await QueueAsync(run.Job, run.Key, run.Title, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>On shutdown: the run ends as interrupted and waits for the next process.</summary>
    public async Task HandOverAsync(JobRun run, CancellationToken cancellation)
    {
        await QueueAsync(run.Job, run.Key, run.Title, cancellation);
        await EndAsync(run.Id, JobOutcome.Interrupted, "Binnacle was shut down during this run. It was queued again.");
    }

    public async Task<bool> AskToStopAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var now = Now;
        var waiting = await db.Set<JobRun>()
            .Where(run => run.Id == id && run.StartedAt == null && run.EndedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.EndedAt, now)
                        .SetProperty(run => run.Outcome, JobOutcome.Stopped)
                        .SetProperty(run => run.Message, "Taken from the queue."),
                cancellation
            );
        var running = await db.Set<JobRun>()
            .Where(run => run.Id == id && run.EndedAt == null && run.StopAskedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.StopAskedAt, now), cancellation);
        return waiting + running > 0;
    }
}
