using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>What reading an event means, one by one and many at once.</summary>
public static class IntakeReadingVerbs
{
    /// <summary>What became of an event.</summary>
    private sealed record Outcome(Guid Id, IntakeState State, int Facts, string? Reason);

    /// <summary>Reads the oldest that wait.</summary>
    /// <param name="taken">Filled with those that are read, also where reading fails.</param>
    /// <returns>How many there were.</returns>
    public static Task<int> ReadWaitingEventsAsync(this AppDb db, int most, CancellationToken cancellation = default) =>
        db.ReadWaitingEventsAsync(most, [], cancellation);

    /// <param name="taken">Filled with those that are read, also where reading fails.</param>
    internal static async Task<int> ReadWaitingEventsAsync(
        this AppDb db,
        int most,
        List<Guid> taken,
        CancellationToken cancellation
    )
    {
        await using var holding = await db.BeginHoldingAsync(cancellation);
        var waiting = await db.WaitingEventsAsync(most, cancellation);
        if (waiting.Count == 0)
            return 0;
        var ids = waiting.ConvertAll(row => row.Id);
        taken.AddRange(ids);
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
        var repositories = new List<ToldRepository>();
        var outcomes = waiting.ConvertAll(row =>
            Read(
                row,
                kinds[row.SourceId].Source,
                kinds[row.SourceId].IsOfFiles,
                bodies.GetValueOrDefault(row.Id),
                marks,
                tellings,
                repositories
            )
        );
        await using var writing = holding is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        await db.JoinFactsAsync(tellings, cancellation);
        await db.NoteRepositoriesAsync(repositories, cancellation);
        await db.TellOutcomesAsync(outcomes, cancellation);
        await (holding ?? writing)!.CommitAsync(cancellation);
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
        db.Set<IntakeEvent>()
            .AsNoTracking()
            .Where(row => row.State == IntakeState.Waiting)
            .OrderBy(row => row.ReceivedAt)
            .ThenBy(row => row.Id)
            .Take(most)
            .HoldingUnheld()
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
        List<Telling> tellings,
        List<ToldRepository> repositories
    )
    {
        try
        {
            var told = Read(row, source, packed, marks, isFromFile);
            tellings.AddRange(told);
            repositories.AddRange(told.ToldBy(row.SourceId, _ => row.ReceivedAt));
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
        return
        [
            .. source
                .Read(reading with { IsFromFile = isFromFile })
                .Select(telling => telling.NotAfter(row.ReceivedAt)),
        ];
    }

    private static Outcome Failed(IntakeEvent row, string reason) =>
        new(row.Id, IntakeState.Failed, 0, StorableText.Cut(StorableText.Of(reason), 500));

    private static string Plain(Exception problem) =>
        problem is JsonException json
            ? $"line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}: {json.Message.Split(". ")[0]}."
            : problem.Message;
}
