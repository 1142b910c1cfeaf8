using System.Net;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Intake;

/// <summary>What becomes of events after they are stored.</summary>
public sealed class StoredEventTests
{
    private const string Page = "/settings/sources/deploys";
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task Events_go_after_their_days_and_what_was_read_from_them_stays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(Start);
        await using var db = database.Open(clock: clock);
        var source = await AddSourceAsync(db);
        await StoreAsync(db, source, "old", Start);
        await StoreAsync(db, source, "of-the-last-day", Start.AddDays(1));
        while (await db.ReadWaitingEventsAsync(10) > 0) { }
        await StoreAsync(db, source, "old-and-not-read-yet", Start);

        clock.Pass(TimeSpan.FromDays(31));
        var job = new IntakeRetentionJob(new(database.Choice, clock), clock);
        (await job.RunAsync("", new Progress<JobProgress>(), default)).ShouldBe("1 deleted.");
        (await job.RunAsync("", new Progress<JobProgress>(), default)).ShouldBe("0 deleted.");

        var left = await db.Set<IntakeEvent>().AsNoTracking().OrderBy(row => row.Delivery).ToListAsync();
        left.Select(row => row.Delivery).ShouldBe(["of-the-last-day", "old-and-not-read-yet"]);
        (await db.Set<IntakeBody>().CountAsync()).ShouldBe(2);
        (await db.Set<Build>().CountAsync()).ShouldBe(2);
        (await db.Set<IntakeDay>().SumAsync(day => day.Received)).ShouldBe(3);
    }

    [Theory, OnBothDatabases]
    public async Task What_failed_is_read_again_once_a_version_understands_it(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var source = await AddSourceAsync(db);
        var (mended, bad) = await AddFailedAsync(db, source);
        var admin = await server.BrowseAsAsync(Role.Administrator);

        await admin.SubmitAsync(Page, "change", ("Do", "again"));
        await ReadAsync(server);

        (await StateAsync(db, mended)).ShouldBe((IntakeState.Read, null));
        (await StateAsync(db, bad)).ShouldBe((IntakeState.Failed, "at: Expected a time here, found \"yesterday\"."));
        (await db.Set<Build>().SingleAsync()).Key.ShouldEndWith("/mended");
        (await AgainAsync(db)).ShouldBe(["What failed"]);
    }

    [Theory, OnBothDatabases]
    public async Task One_event_is_read_again_and_no_other(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var source = await AddSourceAsync(db);
        var (mended, bad) = await AddFailedAsync(db, source);
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync(Page)).QuerySelector($"input[value='again-{mended}']").ShouldBeNull();
        var path = $"/api/v1/sources/deploys/events/{mended}/again";
        var leading = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        (await leading.PostAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var admin = await server.BrowseAsAsync(Role.Administrator);
        (await admin.SubmitAsync(Page, $"again-{mended}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await ReadAsync(server);
        (await StateAsync(db, mended)).ShouldBe((IntakeState.Read, null));
        (await StateAsync(db, bad)).ShouldBe((IntakeState.Failed, Older));
        (await AgainAsync(db)).ShouldBe(["One event, build, delivery mended"]);

        (await admin.ReadAsync(Page)).QuerySelector($"input[value='again-{mended}']").ShouldBeNull("it was read");
        var calling = await server.CallAsAsync(Role.Administrator, TokenScope.Write);
        var refused = await calling.PostAsync(path, null);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("nothing of it failed");
        var other = await calling.PostAsync($"/api/v1/sources/deploys/events/{bad}/again", null);
        other.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var elsewhere = await calling.PostAsync($"/api/v1/sources/nowhere/events/{bad}/again", null);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_test_event_goes_through_all_but_storing_when_an_administrator_asks()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        await admin.SubmitAsync("/settings/sources", "add", ("Kind", "github"), ("Name", "Deploys"));

        var page = await Browser.ParseAsync(await admin.SubmitAsync(Page, "test"));
        page.Body!.TextContent.ShouldContain(
            "The test event “workflow_run” is genuine and tells of 1 fact: github.com/example/test-event/runs/1/1."
        );
        await using var db = server.Database.Open();
        (await db.Set<IntakeEvent>().AnyAsync()).ShouldBeFalse();
        (await db.Set<Build>().AnyAsync()).ShouldBeFalse();

        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync(Page)).QuerySelector("input[name=_handler][value=test]").ShouldBeNull();
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AppDb>().Viewer = Viewer.System with { Role = Role.Leader };
        var verbs = scope.ServiceProvider.GetRequiredService<IntakeVerbs>();
        var source = (await db.IntakeSourceAsync("deploys"))!;
        await Should.ThrowAsync<NotAllowed>(() => verbs.TestAsync(source));
    }

    private const string Older = "An older version could not read it.";

    /// <summary>Two that failed; one of them this version understands. Never waiting, so that the server reads none by itself.</summary>
    private static async Task<(Guid Mended, Guid Bad)> AddFailedAsync(AppDb db, IntakeSource source)
    {
        ReceivedEvent[] events =
        [
            Event(source, "mended", Start, "2026-03-01T08:00:00Z"),
            Event(source, "bad", Start, "yesterday"),
        ];
        foreach (var one in events)
            (one.Event.State, one.Event.Reason) = (IntakeState.Failed, Older);
        await db.InsertManyAsync(events.Select(one => one.Event).ToList());
        await db.InsertManyAsync(
            events.Select(one => new IntakeBody { EventId = one.Event.Id, Packed = one.Packed }).ToList()
        );
        return (events[0].Event.Id, events[1].Event.Id);
    }

    private static async Task<IntakeSource> AddSourceAsync(AppDb db)
    {
        var source = new IntakeSource
        {
            Slug = "deploys",
            Name = "Deploys",
            Kind = "generic",
            RetentionDays = 30,
            AddedAt = Start,
            AddedBy = "a test",
        };
        db.Add(source);
        db.Record("source.added", source.Name);
        await db.SaveChangesAsync();
        return source;
    }

    private static Task StoreAsync(AppDb db, IntakeSource source, string name, DateTime received) =>
        db.StoreEventsAsync([Event(source, name, received, "2026-03-01T08:00:00Z")], default);

    private static ReceivedEvent Event(IntakeSource source, string name, DateTime received, string at)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"kind":"build","id":"{{name}}","at":"{{at}}"}""");
        return new(
            new()
            {
                SourceId = source.Id,
                Delivery = name,
                Event = "build",
                ReceivedAt = received,
                Size = body.Length,
            },
            PackedBody.Pack(body)
        );
    }

    private static async Task<(IntakeState State, string? Reason)> StateAsync(AppDb db, Guid id)
    {
        var row = await db.Set<IntakeEvent>().AsNoTracking().SingleAsync(one => one.Id == id);
        return (row.State, row.Reason);
    }

    private static Task<List<string?>> AgainAsync(AppDb db) =>
        db.Set<TimelineEvent>().Where(row => row.Verb == "source.read-again").Select(row => row.Details).ToListAsync();

    /// <summary>Until nothing waits: the server reads by itself, too.</summary>
    private static async Task ReadAsync(TestServer server)
    {
        var reading = server.Services.GetRequiredService<IntakeReading>();
        await using var db = server.Database.Open();
        while (await db.Set<IntakeEvent>().AnyAsync(row => row.State == IntakeState.Waiting))
            await reading.ReadWaitingAsync(default);
    }
}
