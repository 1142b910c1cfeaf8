using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Each night: raw events go when their source's retention ends, a part at a time. Facts and the counts of days stay.</summary>
internal sealed class IntakeRetentionJob(AppDbs databases, TimeProvider clock) : IJob
{
    private const int AtOnce = 5_000;

    public string Name => "intake-retention";

    public string Schedule => "0 50 1 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Delete old events")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var now = clock.GetUtcNow().UtcDateTime;
        var deleted = 0;
        foreach (var source in await db.Set<IntakeSource>().AsNoTracking().ToListAsync(cancellation))
        {
            var before = now.AddDays(-source.RetentionDays);
            int some;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                var ids = db.Set<IntakeEvent>()
                    .Where(row =>
                        row.SourceId == source.Id && row.ReceivedAt < before && row.State != IntakeState.Waiting
                    )
                    .OrderBy(row => row.ReceivedAt)
                    .Take(AtOnce)
                    .Select(row => row.Id);
                some = await db.Set<IntakeEvent>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
                deleted += some;
                progress.Report(new($"Deleting old events of {source.Name}", deleted, 0));
            } while (some == AtOnce);
        }
        return $"{deleted} deleted.";
    }
}
