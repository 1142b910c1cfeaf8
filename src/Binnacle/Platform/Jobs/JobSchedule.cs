using Binnacle.Platform.Data;
using Quartz;

namespace Binnacle.Platform.Jobs;

public static class JobSchedule
{
    /// <summary>The queue, its runner, and Quartz, which puts scheduled jobs into the queue when they are due.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddHostedService<JobRunner>();
        services.AddQuartz();
        services.AddHostedService<Scheduling>();
        return services;
    }

    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJob => services.AddSingleton<IJob, T>();

    private sealed class Scheduling(ISchedulerFactory factory, IEnumerable<IJob> jobs, TimeProvider clock)
        : BackgroundService
    {
        // Setting up a scheduler would take a third of the time to the first page, and nothing is due at once.
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(Patience, clock, stoppingToken);
            var scheduler = await factory.GetScheduler(stoppingToken);
            try
            {
                await ScheduleAsync(scheduler, stoppingToken);
                await scheduler.Start(stoppingToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
            }
            finally
            {
                await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
            }
        }

        private async Task ScheduleAsync(IScheduler scheduler, CancellationToken stoppingToken)
        {
            foreach (var job in jobs.Where(job => job.Schedule is not null))
            {
                await scheduler.ScheduleJob(
                    JobBuilder.Create<QueueDue>().WithIdentity(job.Name).Build(),
                    // The scheduler's own clock: with two that differ it would look for a next time for ever.
                    TriggerBuilder
                        .Create(clock)
                        .WithIdentity(job.Name)
                        .WithCronSchedule(job.Schedule!, cron => cron.InTimeZone(TimeZoneInfo.Utc))
                        .Build(),
                    cancellationToken: stoppingToken
                );
            }
        }
    }

    [DisallowConcurrentExecution]
    private sealed class QueueDue(IEnumerable<IJob> jobs, JobQueue queue, AppDbs databases) : Quartz.IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var job = jobs.First(candidate => candidate.Name == context.JobDetail.Key.Name);
            await using var db = databases.Open();
            foreach (var (key, title) in await job.DueAsync(db, cancellationToken))
                await queue.QueueAsync(job.Name, key, title, cancellationToken);
        }
    }
}
