using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Review;
using Binnacle.Review.Session;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Review.Session;

public sealed class SessionTests
{
    private static readonly DateTime Now = new(2026, 11, 17, 9, 2, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task A_meeting_runs_from_one_page_and_what_was_put_off_comes_back(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        await PrepareAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var started = await leader.SubmitAsync("/review/sessions", "start");
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect, await started.Content.ReadAsStringAsync());
        (await leader.ReadAsync("/review/sessions"))
            .QuerySelector("form[method=post] input[value=start]")
            .ShouldBeNull();

        var page = await leader.ReadAsync("/review/sessions/1");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Leadership review of 17 Nov 2026");
        page.QuerySelector("meeting-timer")!.GetAttribute("minutes").ShouldNotBeNull();
        var agenda = page.QuerySelectorAll(".run-list a").Select(link => link.TextContent).ToList();
        agenda.ShouldContain("Mend the alert is 3 days overdue");
        agenda.ShouldContain("Write the guide is due in 3 days");
        agenda.ShouldNotContain(title => title.StartsWith("Much later", StringComparison.Ordinal));
        agenda.ShouldContain("Payments spent 6 % on debt where 20 % is set aside");
        agenda.ShouldNotContain(title => title.Contains("Secret"));
        agenda[^1].ShouldBe("Anything else, and notes of the whole meeting");
        var point = 1 + agenda.FindIndex(title => title.StartsWith("Payments spent", StringComparison.Ordinal));

        // The state is a word of its own before the title.
        (await leader.ReadAsync($"/review/sessions/1?item={point}"))
            .QuerySelector(".agenda-now h3")!
            .TextContent.Trim()
            .ShouldBe("not kept Payments spent 6 % on debt where 20 % is set aside");
        var noted = await leader.SubmitAsync(
            $"/review/sessions/1?item={point}",
            "point",
            ("Text", "They need **two** people."),
            ("Verb", "Deferred")
        );
        noted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await noted.Content.ReadAsStringAsync());
        var decided = await leader.SubmitAsync(
            "/review/sessions/1",
            "decide",
            ("DecideTitle", "Two people move to Payments"),
            ("DecideOutcome", "From December on."),
            ("DecideMeasures", "retention"),
            ("Decided", "true")
        );
        decided.StatusCode.ShouldBe(HttpStatusCode.Redirect, await decided.Content.ReadAsStringAsync());
        var promised = await leader.SubmitAsync(
            "/review/sessions/1",
            "promise",
            ("PromiseTitle", "Ask who wants to"),
            ("Owner", "Bob"),
            ("ExpectedCheck", "measure:retention"),
            ("Way", "up")
        );
        promised.StatusCode.ShouldBe(HttpStatusCode.Redirect, await promised.Content.ReadAsStringAsync());
        var refused = await leader.SubmitAsync(
            "/review/sessions/1",
            "promise",
            ("PromiseTitle", "Other"),
            ("Owner", "Ada"),
            ("Notes", "They need **two** people. And a desk.")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await Browser.ParseAsync(refused);
        again.QuerySelectorAll("#ownerNumber option").Length.ShouldBe(3);
        // What stood in the notes when another form was sent is not lost.
        again.QuerySelector("#text")!.TextContent.ShouldBe("They need **two** people. And a desk.");
        (
            await leader.SubmitAsync("/review/sessions/1", "close", ("CloseNote", "Payments gets help."))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using (var db = server.Database.Open())
        {
            var decision = await db.Set<Decision>().Include(row => row.Measures).SingleAsync();
            (decision.Origin, decision.Measures.Count, decision.DecidedAt is not null).ShouldBe(
                ("page:/review/sessions/1", 1, true)
            );
            var promise = await db.Set<Commitment>().SingleAsync(row => row.Title == "Ask who wants to");
            (promise.Origin, promise.ExpectedMeasure, promise.LookOn is not null).ShouldBe(
                ("page:/review/sessions/1", "retention", true)
            );
            (await db.Set<ReviewMark>().CountAsync()).ShouldBe(1);
            var mark = await db.Set<OccurrenceMark>().SingleAsync();
            (mark.State, mark.PlannedOn, mark.NotesUrl, mark.Source).ShouldBe(
                (MarkState.Kept, new(2026, 11, 17), "/review/sessions/1", "session")
            );
        }
        var minutes = await (await leader.GetAsync("/review/sessions/1.md")).Content.ReadAsStringAsync();
        minutes.ShouldContain(
            "- [Two people move to Payments](http://localhost/practices/decisions/1), because of Retention"
        );
        minutes.ShouldContain("They need **two** people.");
        minutes.ShouldContain("- [Ask who wants to](http://localhost/commitments/");
        minutes.ShouldContain("): Bob");
        minutes.ShouldContain("**Payments gets help.**");
        var closed = await leader.ReadAsync("/review/sessions/1");
        closed.QuerySelector("form[method=post] [name=Verb]").ShouldBeNull();
        closed.QuerySelectorAll(".prose strong").ShouldHaveSingleItem().TextContent.ShouldBe("two");

        (await leader.SubmitAsync("/review/sessions", "start"))
            .Headers.Location!.ToString()
            .ShouldEndWith("/review/sessions/2");
        var next = await leader.ReadAsync("/review/sessions/2");
        next.QuerySelector(".run-list a")!.TextContent.ShouldBe("Payments spent 6 % on debt where 20 % is set aside");
        next.QuerySelector(".run-list small")!.TextContent.ShouldContain("from session 1");
        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var json = await program.GetFromJsonAsync<JsonElement>("/api/v1/review/sessions");
        json.GetProperty("items")[1].GetProperty("decisions").GetInt32().ShouldBe(1);
        (await program.GetStringAsync("/review/sessions.csv")).ShouldContain("Leadership review of 17 Nov 2026");
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_write_at_once_the_later_is_told_and_loses_nothing(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        await PrepareAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);
        await leader.SubmitAsync("/review/sessions", "start");
        var member = await server.BrowseAsAsync(Role.Member);

        (
            await leader.SubmitAsync(
                "/review/sessions/1?item=1",
                "point",
                ("Text", "Hers"),
                ("BasedOn", "0"),
                ("Verb", "Save")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = await member.SubmitAsync(
            "/review/sessions/1?item=1",
            "point",
            ("Text", "His"),
            ("BasedOn", "0"),
            ("Verb", "Save")
        );
        second.Headers.Location!.ToString().ShouldEndWith("?item=1&aside=2");
        var told = await member.ReadAsync(second.Headers.Location!.ToString());
        told.QuerySelector("[role=alert]")!.TextContent.ShouldContain("A leader saved while you wrote");
        told.QuerySelector("[role=alert] pre")!.TextContent.ShouldBe("His");
        told.QuerySelector("textarea[name=Text]")!.TextContent.ShouldBe("Hers");
        (
            await member.SubmitAsync("/review/sessions/1?item=1", "point", ("Text", "Hers, and his"), ("Verb", "Save"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // A page that was opened before, sent without a change, undoes nothing.
        await leader.SubmitAsync(
            "/review/sessions/1?item=1",
            "point",
            ("Text", "Hers"),
            ("BasedOn", "1"),
            ("Verb", "Discussed")
        );
        // Notes that went along with another form and came second are told, too; the form did its work.
        var along = await leader.SubmitAsync(
            "/review/sessions/1?item=2",
            "add",
            ("ItemTitle", "Desks"),
            ("Notes", "Along"),
            ("NotesBasedOn", "7")
        );
        along.Headers.Location!.ToString().ShouldEndWith("/review/sessions/1");
        await leader.SubmitAsync("/review/sessions/1?item=2", "point", ("Text", "First"), ("Verb", "Save"));
        along = await leader.SubmitAsync(
            "/review/sessions/1?item=2",
            "add",
            ("ItemTitle", "Chairs"),
            ("Notes", "Second"),
            ("NotesBasedOn", "0")
        );
        along.Headers.Location!.ToString().ShouldContain("?item=2&aside=");

        await using var db = server.Database.Open();
        var item = (await db.SessionAsync(1))!.Items.Single(item => item.Position == 1);
        item.Note!.Text.ShouldBe("Hers, and his");
        item.Notes.OrderBy(note => note.Version)
            .Select(note => (note.Text, note.IsAside))
            .ShouldBe([("Hers", false), ("His", true), ("Hers, and his", false)]);
        item.Mark!.State.ShouldBe(ItemState.Discussed);
        // Many at the same moment: every text is kept.
        var session = (await db.SessionAsync(1))!;
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async number =>
                {
                    await using var own = server.Database.Open();
                    var mine = (await own.SessionAsync(1))!;
                    await own.NoteAsync(mine, mine.Items.Single(each => each.Position == 1), $"Writer {number}", 3);
                })
        );
        await using var fresh = server.Database.Open();
        var notes = (await fresh.SessionAsync(1))!.Items.Single(each => each.Position == 1).Notes;
        notes.Count.ShouldBe(7);
        notes.Count(note => note.Version > 3 && !note.IsAside).ShouldBe(1);
        session.Number.ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task Leaders_run_members_take_notes_viewers_read(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        var world = await PrepareAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var member = await server.BrowseAsAsync(Role.Member);
        (await member.ReadAsync("/review/sessions")).QuerySelector("input[value=start]").ShouldBeNull();
        await leader.SubmitAsync("/review/sessions", "start");
        (await member.ReadAsync("/review/sessions/1")).QuerySelector("button[value=Discussed]").ShouldBeNull();
        (
            await member.SubmitAsync("/review/sessions/1", "point", ("Text", "Noted"), ("Verb", "Save"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync("/review/sessions/1?item=1", "point", ("Text", "Noted"), ("Verb", "Dropped"))
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var read = await viewer.ReadAsync("/review/sessions/1?item=1");
        read.QuerySelector("textarea").ShouldBeNull();
        read.Body!.TextContent.ShouldContain("Noted");
        // Who leads one team leads no session of the organization.
        var team = await server.BrowseAsAsync(await CommitmentWorld.GrantAsync(server, world.Payments, Role.Leader));
        (await team.ReadAsync("/review/sessions/1")).QuerySelector("button[name=Verb]").ShouldBeNull();
    }

    private static async Task<CommitmentWorld> PrepareAsync(TestServer server)
    {
        await using (var past = server.Database.Open(clock: new SettableClock(Now.AddDays(-10))))
        {
            await past.AddCadenceAsync(
                new(
                    "Leadership review",
                    CadenceKind.LeadershipReview,
                    null,
                    "FREQ=WEEKLY;BYDAY=TU",
                    new(2026, 11, 17),
                    "10:00",
                    60,
                    "Europe/Berlin"
                )
            );
        }
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using (var past = server.Database.Open(clock: new SettableClock(Now.AddDays(-10))))
        {
            var practices = new PracticeList();
            await past.MakeCommitmentAsync(new("Mend the alert", "Bob", new DateOnly(2026, 11, 14)), practices);
            await past.MakeCommitmentAsync(new("Write the guide", "Bob", new DateOnly(2026, 11, 20)), practices);
            await past.MakeCommitmentAsync(new("Much later", "Bob", new DateOnly(2026, 12, 20)), practices);
            await past.MakeCommitmentAsync(
                new("Secret talk", "Bob", new DateOnly(2026, 11, 14), DataClass: DataClass.People),
                practices
            );
            past.Add(
                new Measure
                {
                    Slug = "retention",
                    Name = "Retention",
                    Unit = "%",
                    IsOutcome = true,
                    DefinedAt = past.Now,
                }
            );
            past.Record("measure.defined", "Retention");
            await past.SaveChangesAsync();
        }
        return world;
    }
}
