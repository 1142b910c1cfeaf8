using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Fetching;

/// <summary>Every five minutes: fetches what is due, counts measures again whose points changed, and looks for changes in them.</summary>
internal sealed class FetchJob(
    AppDbs databases,
    MeasureFetching fetching,
    JobQueue queue,
    TimeProvider clock,
    ILogger<FetchJob> log
) : IJob
{
    public const string Id = "measures";

    public string Name => Id;

    public string Schedule => "0 2/5 * * * ?";

    public async Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return
            await db.Set<MeasureSource>().AnyAsync(row => row.NextTryAt <= now, cancellation)
            || await Behind(db).AnyAsync(cancellation)
            ? [("", "Fetch measures")]
            : [];
    }

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<Guid> due;
        List<Guid> steered;
        await using (var db = databases.Open())
        {
            due = await db.Set<MeasureSource>()
                .Where(row => row.NextTryAt <= now)
                .OrderBy(row => row.NextTryAt)
                .Select(row => row.Id)
                .ToListAsync(cancellation);
            steered = await db.Set<MeasureSource>()
                .Where(row => db.Set<Measure>().Any(of => of.Id == row.MeasureId && of.IsOutcome))
                .Select(row => row.Id)
                .ToListAsync(cancellation);
        }
        var (done, failed, fresh) = (0, 0, 0);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (source, stop) =>
            {
                try
                {
                    var fetched = await fetching.FetchAsync(source, stop);
                    if (fetched.Problem is not null)
                        Interlocked.Increment(ref failed);
                    else if (fetched.Points.Count > 0 && steered.Contains(source))
                        Interlocked.Increment(ref fresh);
                }
                // One that cannot even be written down holds up no other.
                catch (Exception problem) when (!stop.IsCancellationRequested)
                {
                    Interlocked.Increment(ref failed);
                    log.LogWarning("Source {Id} failed with {Problem}.", source, problem.GetType().Name);
                }
                progress.Report(new("Asking sources", Interlocked.Increment(ref done), due.Count));
            }
        );
        var counted = await CountAgainAsync(progress, cancellation);
        // Only outcome measures decide rows of the Review.
        if (fresh > 0)
            await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return $"{due.Count - failed} of {due.Count} sources answered; {counted} measures were looked at again.";
    }

    /// <summary>Measures that were never counted, whose points changed, or whose check was evaluated since.</summary>
    private static IQueryable<Guid> Behind(AppDb db) =>
        db.Set<Measure>()
            .Where(row =>
                !db.Set<MeasureDigest>().Any(digest => digest.MeasureId == row.Id && !digest.IsBehind)
                || (
                    db.Set<MeasureSource>().Any(source => source.MeasureId == row.Id && source.Kind == SourceKind.Check)
                    && db.Set<MeasureDigest>()
                        .Any(digest =>
                            digest.MeasureId == row.Id && db.Set<Evaluation>().Any(day => day.At > digest.CountedAt)
                        )
                )
            )
            .Select(row => row.Id);

    private async Task<int> CountAgainAsync(IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var first = databases.Open();
        var behind = await Behind(first).ToListAsync(cancellation);
        for (var index = 0; index < behind.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new("Looking for changes", index, behind.Count));
            await using var db = databases.Open();
            await db.DigestAsync(behind[index], look: true, cancellation);
        }
        return behind.Count;
    }
}
