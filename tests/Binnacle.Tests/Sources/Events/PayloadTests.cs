using System.Text;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Events;

public sealed class PayloadTests
{
    /// <summary>What is expected of each file stands in expected.txt, to be read by people; BINNACLE_WRITE_EXPECTED writes it anew.</summary>
    [Fact]
    public async Task Each_payload_tells_what_is_expected()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var marks = await PersonMarks.ReadAsync(db, default);
        var found = new StringBuilder();
        foreach (var file in Payloads.All)
        {
            var received = Payloads.Of(file, Guid.CreateVersion7());
            found.Append(null, $"{file} ({received.Event.Event})\n");
            var source = EventSources.Of(file.Split('/')[0]);
            foreach (var told in IntakeReadingVerbs.Read(received.Event, source, received.Packed, marks))
                found.Append(
                    null,
                    $"  {Payloads.Words(told.Fact).Replace("\n", "\n  ")}\n    at: {told.At:yyyy-MM-ddTHH:mm:ss.FFFZ}\n"
                );
        }
        var path = Path.Combine(Payloads.Folder, "expected.txt");
        if (Environment.GetEnvironmentVariable("BINNACLE_WRITE_EXPECTED") is not null)
            await File.WriteAllTextAsync(path, found.ToString());
        found.ToString().ShouldBe(await File.ReadAllTextAsync(path));
    }

    [Theory, OnBothDatabases]
    public async Task Twice_and_shuffled_the_same_facts_stand_there(Engine engine)
    {
        var once = await ReadAsync(engine, Payloads.All);
        once.ShouldContain("Alarm ");
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var twice = Payloads.All.Concat(Payloads.All).ToArray();
            new Random(seed).Shuffle(twice);
            (await ReadAsync(engine, twice)).ShouldBe(once, $"seed {seed}");
        }
    }

    private static async Task<string> ReadAsync(Engine engine, IReadOnlyList<string> files)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var sources = await Payloads.AddSourcesAsync(db);
        // In small parts, so that what one part knows meets what another tells; each sending has a name of its own.
        foreach (var part in files.Select((file, index) => (file, index)).Chunk(7))
        {
            await db.StoreEventsAsync(
                [
                    .. part.Select(one =>
                    {
                        var received = Payloads.Of(one.file, sources[one.file.Split('/')[0]]);
                        return received with
                        {
                            Event = new()
                            {
                                SourceId = received.Event.SourceId,
                                Delivery = $"{one.index}",
                                Event = received.Event.Event,
                                ReceivedAt = Payloads.Received,
                                Size = received.Event.Size,
                            },
                        };
                    }),
                ],
                default
            );
            await using var reading = database.Open();
            while (await reading.ReadWaitingEventsAsync(5) > 0) { }
        }
        (
            await db.Set<IntakeEvent>()
                .Where(row => row.State == IntakeState.Failed)
                .Select(row => row.Reason)
                .ToListAsync()
        ).ShouldBeEmpty();
        return await Payloads.FactsAsync(db);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_sending_is_kept_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var sources = await Payloads.AddSourcesAsync(db);
        var file = Payloads.All[0];
        var same = Enumerable.Range(0, 10_000).Select(_ => Payloads.Of(file, sources[file.Split('/')[0]])).ToList();
        var isNew = await db.StoreEventsAsync(same, default);
        isNew.Count(one => one).ShouldBe(1);
        (await db.Set<IntakeEvent>().CountAsync()).ShouldBe(1);
        var day = await db.Set<IntakeDay>().SingleAsync();
        (day.Received, day.Again).ShouldBe((1, 9_999));
    }
}
