using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>Follows alarms as they are told. No job: it would stand in the list of jobs every few seconds.</summary>
public sealed class AlarmWatch(AppDbs databases, Gate gate, TimeProvider clock, ILogger<AlarmWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing is lost where a round fails: what was taken is news again.
        await Repeating.UntilStoppedAsync(
            gate,
            async stopping =>
            {
                while (await FollowAsync(stopping) > 0) { }
                await Task.Delay(Beat, clock, stopping);
            },
            "Alarms could not be followed",
            Pause,
            clock,
            log,
            stoppingToken
        );
    }

    private async Task<int> FollowAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return await db.FollowAlarmsAsync(cancellation: cancellation);
    }
}
