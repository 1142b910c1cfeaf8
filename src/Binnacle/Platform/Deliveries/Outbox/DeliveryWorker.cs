using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Deliveries.Outbox;

/// <summary>Looks every few seconds for what is due. Beside the queue of jobs, so that a long scan holds up no letter.</summary>
internal sealed class DeliveryWorker(
    DeliverySending sending,
    Gate gate,
    TimeProvider clock,
    ILogger<DeliveryWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        await Repeating.UntilStoppedAsync(
            gate,
            async stopping =>
            {
                // Not at once: a start has better things to do.
                await Task.Delay(Beat, clock, stopping);
                if (!recovered)
                    await sending.RecoverAsync(stopping);
                recovered = true;
                while (await sending.RunAsync(stopping) > 0) { }
            },
            "Notices could not be sent",
            TimeSpan.Zero,
            clock,
            log,
            stoppingToken
        );
    }
}
