using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Intake;

/// <summary>Reads facts from what was stored: a batch in one transaction, so that an event is read wholly or not yet.</summary>
public sealed class IntakeReading(
    AppDbs databases,
    IntakeWriting writing,
    Gate gate,
    TimeProvider clock,
    ILogger<IntakeReading> log
) : BackgroundService
{
    private const int MostAtOnce = 500;
    private const int MostFailures = 3;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private Attribution? attribution;
    private (Guid Event, int Failures) trouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Repeating.UntilStoppedAsync(
            gate,
            async stopping =>
            {
                while (await ReadWaitingAsync(stopping) > 0) { }
                await AttributeAsync(stopping);
                await writing.Written.WaitAsync(Beat, stopping);
            },
            "Events could not be read",
            Beat,
            clock,
            log,
            stoppingToken
        );
    }

    /// <returns>How many were read.</returns>
    public async Task<int> ReadWaitingAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = databases.Open();
            return await db.ReadWaitingEventsAsync(MostAtOnce, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Another node may have joined the same thing first, or one of them cannot be saved: alone it shows which.
            log.LogInformation(problem, "A batch of events could not be saved; reading them one by one.");
            return await ReadOneAsync(cancellation);
        }
    }

    /// <summary>When the catalogue's repositories or services are others than at the last look.</summary>
    private async Task AttributeAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var known = await db.AttributionAsync(cancellation);
        if (attribution is null || !known.HasCatalogueOf(attribution))
            await db.AttributeFactsAsync(progress: null, cancellation);
        attribution = known;
    }

    private async Task<int> ReadOneAsync(CancellationToken cancellation)
    {
        var taken = new List<Guid>();
        try
        {
            await using var db = databases.Open();
            return await db.ReadWaitingEventsAsync(1, taken, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A lock passes; what fails alone, again and again, is that event's own fault and no other's.
            if (taken.Count == 0 || Patience.IsPassing(problem))
                throw;
            trouble = (taken[0], trouble.Event == taken[0] ? trouble.Failures + 1 : 1);
            if (trouble.Failures < MostFailures)
                throw;
            await using var db = databases.Open();
            return await db.FailEventAsync(taken[0], problem.GetBaseException().Message, cancellation);
        }
    }
}
