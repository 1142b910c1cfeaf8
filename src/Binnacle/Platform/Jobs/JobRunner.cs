using Binnacle.Platform.Data;

namespace Binnacle.Platform.Jobs;

/// <summary>Works through the queue, one run at a time: a scan already keeps two processes of git busy.</summary>
internal sealed class JobRunner(
    JobQueue queue,
    AppDbs databases,
    IEnumerable<IJob> jobs,
    TimeProvider clock,
    Gate gate,
    ILogger<JobRunner> log
) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>While the database is away nothing is lost: the queue is in it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly DateTime begun = clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Runs that gave no sign since were cut off. With SQLite this is the only process that runs jobs, so that is what ran
    /// before it began.
    /// </summary>
    private DateTime LastSign => databases.Choice.IsPostgres ? clock.GetUtcNow().UtcDateTime - Silence : begun;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        await Repeating.UntilStoppedAsync(
            gate,
            async stopping =>
            {
                if (!recovered || databases.Choice.IsPostgres)
                    await queue.RecoverAsync(LastSign, stopping);
                recovered = true;
                while (await queue.TakeAsync(stopping) is { } run)
                    await RunAsync(run, stopping);
                await queue.WaitAsync(TimeSpan.FromSeconds(30), stopping);
            },
            "The job queue could not be read",
            Pause,
            clock,
            log,
            stoppingToken
        );
    }

    private async Task RunAsync(JobRun run, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var latest = new LatestProgress();
        var beat = BeatAsync(run.Id, latest, stop);
        var (outcome, message) = await OutcomeAsync(run, latest, stop.Token);
        await stop.CancelAsync();
        await beat;
        if (stopping.IsCancellationRequested && outcome is JobOutcome.Stopped)
            await HandOverAsync(run);
        else
            await Patience.WithDatabaseAsync(() => queue.EndAsync(run.Id, outcome, message), clock, stopping);
    }

    /// <summary>Where this fails, the run stays open: the next process finds it cut off and goes on with it.</summary>
    private async Task HandOverAsync(JobRun run)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await queue.HandOverAsync(run, soon.Token);
        }
        catch (Exception problem)
        {
            log.LogDebug(problem, "{Title} could not be handed over.", run.Title);
        }
    }

    private async Task<(JobOutcome Outcome, string Message)> OutcomeAsync(
        JobRun run,
        LatestProgress latest,
        CancellationToken stop
    )
    {
        try
        {
            var job = jobs.FirstOrDefault(candidate => candidate.Name == run.Job);
            return job is null
                ? (JobOutcome.Failed, $"There is no job named {run.Job} in this version.")
                : (
                    JobOutcome.Done,
                    // Jobs go on where they were, so one that lost its database starts again when it is back.
                    await Patience.WithDatabaseAsync(() => job.RunAsync(run.Key, latest, stop), clock, stop)
                );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (JobOutcome.Stopped, "Stopped on request.");
        }
        catch (Exception problem)
        {
            log.LogError(problem, "{Title} failed.", run.Title);
            return (JobOutcome.Failed, FailureWords.Of(problem, databases.Choice));
        }
    }

    private async Task BeatAsync(Guid id, LatestProgress latest, CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await queue.ReportAsync(id, latest.Value, stop.Token))
                    await stop.CancelAsync();
                await Task.Delay(Beat, clock, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogDebug(problem, "Progress could not be written; the work goes on.");
                await Task.Delay(Beat, clock, CancellationToken.None);
            }
        }
    }

    private sealed class LatestProgress : IProgress<JobProgress>
    {
        private readonly Lock gate = new();
        private JobProgress value = new("Starting", 0, 0);

        public JobProgress Value
        {
            get
            {
                lock (gate)
                    return value;
            }
        }

        void IProgress<JobProgress>.Report(JobProgress progress)
        {
            lock (gate)
                value = progress;
        }
    }
}
