using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
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
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private IReadOnlyDictionary<string, Guid>? repositories;

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
        catch (DbUpdateException problem)
        {
            // Another node may have joined the same thing first, or one of them cannot be saved: alone it shows which.
            log.LogInformation(problem, "A batch of events could not be saved; reading them one by one.");
            return await ReadOneAsync(cancellation);
        }
    }

    /// <summary>When the catalogue's repositories are others than at the last look.</summary>
    private async Task AttributeAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var known = await db.RepositoryKeysAsync(cancellation);
        if (ReferenceEquals(known, repositories))
            return;
        if (repositories is null || known.Any(row => repositories.GetValueOrDefault(row.Key) != row.Value))
            await db.AttributeFactsAsync(cancellation);
        repositories = known;
    }

    private async Task<int> ReadOneAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        try
        {
            return await db.ReadWaitingEventsAsync(1, cancellation);
        }
        catch (DbUpdateException problem)
        {
            await using var fresh = databases.Open();
            return await fresh.FailOldestEventAsync(problem.GetBaseException().Message, cancellation);
        }
    }
}

public static class IntakeReadingVerbs
{
    /// <summary>Reads the oldest that wait.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> ReadWaitingEventsAsync(
        this AppDb db,
        int most,
        CancellationToken cancellation = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var waiting = await db.WaitingEventsAsync(most, cancellation);
        if (waiting.Count == 0)
            return 0;
        var ids = waiting.ConvertAll(row => row.Id);
        var bodies = await db.Set<IntakeBody>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.EventId))
            .ToDictionaryAsync(row => row.EventId, row => row.Packed, cancellation);
        var sources = waiting.Select(row => row.SourceId).Distinct().ToList();
        var kinds = await db.Set<IntakeSource>()
            .Where(row => sources.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => EventSources.Of(row.Kind), cancellation);
        var marks = await PersonMarks.ReadAsync(db, cancellation);
        var tellings = new List<Telling>();
        foreach (var row in waiting)
            tellings.AddRange(Read(row, kinds[row.SourceId], bodies.GetValueOrDefault(row.Id), marks, db.Now));
        await db.JoinFactsAsync(tellings, cancellation);
        await db.SaveChangesAsync(cancellation);
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
                        $"SELECT * FROM intake_events WHERE state = 0 ORDER BY received_at LIMIT {most} FOR UPDATE SKIP LOCKED"
                    )
                : db.Set<IntakeEvent>()
                    .Where(row => row.State == IntakeState.Waiting)
                    .OrderBy(row => row.ReceivedAt)
                    .Take(most)
        ).ToListAsync(cancellation);

    /// <summary>Marks the event with what became of it.</summary>
    private static List<Telling> Read(
        IntakeEvent row,
        IEventSource? source,
        byte[]? packed,
        PersonMarks marks,
        DateTime now
    )
    {
        row.ReadAt = now;
        try
        {
            var told = Read(row, source, packed, marks);
            row.Facts = told.Select(telling => telling.Fact.Id).Distinct().Count();
            (row.State, row.Reason) = (told.Count > 0 ? IntakeState.Read : IntakeState.Ignored, null);
            return told;
        }
        catch (Refusal refused)
        {
            Fail(row, $"{refused.Field}: {refused.Message}");
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException or InvalidOperationException)
        {
            Fail(row, Plain(problem));
        }
        return [];
    }

    public static List<Telling> Read(IntakeEvent row, IEventSource? source, byte[]? packed, PersonMarks marks)
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
        return [.. source.Read(new(row.Event, new Foreign(document.RootElement), row.ReceivedAt, marks))];
    }

    /// <summary>So that one event that cannot be saved holds up no other.</summary>
    internal static async Task<int> FailOldestEventAsync(this AppDb db, string reason, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var waiting = await db.WaitingEventsAsync(1, cancellation);
        foreach (var row in waiting)
        {
            row.ReadAt = db.Now;
            Fail(row, reason);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return waiting.Count;
    }

    private static void Fail(IntakeEvent row, string reason) =>
        (row.State, row.Reason, row.Facts) = (IntakeState.Failed, reason.Length > 500 ? reason[..500] : reason, 0);

    private static string Plain(Exception problem) =>
        problem is JsonException json
            ? $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}: {json.Message.Split(". ")[0]}."
            : problem.Message;
}
