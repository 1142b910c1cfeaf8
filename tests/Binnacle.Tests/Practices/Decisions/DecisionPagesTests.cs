using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionPagesTests
{
    [Theory, OnBothDatabases]
    public async Task From_a_question_by_advice_to_a_decision_that_is_seen_to_be_followed(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await MeasureAsync(server, "time-to-recover");
        var leader = await server.BrowseAsAsync(Role.Leader);

        var written = await leader.SubmitAsync(
            $"/practices/decisions/new?{CommitmentWorld.Finding}",
            "decision",
            ("Title", "Settle per partner instead of in one batch"),
            ("For", "team:payments"),
            ("Context", "Partners are settled **late**."),
            ("Option1Title", "One batch"),
            ("Option1Cons", "One partner stops all\nNobody can test it"),
            ("Option2Title", "A run for each partner"),
            ("Option2Pros", "Small"),
            ("Measure", "time-to-recover"),
            ("Action", "save")
        );
        written.StatusCode.ShouldBe(HttpStatusCode.Redirect, await written.Content.ReadAsStringAsync());
        written.Headers.Location!.ToString().ShouldContain("/practices/decisions/1");
        var asked = await leader.SubmitAsync(
            "/practices/decisions/1/advice",
            "ask",
            ("Person", "Østerg"),
            ("Question", "What breaks?")
        );
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync());

        var bob = await server.BrowseAsAsync(await AccountOfAsync(server, world.Bob.Id));
        (await bob.ReadAsync("/practices/decisions?show=asked")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await bob.ReadAsync("/practices/decisions/1")).Body!.TextContent.ShouldContain("Your advice is asked");
        var id = await OnlyAdviceAsync(server);
        var given = await bob.SubmitAsync(
            "/practices/decisions/1/advice",
            $"give-{id}",
            ("Text", "Keep the order within a partner.")
        );
        given.StatusCode.ShouldBe(HttpStatusCode.Redirect, await given.Content.ReadAsStringAsync());
        (await leader.ReadAsync("/practices/decisions/1/decide")).Body!.TextContent.ShouldContain(
            "1 piece of advice is given and not considered yet"
        );
        await leader.SubmitAsync(
            "/practices/decisions/1/advice",
            $"consider-{id}",
            ("Considered", "Runs are queued per partner.")
        );

        var refused = await leader.SubmitAsync(
            "/practices/decisions/1/decide",
            "decide",
            ("Status", "Accepted"),
            ("Outcome", ""),
            ("Chosen", "2")
        );
        (await Browser.ParseAsync(refused))
            .QuerySelector("#outcome-error")!
            .TextContent.ShouldContain("what is decided");
        var decided = await leader.SubmitAsync(
            "/practices/decisions/1/decide",
            "decide",
            ("Status", "Accepted"),
            ("Outcome", "A late partner must not hold the others."),
            ("Chosen", "2"),
            ("Revision", "")
        );
        decided.StatusCode.ShouldBe(HttpStatusCode.Redirect, await decided.Content.ReadAsStringAsync());
        await leader.SubmitAsync("/practices/decisions/1/confirm", "confirm", ("How", "The run report shows it."));

        var page = await leader.ReadAsync("/practices/decisions/1");
        page.QuerySelector(".outcome .chosen")!.TextContent.ShouldContain("A run for each partner");
        page.QuerySelectorAll(".options .con li").Length.ShouldBe(2);
        page.Body!.TextContent.ShouldContain("Runs are queued per partner.");
        page.Body.TextContent.ShouldContain("7 min on");
        page.QuerySelector("a[href*='debt.share']").ShouldNotBeNull();
        page.QuerySelector("a[href*='/commitments/new?from=']").ShouldNotBeNull();
        await using var db = server.Database.Open();
        var told = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == "/practices/decisions/1")
            .Select(row => row.Verb)
            .ToListAsync();
        told.Order(StringComparer.Ordinal)
            .ShouldBe([
                "decision.accepted",
                "decision.advice-asked",
                "decision.advice-considered",
                "decision.advised",
                "decision.confirmed",
                "decision.proposed",
            ]);
    }

    [Theory, OnBothDatabases]
    public async Task Members_write_leaders_and_the_named_one_decide_and_people_are_protected(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));
        (
            await member.SubmitAsync(
                "/practices/decisions/new",
                "decision",
                ("Title", "Ours"),
                ("For", "team:payments"),
                ("Outcome", "Because."),
                ("Decider", "Østerg")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var theirs = await member.SubmitAsync(
            "/practices/decisions/new",
            "decision",
            ("Title", "Theirs"),
            ("For", "team:search")
        );
        theirs.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var decided = await member.SubmitAsync("/practices/decisions/1/decide", "decide", ("Status", "Accepted"));
        decided.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var bob = await server.BrowseAsAsync(await AccountOfAsync(server, world.Bob.Id));
        (await bob.SubmitAsync("/practices/decisions/1/decide", "decide", ("Status", "Accepted"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await bob.GetAsync("/practices/decisions/1/edit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var leader = await server.BrowseAsAsync(Role.Leader);
        await leader.SubmitAsync(
            "/practices/decisions/new",
            "decision",
            ("Title", "Who leads Search"),
            ("For", "organization"),
            ("Visible", "People")
        );
        (await leader.ReadAsync("/practices/decisions")).Body!.TextContent.ShouldContain("Who leads Search");
        (await member.GetAsync("/practices/decisions/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await member.ReadAsync("/practices/decisions")).Body!.TextContent.ShouldNotContain("Who leads Search");
        (await member.ReadAsync("/timeline")).Body!.TextContent.ShouldNotContain("Who leads Search");
        var reader = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        (await reader.GetStringAsync("/practices/decisions.csv")).ShouldNotContain("Who leads Search");
        (await reader.GetAsync("/api/v1/decisions/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task A_program_writes_decides_and_supersedes(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        foreach (var title in new[] { "First", "Second" })
        {
            var made = await program.PostAsJsonAsync(
                "/api/v1/decisions",
                new
                {
                    title,
                    outcome = "Because.",
                    decided = true,
                    options = new[] { new { title = "This", chosen = true } },
                }
            );
            made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        }
        var third = await program.PostAsJsonAsync(
            "/api/v1/decisions",
            new { title = "Third", supersedes = new[] { 1, 2 } }
        );
        third.StatusCode.ShouldBe(HttpStatusCode.Created);
        var waiting = await program.GetFromJsonAsync<JsonElement>("/api/v1/decisions/1");
        waiting.GetProperty("status").GetString().ShouldBe("accepted");
        var verdict = await program.PostAsJsonAsync(
            "/api/v1/decisions/3/verdict",
            new { status = "accepted", outcome = "Both were half of it." }
        );
        verdict.StatusCode.ShouldBe(HttpStatusCode.OK, await verdict.Content.ReadAsStringAsync());

        var first = await program.GetFromJsonAsync<JsonElement>("/api/v1/decisions/1");
        first.GetProperty("status").GetString().ShouldBe("superseded");
        first.GetProperty("supersededBy")[0].GetProperty("number").GetInt32().ShouldBe(3);
        var ring = await program.PostAsJsonAsync("/api/v1/decisions/1/supersedes", new { supersedes = new[] { 3 } });
        ring.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ring.Content.ReadAsStringAsync()).ShouldContain("ring");
        var revisit = await program.PostAsJsonAsync(
            "/api/v1/decisions/3/revisits",
            new { verdict = "still-holds", note = "Looked." }
        );
        revisit.StatusCode.ShouldBe(HttpStatusCode.OK, await revisit.Content.ReadAsStringAsync());
        var changed = await program.PutAsJsonAsync("/api/v1/decisions/3", new { title = "Other" });
        changed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await program.GetStringAsync("/practices/decisions.csv?show=past")).Split('\n').Length.ShouldBeGreaterThan(2);
        (await program.GetAsync("/api/v1/decisions?show=nonsense")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    internal static async Task<Account> AccountOfAsync(TestServer server, Guid person)
    {
        var account = await server.AccountAsync(Role.Viewer);
        await using var db = server.Database.Open();
        var row = await db.Users.SingleAsync(user => user.Id == account.Id);
        row.PersonId = person;
        db.Record("account.linked", account.Name);
        await db.SaveChangesAsync();
        return account;
    }

    private static async Task<Guid> OnlyAdviceAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        return await db.Set<DecisionAdvice>().Select(row => row.Id).SingleAsync();
    }

    private static async Task MeasureAsync(TestServer server, string slug)
    {
        await using var db = server.Database.Open();
        var measure = new Measure
        {
            Slug = slug,
            Name = "Time to recover",
            Unit = "min",
            IsOutcome = true,
            DefinedAt = db.Now,
        };
        db.Add(measure);
        db.Add(
            new Point
            {
                MeasureId = measure.Id,
                Date = db.Today,
                Value = 7,
            }
        );
        db.Record("measure.defined", slug);
        await db.SaveChangesAsync();
    }
}
