using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Incidents;

/// <summary>What two people write at once, and what is corrected afterwards.</summary>
public sealed class IncidentWritingTests
{
    private readonly SettableClock clock = new(new DateTime(2026, 11, 15, 12, 0, 0));

    private static IncidentWords Words(string title, int? revision, string? service = null, string? signal = null) =>
        new(
            title,
            service,
            null,
            2,
            null,
            signal is null ? null : Detector.Customer,
            null,
            signal,
            null,
            null,
            revision
        );

    [Theory, OnBothDatabases]
    public async Task Of_two_who_change_an_incident_at_once_the_second_is_told(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = database.Open(clock: clock);
        await one.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        await using var other = database.Open(clock: clock);
        var (mine, theirs) = ((await one.IncidentAsync(1))!, (await other.IncidentAsync(1))!);
        var seen = theirs.Revision;
        await one.ChangeAsync(mine, Words("Queue of payments stands", seen));
        // Loaded before: the database tells. Loaded since: the revision of the form does.
        await Should.ThrowAsync<Refusal>(() => other.ChangeAsync(theirs, Words("Queue", seen)));
        other.ChangeTracker.Clear();
        var again = (await other.IncidentAsync(1))!;
        await Should.ThrowAsync<Refusal>(() => other.ChangeAsync(again, Words("Queue", seen)));
        // Nor does anybody change what they do not say they saw.
        await Should.ThrowAsync<Refusal>(() => other.ChangeAsync(again, Words("Queue", null)));
        other.ChangeTracker.Clear();
        (await other.IncidentAsync(1))!.Title.ShouldBe("Queue of payments stands");
    }

    [Theory, OnBothDatabases]
    public async Task What_was_archived_may_stay_and_be_chosen_no_more(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(clock: clock);
        var id = db.AddService("Ledger");
        await db.SaveChangesAsync();
        var (first, _) = await db.OpenIncidentAsync(new("Ledger is slow", "Ledger"), OpenedFrom.Hand);
        var (second, _) = await db.OpenIncidentAsync(new("Something is slow"), OpenedFrom.Hand);
        (await db.Set<Service>().SingleAsync(row => row.Id == id)).ArchivedAt = db.Now;
        db.Record("service.archived", "Ledger");
        await db.SaveChangesAsync();
        await db.ChangeAsync(first, Words("Ledger was slow", first.Revision, service: "Ledger"));
        first.ServiceId.ShouldBe(id);
        (
            await Should.ThrowAsync<Refusal>(() =>
                db.ChangeAsync(second, Words("It was slow", second.Revision, service: "Ledger"))
            )
        ).Field.ShouldBe("service");
    }

