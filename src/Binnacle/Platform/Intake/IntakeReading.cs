using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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
    private const int MostAtOnce = 200;
    private const int MostFailures = 3;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private Attribution? attribution;
    private (Guid Event, int Failures) trouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ReadWaitingAsync(stoppingToken) > 0) { }
                await AttributeAsync(stoppingToken);
                await writing.Written.WaitAsync(Beat, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning(problem, "Events could not be read; trying again in a moment.");
                await Task.Delay(Beat, clock, stoppingToken);
            }
        }
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
            return await db.ReadWaitingEventsAsync(1, cancellation, taken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A lock passes; what fails alone, again and again, is that event's own fault and no other's.
            if (
                taken.Count == 0
                || Patience.IsPassing(problem)
                || problem is SqliteException { SqliteErrorCode: 5 or 6 }
            )
                throw;
            trouble = (taken[0], trouble.Event == taken[0] ? trouble.Failures + 1 : 1);
            if (trouble.Failures < MostFailures)
                throw;
            await using var db = databases.Open();
            return await db.FailEventAsync(taken[0], problem.GetBaseException().Message, cancellation);
        }
    }
}

public static class IntakeReadingVerbs
{
    /// <summary>What became of an event.</summary>
    private sealed record Outcome(Guid Id, IntakeState State, int Facts, string? Reason);

    /// <summary>Reads the oldest that wait.</summary>
    /// <param name="taken">Filled with those that are read, also where reading fails.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> ReadWaitingEventsAsync(
        this AppDb db,
        int most,
        CancellationToken cancellation = default,
        List<Guid>? taken = null
    )
    {
        // On SQLite whoever has a transaction is the only writer, so that it begins when all is ready to be written.
        await using var reading = db is PostgresDb ? await db.Database.BeginTransactionAsync(cancellation) : null;
        var waiting = await db.WaitingEventsAsync(most, cancellation);
        if (waiting.Count == 0)
            return 0;
        var ids = waiting.ConvertAll(row => row.Id);
        taken?.AddRange(ids);
        var bodies = await db.Set<IntakeBody>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.EventId))
            .ToDictionaryAsync(row => row.EventId, row => row.Packed, cancellation);
        var sources = waiting.Select(row => row.SourceId).Distinct().ToList();
        var kinds = await db.Set<IntakeSource>()
            .Where(row => sources.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Kind,
                row.Slug,
            })
            .ToDictionaryAsync(
                row => row.Id,
                row => (Source: EventSources.Of(row.Kind), IsOfFiles: row.Slug == IntakeSource.SlugOfFiles(row.Kind)),
                cancellation
            );
        var marks = await PersonMarks.ReadAsync(db, cancellation);
        var tellings = new List<Telling>();
        var outcomes = waiting.ConvertAll(row =>
            Read(
                row,
                kinds[row.SourceId].Source,
                kinds[row.SourceId].IsOfFiles,
                bodies.GetValueOrDefault(row.Id),
                marks,
                tellings
            )
        );
        await using var writing = reading is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        await db.JoinFactsAsync(tellings, cancellation);
        await db.TellOutcomesAsync(outcomes, cancellation);
        await (reading ?? writing)!.CommitAsync(cancellation);
        return waiting.Count;
    }

    /// <summary>So that one event that cannot be saved holds up no other.</summary>
    internal static async Task<int> FailEventAsync(
        this AppDb db,
        Guid id,
        string reason,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var waiting = await db.Set<IntakeEvent>()
            .AsNoTracking()
            .Where(row => row.Id == id && row.State == IntakeState.Waiting)
            .ToListAsync(cancellation);
        await db.TellOutcomesAsync(waiting.ConvertAll(row => Failed(row, reason)), cancellation);
        await transaction.CommitAsync(cancellation);
        return waiting.Count;
    }

    /// <summary>Several nodes may read at once: each takes rows that no other holds.</summary>
    private static Task<List<IntakeEvent>> WaitingEventsAsync(
        this AppDb db,
        int most,
        CancellationToken cancellation
    ) =>
        (
            db is PostgresDb
                ? db.Set<IntakeEvent>()
                    .FromSql(
                        $"SELECT * FROM intake_events WHERE state = 0 ORDER BY received_at, id LIMIT {most} FOR UPDATE SKIP LOCKED"
                    )
                : db.Set<IntakeEvent>()
                    .Where(row => row.State == IntakeState.Waiting)
                    .OrderBy(row => row.ReceivedAt)
                    .ThenBy(row => row.Id)
                    .Take(most)
        )
            .AsNoTracking()
            .ToListAsync(cancellation);

    /// <summary>Most events end alike, and are told in one statement.</summary>
    private static async Task TellOutcomesAsync(this AppDb db, List<Outcome> outcomes, CancellationToken cancellation)
    {
        var now = db.Now;
        foreach (var alike in outcomes.GroupBy(one => (one.State, one.Facts, one.Reason)))
        {
            var ids = alike.Select(one => one.Id).ToList();
            var (state, facts, reason) = alike.Key;
            await db.Set<IntakeEvent>()
                .Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(one => one.State, state)
                            .SetProperty(one => one.Facts, facts)
                            .SetProperty(one => one.Reason, reason)
                            .SetProperty(one => one.ReadAt, now),
                    cancellation
                );
        }
    }

    private static Outcome Read(
        IntakeEvent row,
        IEventSource? source,
        bool isFromFile,
        byte[]? packed,
        PersonMarks marks,
        List<Telling> tellings
    )
    {
        try
        {
            var told = Read(row, source, packed, marks, isFromFile);
            foreach (var fact in told.Select(telling => telling.Fact).OfType<ServiceFact>())
                fact.SourceId = row.SourceId;
            tellings.AddRange(told);
            var facts = told.Select(telling => telling.Fact.Id).Distinct().Count();
            return new(row.Id, facts > 0 ? IntakeState.Read : IntakeState.Ignored, facts, null);
        }
        catch (Refusal refused)
        {
            return Failed(row, $"{refused.Field}: {refused.Message}");
        }
        catch (Exception problem)
        {
            // Whatever somebody sent, it holds up no other event.
            return Failed(row, Plain(problem));
        }
    }

    /// <summary>The facts of one event; nothing is saved.</summary>
    public static List<Telling> Read(
        IntakeEvent row,
        IEventSource? source,
        byte[]? packed,
        PersonMarks marks,
        bool isFromFile = false
    )
    {
        if (source is null)
            throw new Refusal("kind", "No source of this kind is known to this version.");
        if (packed is null)
            throw new Refusal("body", "Its body is gone.");
        using var document = JsonDocument.Parse(PackedBody.Unpack(packed, row.Size), EventSources.Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new Refusal(
                "body",
                $"Expected an object, found {document.RootElement.ValueKind.ToString().ToLowerInvariant()}."
            );
        var reading = new EventReading(row.Event, new Foreign(document.RootElement), row.ReceivedAt, marks);
        return [.. source.Read(reading with { IsFromFile = isFromFile })];
    }

    private static Outcome Failed(IntakeEvent row, string reason) =>
        new(row.Id, IntakeState.Failed, 0, StorableText.Cut(StorableText.Of(reason), 500));

    private static string Plain(Exception problem) =>
        problem is JsonException json
            ? $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}: {json.Message.Split(". ")[0]}."
            : problem.Message;
}
