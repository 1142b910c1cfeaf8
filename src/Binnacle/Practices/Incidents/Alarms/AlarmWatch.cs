using Binnacle.Platform;
using Binnacle.Platform.Data;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>Follows alarms as they are told. No job: it would stand in the list of jobs every few seconds.</summary>
public sealed class AlarmWatch(AppDbs databases, Gate gate, TimeProvider clock, ILogger<AlarmWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await FollowAsync(stoppingToken) > 0) { }
                await Task.Delay(Beat, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // Nothing is lost: what was taken is news again.
                // Another writer that takes long is no news.
                log.Log(
                    Patience.IsPassing(problem) ? LogLevel.Information : LogLevel.Warning,
                    problem,
                    "Alarms could not be followed; trying again in a moment."
                );
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task<int> FollowAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return await db.FollowAlarmsAsync(cancellation: cancellation);
    }
}
