using System.Globalization;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Timeline;

namespace Binnacle.Exchange;

/// <summary>
/// Events of tools from disk: one payload as a hook gets it, one on each line, or a table of the generic form. They are stored
/// and read as if they had been sent, from a source of files that has no hook. A file is read twice, to judge it and to take
/// it, and never held as a whole.
/// </summary>
public static class EventsFile
{
    private const int MostProblems = 20;
    private const int AtOnce = 500;

    /// <param name="kind">Whose events they are, as "github"; null to find out.</param>
    /// <returns>Null where the file holds no events of a known tool.</returns>
    public static async Task<IEventSource?> SourceOfAsync(
        Stream file,
        string? kind,
        CancellationToken cancellation = default
    )
    {
        if (kind is not null)
            return EventSources.Of(kind)
                ?? throw new Refusal(
                    "--as",
                    $"expected one of {string.Join(", ", EventSources.All.Select(source => source.Kind))}, found “{kind}”"
                );
        if (await EventsText.IsTableAsync(file, cancellation))
            return EventSources.Of("generic");
        await foreach (var first in EventsText.ReadAsync(file, cancellation))
            return SourceOf(first);
        return null;
    }

    private static IEventSource? SourceOf(EventPayload payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload.Body, EventSources.Options);
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
        Stream file,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var marks = await PersonMarks.ReadAsync(db, cancellation);
        var facts = await JudgeAsync(kind, file, marks, db.Now, cancellation);
        // Judged before, so that nobody else waits for the database longer than the writing takes.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var source = await SourceAsync(db, kind, cancellation);
        var (count, stored) = (0, 0);
        var part = new List<ReceivedEvent>(AtOnce);
        async Task StoreAsync()
        {
            stored += (await db.StorePartAsync(part, cancellation)).Count(isNew => isNew);
            part.Clear();
        }
        await foreach (var payload in EventsText.ReadAsync(file, cancellation))
        {
            part.Add(Received(kind, source.Id, payload, db.Now));
            count++;
            if (part.Count == AtOnce)
                await StoreAsync();
        }
        await StoreAsync();
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
            count - stored
        );
    }

    /// <returns>How many facts of which kind it tells of.</returns>
    private static async Task<SortedDictionary<string, int>> JudgeAsync(
        IEventSource kind,
        Stream file,
        PersonMarks marks,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var problems = new List<ImportProblem>();
        var facts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var payload in EventsText.ReadAsync(file, cancellation))
        {
            if ((payload.Problem ?? Problem(kind, payload, marks, now, facts)) is not { } problem)
                continue;
            problems.Add(new(payload.Place, problem));
            if (problems.Count == MostProblems)
                break;
        }
        return problems.Count > 0 ? throw new ImportRefused(problems) : facts;
    }

    private static ReceivedEvent Received(IEventSource kind, Guid source, EventPayload payload, DateTime now) =>
        ReceivedEvent.Of(kind, source, new(new Dictionary<string, string>(), null, payload.Body), now, isFile: true);

    private static string? Problem(
        IEventSource kind,
        EventPayload payload,
        PersonMarks marks,
        DateTime now,
        SortedDictionary<string, int> facts
    )
    {
        var received = Received(kind, Guid.Empty, payload, now);
        try
        {
            if (received.Event.Event == "unknown")
            {
                // Where it is no JSON at all, that says more.
                JsonDocument.Parse(payload.Body).Dispose();
                return $"expected an event of {kind.Name}, found something else";
            }
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
}
