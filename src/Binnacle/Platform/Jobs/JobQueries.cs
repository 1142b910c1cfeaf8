using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Jobs;

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
}
