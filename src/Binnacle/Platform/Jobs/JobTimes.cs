using Quartz;

namespace Binnacle.Platform.Jobs;

/// <param name="Next">In UTC; null when it never comes again.</param>
public sealed record ComingJob(string Name, DateTime? Next);

/// <summary>When scheduled jobs come next, from their cron expressions.</summary>
public sealed class JobTimes(IEnumerable<IJob> jobs, TimeProvider clock)
{
    public IReadOnlyList<ComingJob> Coming() =>
        [
            .. jobs.Where(job => job.Schedule is not null)
                .Select(job => new ComingJob(job.Name, NextOf(job.Schedule!)))
                .OrderBy(job => job.Next ?? DateTime.MaxValue)
                .ThenBy(job => job.Name, StringComparer.Ordinal),
        ];

    private DateTime? NextOf(string schedule) =>
        new CronExpression(schedule, TimeZoneInfo.Utc).GetNextValidTimeAfter(clock.GetUtcNow())?.UtcDateTime;
}
