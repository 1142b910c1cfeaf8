using Binnacle.Platform.Data;

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
        await gate.WaitAsync(stoppingToken);
        var recovered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not at once: a start has better things to do.
            await Task.Delay(Beat, clock, stoppingToken);
            try
            {
                if (!recovered)
                    await sending.RecoverAsync(stoppingToken);
                recovered = true;
                while (await sending.RunAsync(stoppingToken) > 0) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // Another writer that takes long is no news.
                log.Log(
                    Patience.IsPassing(problem) ? LogLevel.Information : LogLevel.Warning,
                    problem,
                    "Notices could not be sent; trying again in a moment."
                );
            }
        }
    }
}
