using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Binnacle.Tests.Platform.Intake;

public sealed class IntakeReadingTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task What_cannot_be_saved_fails_for_its_own_errors_alone_and_holds_up_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var source = new IntakeSource
        {
            Slug = "anything",
            Name = "Anything",
            Kind = "generic",
            AddedAt = Start,
            AddedBy = "a test",
        };
        await db.InsertManyAsync([source]);
        string[] names = ["first-bad", "second-bad", "good"];
        await db.StoreEventsAsync([.. names.Select((name, index) => Event(source, name, index))], default);
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER refuse BEFORE INSERT ON facts_builds WHEN NEW.key LIKE '%bad%' BEGIN SELECT RAISE(ABORT, 'no'); END"
        );
        using var writing = new IntakeWriting(
            new(database.Choice, TimeProvider.System),
            new(),
            TimeProvider.System,
            NullLogger<IntakeWriting>.Instance
        );
        using var reading = new IntakeReading(
            new(database.Choice, TimeProvider.System),
            writing,
            new(),
            TimeProvider.System,
            NullLogger<IntakeReading>.Instance
        );
        Task TryAsync() => Should.ThrowAsync<Exception>(() => reading.ReadWaitingAsync(default));
        await TryAsync();
        await TryAsync();
        // Somebody else takes the first one: its errors are not the second's.
        await db.Database.ExecuteSqlRawAsync("UPDATE intake_events SET state = 1 WHERE delivery = 'first-bad'");
        await TryAsync();
        await TryAsync();
        (await StatesAsync(db)).ShouldBe([IntakeState.Read, IntakeState.Waiting, IntakeState.Waiting]);
        await reading.ReadWaitingAsync(default);
        await reading.ReadWaitingAsync(default);
        (await StatesAsync(db)).ShouldBe([IntakeState.Read, IntakeState.Failed, IntakeState.Read]);
    }

    private static Task<List<IntakeState>> StatesAsync(AppDb db) =>
        db.Set<IntakeEvent>().AsNoTracking().OrderBy(row => row.ReceivedAt).Select(row => row.State).ToListAsync();

    private static ReceivedEvent Event(IntakeSource source, string name, int index)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"kind":"build","id":"{{name}}","at":"2026-03-01T08:00:00Z"}""");
        return new(
            new()
            {
                SourceId = source.Id,
                Delivery = name,
                Event = "build",
                ReceivedAt = Start.AddMinutes(index),
                Size = body.Length,
            },
            PackedBody.Pack(body)
        );
    }
}
