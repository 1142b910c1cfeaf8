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
        services.AddQuartzHostedService();
        return services;
    }

    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJob => services.AddSingleton<IJob, T>();

    private sealed class Scheduling(ISchedulerFactory factory, IEnumerable<IJob> jobs) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            var scheduler = await factory.GetScheduler(stoppingToken);
            foreach (var job in jobs.Where(job => job.Schedule is not null))
            {
                await scheduler.ScheduleJob(
                    JobBuilder.Create<QueueDue>().WithIdentity(job.Name).Build(),
                    TriggerBuilder
                        .Create()
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
