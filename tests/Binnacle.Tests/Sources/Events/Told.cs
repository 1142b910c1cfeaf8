using System.Text;
using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;

namespace Binnacle.Tests.Sources.Events;

/// <summary>Events as a tool sends them, told in each order, and what is known then.</summary>
internal sealed class Told(string kind)
{
    private readonly List<(string Event, string Body)> events = [];

    public Told Event(string name, object body)
    {
        events.Add((name, body as string ?? JsonSerializer.Serialize(body)));
        return this;
    }

    /// <summary>The one fact of its kind, the same forwards, backwards and twice.</summary>
    public async Task<T> OneAsync<T>(bool fromFile = false)
        where T : Fact => (await AllAsync<T>(fromFile)).ShouldHaveSingleItem();

    public async Task<IReadOnlyList<T>> AllAsync<T>(bool fromFile = false)
        where T : Fact
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var marks = await PersonMarks.ReadAsync(db, default);
        // Read anew for each order: the first telling becomes the fact.
        List<Telling> All() => [.. events.SelectMany(one => Read(one.Event, one.Body, marks, fromFile))];
        var forwards = Join<T>(All());
        var backwards = Join<T>([.. All().AsEnumerable().Reverse(), .. All()]);
        backwards.Select(Payloads.Words).Order().ShouldBe(forwards.Select(Payloads.Words).Order());
        return forwards;
    }

    private List<Telling> Read(string name, string body, PersonMarks marks, bool fromFile)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var source = EventSources.Of(kind)!;
        var received = ReceivedEvent.Of(
            source,
            Guid.CreateVersion7(),
            new(new Dictionary<string, string>(), null, bytes),
            Payloads.Received,
            isFile: true
        );
        var row = new IntakeEvent
        {
            Event = name,
            ReceivedAt = Payloads.Received,
            Size = bytes.Length,
        };
        return IntakeReadingVerbs.Read(row, source, received.Packed, marks, fromFile);
    }

    private static List<T> Join<T>(IEnumerable<Telling> tellings)
        where T : Fact
    {
        var known = new Dictionary<Guid, Fact>();
        foreach (var (told, at) in tellings)
        {
            if (known.TryAdd(told.Id, told))
                Joining.Begin(told, at);
            else
                Joining.Join(known[told.Id], told, at);
        }
        return [.. known.Values.OfType<T>()];
    }
}
