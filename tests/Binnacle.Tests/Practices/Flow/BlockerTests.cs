using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Flow;

public sealed class BlockerTests
{
    [Theory, OnBothDatabases]
    public async Task One_sentence_raises_it_for_the_own_team_and_its_story_is_kept(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));

        var raised = await member.SubmitAsync(
            "/practices/flow/blockers/new",
            "blocker",
            ("What", "No test account at the card scheme")
        );
        raised.Headers.Location!.ToString().ShouldEndWith("/practices/flow/blockers/1");
        (await member.ReadAsync("/practices/flow/blockers/1"))
            .QuerySelector(".sentence")!
            .TextContent.ShouldContain("In the way of Payments");

        await Went(member.SubmitAsync("/practices/flow/blockers/1", "own", ("Owner", "Østerg")));
        await Went(member.SubmitAsync("/practices/flow/blockers/1", "comment", ("Text", "Asked the scheme on Monday")));
        await Went(member.SubmitAsync("/practices/flow/blockers/1", "unblock", ("By", "They sent the account")));
        await Went(member.SubmitAsync("/practices/flow/blockers/1", "reopen", ("Again", "It was locked")));
        await Went(member.SubmitAsync("/practices/flow/blockers/1", "drop", ("Why", "We use the simulator")));

        await using var db = server.Database.Open();
        (await db.BlockerAsync(1))!
            .Steps.Select(step => (step.Kind, step.Note))
            .ShouldBe([
                (BlockerStepKind.Raised, null),
                (BlockerStepKind.Owned, "Bob Østergård"),
                (BlockerStepKind.Commented, "Asked the scheme on Monday"),
                (BlockerStepKind.Unblocked, "They sent the account"),
                (BlockerStepKind.Reopened, "It was locked"),
                (BlockerStepKind.Dropped, "We use the simulator"),
            ]);
        (
            await db.Set<TimelineEvent>()
                .CountAsync(row => row.SubjectUrl == "/practices/flow/blockers/1" && row.Verb.StartsWith("blocker."))
        ).ShouldBe(6);
        (await member.ReadAsync("/practices/flow/blockers?show=dropped"))
            .QuerySelector("tbody th a")!
            .TextContent.ShouldBe("No test account at the card scheme");
    }

    [Theory, OnBothDatabases]
    public async Task Those_who_are_blocked_and_those_who_are_waited_for_unblock_nobody_else(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using var payments = server.Database.Open(MemberOf(world.Payments.Id));
        await using var search = server.Database.Open(MemberOf(world.Search.Id));
        var ours = await payments.RaiseAsync(new("Ours alone"));
        var theirs = await payments.RaiseAsync(new("The index has no field for it", OtherTeam: "search"));
        (ours.TeamId, theirs.Kind).ShouldBe((world.Payments.Id, BlockerKind.OtherTeam));

        await search.UnblockAsync((await search.BlockerAsync(theirs.Number))!, "Field added");
        await search.CommentAsync((await search.BlockerAsync(ours.Number))!, "We had this, too");
        var own = (await search.BlockerAsync(ours.Number))!;
        await Should.ThrowAsync<NotAllowed>(() => search.UnblockAsync(own, "Not ours"));
        (
            await Should.ThrowAsync<Binnacle.Platform.Refusal>(() =>
                search.RaiseAsync(new("For others", "team:payments"))
            )
        ).Field.ShouldBe("scope");
        var ended = (await search.BlockerAsync(theirs.Number))!;
        (await Should.ThrowAsync<Binnacle.Platform.Refusal>(() => search.OwnAsync(ended, null))).Message.ShouldContain(
            "was unblocked"
        );

        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync("/practices/flow/blockers?show=unblocked&scope=team:search"))
            .QuerySelectorAll("tbody th a")
            .ShouldContain(link => link.TextContent == "The index has no field for it");
        (await viewer.ReadAsync("/practices/flow/blockers/1"))
            .QuerySelectorAll("main input[name=_handler]")
            .ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_waited_for_edits_it_and_it_stays_where_it_is(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using var db = server.Database.Open();
        db.AddService("Checkout");
        db.AddRepository("shop");
        await db.SaveChangesAsync();
        await db.RaiseAsync(
            new("The index has no field", "team:payments", null, "search", Service: "checkout", Repository: "shop")
        );
        (await db.Set<Service>().SingleAsync()).ArchivedAt = db.Now;
        (await db.Set<Repository>().SingleAsync()).ArchivedAt = db.Now;
        db.Record("service.archived", "Checkout");
        await db.SaveChangesAsync();

        var searcher = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Search));
        var form = await searcher.ReadAsync("/practices/flow/blockers/1/edit");
        string? Chosen(string field) => form.QuerySelector($"#{field} option[selected]")?.GetAttribute("value");
        (Chosen("scope"), Chosen("otherTeam")).ShouldBe(("team:payments", "search"));
        (Chosen("service"), Chosen("repository")).ShouldBe(("checkout", "shop"));
        await Went(
            searcher.SubmitAsync(
                "/practices/flow/blockers/1/edit",
                "blocker",
                ("What", "The index has no field for it"),
                ("For", "team:payments"),
                ("OtherTeam", "search"),
                ("Service", "checkout"),
                ("Repository", "shop")
            )
        );
        (
            await searcher.SubmitAsync(
                "/practices/flow/blockers/1/edit",
                "blocker",
                ("What", "The index"),
                ("For", "organization")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await using var later = server.Database.Open();
        var blocker = (await later.BlockerAsync(1))!;
        (blocker.What, blocker.TeamId).ShouldBe(("The index has no field for it", world.Payments.Id));
        (blocker.ServiceId is null, blocker.RepositoryId is null).ShouldBe((false, false));
    }

    private static Viewer MemberOf(Guid team) =>
        new(null, "Ada", Role.None, new Dictionary<Guid, Role> { [team] = Role.Member });

    [Theory, OnBothDatabases]
    public async Task Programs_raise_list_and_end_them(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);

        var raised = await program.PostAsJsonAsync(
            "/api/v1/blockers",
            new
            {
                what = "Staging is down",
                kind = "environment",
                scope = "team:payments",
                waitsFor = "Staging",
                owner = "Østerg",
            }
        );
        raised.StatusCode.ShouldBe(HttpStatusCode.Created, await raised.Content.ReadAsStringAsync());
        var second = await program.PostAsJsonAsync("/api/v1/blockers", new { what = "Who decides?" });
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (
            await program.PostAsJsonAsync("/api/v1/blockers/2/unblocking", new { text = "The board did" })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.PostAsJsonAsync("/api/v1/blockers/2/unblocking", new { })).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var unsaid = await program.PostAsJsonAsync("/api/v1/blockers/1/dropping", new { });
        (await unsaid.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .TryGetProperty("text", out _)
            .ShouldBeTrue("a program knows no other member");

        var list = await program.GetFromJsonAsync<JsonElement>("/api/v1/blockers?show=all");
        list.GetProperty("items")
            .EnumerateArray()
            .Select(row =>
                (
                    row.GetProperty("number").GetInt32(),
                    row.GetProperty("state").GetString(),
                    row.GetProperty("waitsForKind").GetString(),
                    row.GetProperty("owner").GetString()
                )
            )
            .ShouldBe([(1, "standing", "an environment", "Bob Østergård"), (2, "unblocked", null, null)]);
        var first = await program.GetFromJsonAsync<JsonElement>("/api/v1/blockers?show=all&size=1");
        var next = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/blockers?show=all&size=1&cursor={first.GetProperty("next").GetString()}"
        );
        next.GetProperty("items")[0].GetProperty("number").GetInt32().ShouldBe(2);
        (await program.GetStringAsync("/practices/flow/blockers.csv")).ShouldContain("Staging is down");
        (await program.GetAsync("/api/v1/blockers?show=nonsense")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var story = await program.GetFromJsonAsync<JsonElement>("/api/v1/blockers/2");
        story.GetProperty("steps")[1].GetProperty("note").GetString().ShouldBe("The board did");
    }

    [Theory, OnBothDatabases]
    public async Task Two_at_once_are_told_of_each_other(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = database.Open();
        await one.RaiseAsync(new("Staging is down", "organization"));
        await using var first = database.Open();
        await using var second = database.Open();
        var (mine, theirs) = ((await first.BlockerAsync(1))!, (await second.BlockerAsync(1))!);
        await first.UnblockAsync(mine, "restarted");

        (
            await Should.ThrowAsync<Binnacle.Platform.Refusal>(() => second.DropAsync(theirs, "never mind"))
        ).Message.ShouldContain("unblocked it in the meantime");
    }

    private static async Task Went(Task<HttpResponseMessage> submitted)
    {
        var answer = await submitted;
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }
}
