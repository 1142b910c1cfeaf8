using System.Threading.Channels;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Intake;

/// <summary>
/// Writes what arrives. Requests that arrive together are written in one transaction, and each is answered when that is
/// committed: stored before acknowledged, at the price of one commit for many.
/// </summary>
public sealed class IntakeWriting(AppDbs databases, Gate gate, TimeProvider clock, ILogger<IntakeWriting> log)
    : BackgroundService
{
    private const int MostAtOnce = 500;
    private const int MostWaiting = 10_000;

    private readonly Channel<Arrival> arrivals = Channel.CreateBounded<Arrival>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );

    private sealed record Arrival(ReceivedEvent Received, TaskCompletionSource<bool> Stored);

    /// <summary>Set when something waits to be read.</summary>
    internal SemaphoreSlim Written { get; } = new(0, 1);

    /// <returns>True when it is new, false when it was there already; null when too much waits: ask to send it later.</returns>
    public async Task<bool?> StoreAsync(ReceivedEvent received, CancellationToken cancellation)
    {
        var arrival = new Arrival(received, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return arrivals.Writer.TryWrite(arrival) ? await arrival.Stored.Task.WaitAsync(cancellation) : null;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Repeating.UntilStoppedAsync(
            gate,
            WriteArrivedAsync,
            "Events could not be stored",
            TimeSpan.Zero,
            clock,
            log,
            stoppingToken
        );

    private async Task WriteArrivedAsync(CancellationToken stopping)
    {
        await arrivals.Reader.WaitToReadAsync(stopping);
        List<Arrival> batch = [];
        while (batch.Count < MostAtOnce && arrivals.Reader.TryRead(out var arrival))
            batch.Add(arrival);
        await WriteAsync(batch, stopping);
    }

    private async Task WriteAsync(List<Arrival> batch, CancellationToken cancellation)
    {
        try
        {
            await using var db = databases.Open();
            var isNew = await db.StoreEventsAsync([.. batch.Select(arrival => arrival.Received)], cancellation);
            for (var index = 0; index < batch.Count; index++)
                batch[index].Stored.TrySetResult(isNew[index]);
            Wake();
        }
        catch (Exception problem)
        {
            log.LogError(
                problem,
                "{Count} events could not be stored; their senders are told to send them again.",
                batch.Count
            );
            foreach (var arrival in batch)
                arrival.Stored.TrySetException(problem);
        }
    }

    internal void Wake()
    {
        try
        {
            Written.Release();
        }
        catch (SemaphoreFullException)
        {
            // Whoever reads is told already.
        }
    }
}
