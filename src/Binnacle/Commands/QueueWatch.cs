using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>Tells on stderr how far the work is that waited when the server started, and when the Review is ready.</summary>
internal sealed class QueueWatch(AppDbs databases, TimeProvider clock, string url, string? link)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    private readonly HashSet<Guid> told = [];

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var failed = 0;
            while (await NextAsync(stop) is { } run)
                failed += await FollowAsync(run, stop) ? 0 : 1;
            if (told.Count > failed)
                await Console.Error.WriteLineAsync($"The Review is ready: {await WayInAsync(stop)}");
            else if (failed > 0)
                await Console.Error.WriteLineAsync($"Nothing could be read. What failed, and why, is at {url}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        catch (Exception problem) when (Patience.IsPassing(problem))
        {
            // The work goes on when the database is back; only the telling ends here.
            await Console.Error.WriteLineAsync("The database does not answer. The work goes on when it does.");
        }
    }

    private async Task<JobRun?> NextAsync(CancellationToken stop)
    {
        await using var db = databases.Open();
        var open = await db.OpenRunsAsync(stop);
        // What runs before what waits: the queue is worked through one by one.
        return open.OrderBy(run => run.StartedAt ?? DateTime.MaxValue).ThenBy(run => run.QueuedAt).FirstOrDefault();
    }

    /// <returns>True unless it failed.</returns>
    private async Task<bool> FollowAsync(JobRun run, CancellationToken stop)
    {
        told.Add(run.Id);
        using var progress = new TerminalProgress(run.Title);
        while (true)
        {
            await using (var db = databases.Open())
            {
                var now = await db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.Id, stop);
                if (now is null or { EndedAt: not null })
                {
                    progress.End(now?.Message ?? "");
                    return now?.Outcome is not JobOutcome.Failed;
                }
                if (now.StartedAt is not null)
                    progress.Report(new JobProgress(now.Step ?? "Starting", now.Done, now.Total));
            }
            await Task.Delay(Glance, clock, stop);
        }
    }

    /// <summary>The one-time link as long as it works, else the address.</summary>
    private async Task<string> WayInAsync(CancellationToken stop)
    {
        if (link is null)
            return url;
        await using var db = databases.Open();
        var token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return await db.NameBehindLinkAsync(token, stop) is null ? url : link;
    }
}