    [Theory, OnBothDatabases]
    public async Task A_gap_that_was_named_by_mistake_leaves_the_map(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        var (first, _) = await db.OpenIncidentAsync(
            new("Queue stands", Severity: 2, DetectedBy: Detector.Customer, MissedSignal: "Queue depth"),
            OpenedFrom.Hand
        );
        await db.ChangeAsync(first, Words("Queue stands", first.Revision, signal: "Age of the oldest"));
        (await db.GapsAsync(null))!.ShouldHaveSingleItem().Signal.ShouldBe("Age of the oldest");
        var (second, _) = await db.OpenIncidentAsync(
            new("Queue stands again", DetectedBy: Detector.Customer, MissedSignal: "age of the oldest"),
            OpenedFrom.Hand
        );
        // The other one still names it.
        await db.DismissAsync(first, "A test.");
        (await db.GapsAsync(null))!.ShouldHaveSingleItem().Incidents.ShouldHaveSingleItem().Number.ShouldBe(2);
        await db.DismissAsync(second, "A test, too.");
        (await db.GapsAsync(null))!.ShouldBeEmpty();
        await db.BringBackAsync(second);
        var gap = (await db.GapsAsync(null))!.ShouldHaveSingleItem();
        await db.PromiseActionAsync(
            second,
            new(ActionKind.Detective, "Alert on it", "Bob", NoSignature: "it only tells.", Gap: gap.Id),
            new PracticeList()
        );
        // Somebody promised to close it.
        await db.ChangeAsync(second, Words("Queue stands again", second.Revision));
        (await db.GapAsync(gap.Id)).ShouldNotBeNull().ClosedAt.ShouldBeNull();
        (await db.WithoutSignalAsync("team:payments")).ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task To_a_dismissed_one_nothing_is_added_and_a_scope_without_team_opens_one(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        var member = await server.BrowseAsAsync(Role.Member);
        var opened = await member.SubmitAsync(
            "/practices/incidents/new?scope=repository:ledger",
            "open",
            ("Title", "Ledger is slow")
        );
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync());
        (await member.SubmitAsync("/practices/incidents/1", "dismiss", ("Because", "A test"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        using var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var refused = await program.PostAsJsonAsync("/api/v1/incidents/1/entries", new { text = "More of it" });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("dismissed");
        await using (var db = server.Database.Open(clock: clock))
        {
            await db.Set<JobRun>().ExecuteDeleteAsync();
            (await member.SubmitAsync("/practices/incidents/1", "back")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            // What checks read was changed, so they are asked again.
            (await db.Set<JobRun>().AnyAsync(run => run.Job == EvaluateJob.Id)).ShouldBeTrue();
        }
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_begin_a_postmortem_at_once_one_wins(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = database.Open(clock: clock);
        await one.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        var mine = (await one.IncidentAsync(1))!;
        await using var other = database.Open(clock: clock);
        var theirs = (await other.IncidentAsync(1))!;
        await one.WriteAsync(mine, "Mine.", null);
        (await Should.ThrowAsync<Refusal>(() => other.WriteAsync(theirs, "Theirs.", null))).Field.ShouldBe("body");
        other.ChangeTracker.Clear();
        var revision = (await other.PostmortemAsync(mine.Id))!.Revision;
        await other.WriteAsync((await other.IncidentAsync(1))!, "Both.", revision);
        await Should.ThrowAsync<Refusal>(() => one.WriteAsync(mine, "Mine alone.", revision));
        (await one.Set<PostmortemVersion>().CountAsync()).ShouldBe(2);
    }

    [Theory, OnBothDatabases]
    public async Task First_texts_at_the_very_same_moment_are_one_text_and_one_conflict(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        using var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        await program.PostAsJsonAsync("/api/v1/incidents", new { title = "Queue stands" });
        const string path = "/api/v1/incidents/1/postmortem";
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(index => program.PutAsync(path, new StringContent($"Text {index}")))
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBe(5);

        // One that is there is changed only by whoever read it.
        (await program.PutAsync(path, new StringContent("Blind"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var read = await program.GetAsync(path);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var change = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new StringContent("Human error was the cause."),
            Headers = { IfMatch = { new EntityTagHeaderValue(read.Headers.ETag.Tag) } },
        };
        var changed = await program.SendAsync(change);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var report = await changed.Content.ReadFromJsonAsync<JsonElement>();
        report.GetProperty("findings").GetArrayLength().ShouldBe(1);
        (await program.PutAsync($"{path}?revision=1", new StringContent("Late"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await program.PutAsync($"{path}?revision=2", new StringContent("In time"))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Theory, OnBothDatabases]
    public async Task People_of_two_chats_are_told_apart_and_lines_are_kept_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(clock: clock);
        var (incident, _) = await db.OpenIncidentAsync(new("Queue stands"), OpenedFrom.Hand);
        var day = new DateOnly(2026, 11, 15);
        var log = new string('x', 5000);
        Task<int> PasteAsync(string text) =>
            db.AddChatAsync(incident, ChatText.Read(text, day), "chat", withNames: false);
        (await PasteAsync($"[08:00] Ada: it stands\n[08:01] Bob: {log}")).ShouldBe(2);
        (await PasteAsync($"[08:01] Bob: {log}")).ShouldBe(0);
        // Bob is known by the line that stands there; of Cleo nobody can tell who she is.
        (await PasteAsync($"[08:01] Bob: {log}\n[08:02] Bob: gone\n[08:03] Cleo: thanks")).ShouldBe(2);
        (await PasteAsync("[09:00] Dan: and now?")).ShouldBe(1);
        (await db.Set<IncidentEntry>().OrderBy(row => row.At).Select(row => row.Author).ToListAsync()).ShouldBe([
            "Person 1",
            "Person 2",
            "Person 2",
            "Person 3",
            "Person 4",
        ]);
    }

    [Fact]
    public void A_time_that_says_its_zone_is_not_moved()
    {
        var lines = ChatText.Read(
            "2026-11-15T14:05:10Z ada: one\n2026-11-15 15:06 ada: two\n[14:07 UTC] ada: three\n[15:08] ada: four\n2026-11-15T16:09:00+02:00 ada: five",
            new DateOnly(2026, 11, 15),
            TimeSpan.FromHours(1)
        );
        lines
            .Select(line => $"{line.At:HH:mm} {line.Text}")
            .ShouldBe(["14:05 one", "14:06 two", "14:07 three", "14:08 four", "14:09 five"]);
    }
}
