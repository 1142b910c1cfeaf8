using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Jobs;

/// <summary>What people do with jobs; each is told to the Timeline.</summary>
public sealed class JobControl(AppDb db, JobQueue queue)
{
    public const string Page = "/jobs";

    /// <summary>Administrators start any; leaders of the organization read repositories and evaluate again.</summary>
    public static bool MayStart(Viewer viewer, string job) =>
        viewer.Role >= Role.Administrator || (viewer.Role >= Role.Leader && job is "scan" or "evaluate");

    public static bool MayStop(Viewer viewer) => viewer.Role >= Role.Administrator;

    /// <returns>False when it had ended already.</returns>
    public async Task<bool> StopAsync(Guid id, CancellationToken cancellation)
    {
        var title = await TitleAsync(id, cancellation);
        if (!await queue.AskToStopAsync(id, cancellation))
            return false;
        db.Record("job.stopped", title, Page);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Queues what a run did once more.</summary>
    public async Task<Guid> AgainAsync(Guid id, CancellationToken cancellation)
    {
        var run =
            await db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellation)
            ?? throw new Refusal("", "This run is not known any more.");
        return await StartAsync(run.Job, run.Key, run.Title, cancellation);
    }

    public async Task<Guid> StartAsync(string job, string key, string title, CancellationToken cancellation)
    {
        if (!MayStart(db.Viewer, job))
            throw new Refusal("", "Your role does not start this job.");
        db.Record("job.started", title, Page);
        await db.SaveChangesAsync(cancellation);
        return await queue.QueueAsync(job, key, title, cancellation);
    }

    private async Task<string> TitleAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<JobRun>().Where(run => run.Id == id).Select(run => run.Title).SingleOrDefaultAsync(cancellation)
        ?? throw new Refusal("", "This run is not known any more.");
}
