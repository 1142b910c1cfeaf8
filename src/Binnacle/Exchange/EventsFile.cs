using System.Globalization;
using System.Text;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>
/// Events of tools from disk: one payload as a hook gets it, one on each line, or a table of the generic form. They are stored
/// and read as if they had been sent, from a source of files that has no hook.
/// </summary>
public static class EventsFile
{
    private const int MostProblems = 20;

    /// <summary>What a file holds, and whose it is.</summary>
    private sealed record Payload(string Place, ReadOnlyMemory<byte> Body);

    /// <param name="kind">Whose events they are, as "github"; null to find out.</param>
    /// <returns>Null where the file holds no events of a known tool.</returns>
    public static IEventSource? SourceOf(string text, string? kind)
    {
        if (kind is not null)
            return EventSources.Of(kind)
                ?? throw new Refusal(
                    "--as",
                    $"expected one of {string.Join(", ", EventSources.All.Select(source => source.Kind))}, found “{kind}”"
                );
        if (IsTable(text))
            return EventSources.Of("generic");
        try
        {
            var first = Payloads(text).FirstOrDefault();
            if (first is null)
                return null;
            using var document = JsonDocument.Parse(first.Body, EventSources.Options);
            var body = new Foreign(document.RootElement);
            // The small form is the least particular.
            return EventSources
                .All.OrderBy(source => source.Kind == "generic")
                .FirstOrDefault(source => body.IsObject && source.EventOf(null, body) is not null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="ImportRefused">Every payload that cannot be read, at most twenty; nothing was stored.</exception>
    public static async Task<ImportReport> ImportAsync(
        AppDb db,
        IEventSource kind,
        string text,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var source = await SourceAsync(db, kind, cancellation);
        var marks = await PersonMarks.ReadAsync(db, cancellation);
        var problems = new List<ImportProblem>();
        var events = new List<ReceivedEvent>();
        var facts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var payload in IsTable(text) ? Table(text, problems) : Payloads(text))
        {
            var request = new HookRequest(new Dictionary<string, string>(), null, payload.Body);
            var received = ReceivedEvent.Of(kind, source.Id, request, db.Now, isFile: true);
            if (Problem(received, kind, marks, facts) is { } problem)
                problems.Add(new(payload.Place, problem));
            events.Add(received);
            if (problems.Count == MostProblems)
                break;
        }
        if (problems.Count > 0)
            throw new ImportRefused(problems);
        var stored = 0;
        foreach (var part in events.Chunk(500))
            stored += (await db.StorePartAsync(part, cancellation)).Count(isNew => isNew);
        await db.SaveChangesAsync(cancellation);
        if (dryRun)
            await transaction.RollbackAsync(cancellation);
        else
            await transaction.CommitAsync(cancellation);
        // Read beside the hooks' events, whoever comes first.
        while (!dryRun && await db.ReadWaitingEventsAsync(200, cancellation) > 0)
            db.ChangeTracker.Clear();
        return new(
            stored == 0
                ? []
                :
                [
                    $"{stored.ToString("N0", CultureInfo.InvariantCulture)} {(stored == 1 ? "event" : "events")} of {kind.Name}",
                    .. facts.Select(fact =>
                        $"telling of {fact.Value.ToString("N0", CultureInfo.InvariantCulture)} × {fact.Key}"
                    ),
                ],
            events.Count - stored
        );
    }

    private static string? Problem(
        ReceivedEvent received,
        IEventSource kind,
        PersonMarks marks,
        SortedDictionary<string, int> facts
    )
    {
        try
        {
            if (received.Event.Event == "unknown")
                return $"expected an event of {kind.Name}, found something else";
            foreach (
                var telling in IntakeReadingVerbs.Read(received.Event, kind, received.Packed, marks, isFromFile: true)
            )
                facts[telling.Fact.GetType().Name] = facts.GetValueOrDefault(telling.Fact.GetType().Name) + 1;
            return null;
        }
        catch (Refusal refused)
        {
            return $"{refused.Field}: {refused.Message}";
        }
        catch (JsonException problem)
        {
            return problem.Message.Split(" LineNumber")[0];
        }
    }

    private static async Task<IntakeSource> SourceAsync(AppDb db, IEventSource kind, CancellationToken cancellation)
    {
        var slug = IntakeSource.SlugOfFiles(kind.Kind);
        if (await db.IntakeSourceAsync(slug, cancellation) is { } known)
            return known;
        var source = new IntakeSource
        {
            Slug = slug,
            Name = $"Files from {kind.Name}",
            Kind = kind.Kind,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(source);
        db.Record("source.added", source.Name, source.Url, "For files that are imported");
        await db.SaveChangesAsync(cancellation);
        return source;
    }

    /// <summary>One document, a list of them, or one on each line.</summary>
    private static IEnumerable<Payload> Payloads(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (Whole(text) is { } document)
        {
            using (document)
            {
                if (document.RootElement.ValueKind != JsonValueKind.Array)
                    return [new("$", Encoding.UTF8.GetBytes(text))];
                return
                [
                    .. document
                        .RootElement.EnumerateArray()
                        .Select((item, index) => new Payload($"$[{index}]", Encoding.UTF8.GetBytes(item.GetRawText()))),
                ];
            }
        }
        return text.Split('\n')
            .Select((line, index) => (Line: line.Trim(), Number: index + 1))
            .Where(line => line.Line.Length > 0)
            .Select(line => new Payload($"line {line.Number}", Encoding.UTF8.GetBytes(line.Line)));
    }

    private static JsonDocument? Whole(string text)
    {
        try
        {
            return JsonDocument.Parse(text, EventSources.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A first line that names "kind" and "at".</summary>
    private static bool IsTable(string text) =>
        !text.AsSpan().TrimStart().StartsWith("{")
        && CsvText.Rows(text).FirstOrDefault() is { } first
        && Columns(first) is var columns
        && columns.Contains("kind")
        && columns.Contains("at");

    private static IEnumerable<Payload> Table(string text, List<ImportProblem> problems)
    {
        var columns = Columns(CsvText.Rows(text).First());
        foreach (var row in CsvText.Rows(text).Skip(1).Where(row => row.Cells.Any(cell => cell.Trim().Length > 0)))
        {
            if (row.Broken is not null)
            {
                problems.Add(new($"line {row.Line}", "expected a quote that ends the cell, found none"));
                continue;
            }
            var members = columns
                .Zip(row.Cells.Select(cell => cell.Trim()))
                .Where(member => member.Second.Length > 0)
                .ToDictionary(member => member.First, member => Value(member.Second), StringComparer.Ordinal);
            yield return new($"line {row.Line}", JsonSerializer.SerializeToUtf8Bytes(members));
        }
    }

    private static List<string> Columns(CsvLine first) =>
        [
            .. first
                .Cells.Select(cell => cell.Trim())
                .Select(cell => cell.Length == 0 ? cell : char.ToLowerInvariant(cell[0]) + cell[1..]),
        ];

    private static object Value(string cell) => cell is "true" or "false" ? cell == "true" : cell;
}
