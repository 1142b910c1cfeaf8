using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Outbox;

/// <summary>Each night: what was sent is kept for 90 days, with its log; what failed for a year.</summary>
internal sealed class DeliveryRetentionJob(AppDbs databases, TimeProvider clock) : IJob
{
    public const int SentDays = 90;
    public const int FailedDays = 365;

    public string Name => "deliveries-retention";

    public string Schedule => "0 40 1 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Delete old deliveries")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var now = clock.GetUtcNow().UtcDateTime;
        var (sent, failed) = (now.AddDays(-SentDays), now.AddDays(-FailedDays));
        var deleted = await db.Set<Delivery>()
            .Where(row =>
                row.EndedAt != null && (row.State == DeliveryState.Failed ? row.EndedAt < failed : row.EndedAt < sent)
            )
            .ExecuteDeleteAsync(cancellation);
        await db.Set<QueuedNotice>()
            .IgnoreQueryFilters()
            .Where(row => row.QueuedAt < sent && !db.Set<Delivery>().Any(delivery => delivery.NoticeId == row.Id))
            .ExecuteDeleteAsync(cancellation);
        return $"{deleted} deleted.";
    }
}
