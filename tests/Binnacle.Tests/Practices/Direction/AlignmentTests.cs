using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Practices.Direction;

public sealed class AlignmentTests
{
    [Theory, OnBothDatabases]
    public async Task Changes_find_their_goal_and_what_has_none_is_listed(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var commit = await WriteAsync(server);
        var member = await server.BrowseAsAsync(Role.Member);
        await MatchAsync(server);
        (await ShareAsync(server)).ShouldBe((0, 20));
        (await member.ReadAsync("/practices/direction/alignment"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("No initiative says which work serves which goal");

        // Trying saves nothing; saving links it.
        var tried = await Browser.ParseAsync(
            await Rule(member, "Guest checkout", "issue-key", "PAY-\\d+", ("Do", "try"), ("Milestone", "1"))
        );
        tried
            .QuerySelector("p.notice")!
            .TextContent.ShouldStartWith(
                $"It would match 8 of 20 changes from {Wording.Day(Today.AddDays(-41))} to {Wording.Day(Today)}"
            );
        (await Rule(member, "Guest checkout", "issue-key", "PAY-\\d+", ("Do", "save"), ("Milestone", "1")))
            .Headers.Location!.ToString()
            .ShouldEndWith("/practices/direction/initiatives/1");
        (
            await Rule(member, "Without a goal", "path", "api", ("Repository", "core"), ("Do", "save"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await MatchAsync(server);
        (await ShareAsync(server)).ShouldBe((8, 20), "an initiative that names no goal leads nowhere");

        var down = await member.ReadAsync("/practices/direction/alignment");
        down.QuerySelector("h1")!.TextContent.ShouldBe("40\u00a0% of the changes serve a goal");
        down.QuerySelector(".ladder")!.TextContent.ShouldContain("Without a goal");
        var up = await member.ReadAsync($"/practices/direction/changes?repository=core&commit={commit}");
        up.QuerySelectorAll(".ladder.up .tag")
            .Select(tag => tag.TextContent)
            .ShouldBe(["change", "initiative", "milestone", "vision"]);
        (await member.ReadAsync($"/practices/direction/changes?q={commit[..9]}"))
            .QuerySelector(".ladder.up")
            .ShouldNotBeNull();
        (await member.ReadAsync("/practices/direction/changes?q=ledger/Book.cs"))
            .QuerySelectorAll("tbody tr")
            .Length.ShouldBe(18, "also what lies before the cycle");
        (await member.ReadAsync("/practices/direction/changes?q=pay-1"))
            .QuerySelectorAll("tbody tr")
            .Length.ShouldBe(8);
        (await member.ReadAsync("/practices/direction/changes?q=%25%27;--"))
            .QuerySelectorAll("tbody tr")
            .ShouldBeEmpty();

        var unlinked = await member.ReadAsync("/practices/direction/unlinked");
        unlinked.QuerySelector("h1")!.TextContent.ShouldBe("12 changes serve no goal");
        unlinked.QuerySelectorAll("tbody tr").Select(row => row.Children[2].TextContent).ShouldBe(["9", "3"]);
        var url = unlinked.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("a")[1].GetAttribute("href")!;
        url.ShouldBe("/practices/direction/rules/new?kind=path&pattern=ledger&repository=core");
        (await member.ReadAsync(url)).QuerySelector("p.notice")!.TextContent.ShouldContain("17 of 20 changes");
        (await member.ReadAsync("/practices/direction/unlinked?repository=core&area=ledger&kind=feature"))
            .QuerySelectorAll("tbody tr")
            .Length.ShouldBe(9);

        // Removing the rule takes the link away; a rule of a folder does not take what a key names.
        (
            await member.SubmitAsync(
                "/practices/direction/rules/new?initiative=2",
                "rule",
                ("Kind", "path"),
                ("Pattern", "ledger"),
                ("Repository", "core"),
                ("Do", "save")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await MatchAsync(server);
        (await ShareAsync(server)).ShouldBe((8, 20));
        await using (var db = server.Database.Open())
        {
            var first = (await db.InitiativeAsync(1))!;
            (await db.ChangesOf(first.Id).CountAsync()).ShouldBe(9, "also what lies before the cycle");
            await db.RemoveRuleAsync(first, first.Rules[0].Id);
        }
        await MatchAsync(server);
        (await ShareAsync(server)).ShouldBe((0, 20));
        await using var fresh = server.Database.Open();
        (await fresh.Set<AlignedChange>().CountAsync(row => row.InitiativeId == null)).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task The_check_counts_the_same_and_only_from_the_day_of_the_rule(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await WriteAsync(server);
        await using (var db = server.Database.Open())
            await db.AddInitiativeAsync(new("Guests", Milestone: 1), new("branch", "guest/*"));
        await using (var db = server.Database.Open())
            await db.AddInitiativeAsync(new("Rounding", Milestone: 1), new("issue-key", "PAY-\\d+"));
        await MatchAsync(server);
        (await ShareAsync(server)).ShouldBe((9, 20), "one more by the branch that its merge names");
        var records = new CheckRecords();
        await using (var db = server.Database.Open())
            foreach (var source in server.Services.GetServices<IRecordSource>())
                await source.LoadAsync(db, records, default);
        var check = World.Check("direction.linked");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var result = check.Evaluate(records, World.Organization, today);
        (result.Text, result.Sample.Count, result.Coverage!.Known, result.Coverage.Total, result.State).ShouldBe(
            ("45 %", 20, 1, 1, CheckState.Warn)
        );
        result.Evidence.Count.ShouldBe(11);
        check
            .Evaluate(records, World.Organization, today.AddDays(-1))
            .State.ShouldBe(CheckState.Unknown, "no initiative was written down then");
    }

    [Fact]
    public async Task Who_may_not_does_not_and_hidden_milestones_stay_hidden()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
        {
            await db.AddMilestoneAsync(new("Secret plan", "Better", "2030-Q1", Scope: "team:search"));
            await db.AddInitiativeAsync(new("Search work", Milestone: 1, Scope: "team:search"), new("label", "x"));
        }
        var payments = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));
        var page = await payments.ReadAsync("/practices/direction/initiatives/1");
        page.Body!.TextContent.ShouldNotContain("Secret plan");
        page.QuerySelector("main form[method=post]").ShouldBeNull();
        foreach (
            var url in new[]
            {
                "/practices/direction",
                "/practices/direction/alignment",
                "/practices/direction/initiatives",
                "/practices/direction/roadmap",
                "/practices/direction?for=product",
            }
        )
            (await payments.ReadAsync(url)).Body!.TextContent.ShouldNotContain("Secret plan", customMessage: url);
        (
            await payments.SubmitAsync(
                "/practices/direction/rules/new",
                "rule",
                ("Name", "Mine"),
                ("For", "team:payments"),
                ("Kind", "label"),
                ("Pattern", "y"),
                ("Initiative", "1"),
                ("Do", "save")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var viewer = await server.CallAsAsync(Role.Viewer, TokenScope.Write);
        (await viewer.PostAsJsonAsync("/api/v1/direction/initiatives", new { name = "No" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var tried = await program.PostAsJsonAsync(
            "/api/v1/direction/rules/try",
            new { kind = "issue-key", pattern = "(a)\\1" }
        );
        tried.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var added = await program.PostAsJsonAsync(
            "/api/v1/direction/initiatives",
            new { name = "Ours", rule = new { kind = "label", pattern = "z" } }
        );
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/direction/initiatives"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(2);
    }

    [Theory, OnBothDatabases]
    public async Task Where_the_newest_change_is_old_a_rule_is_tried_over_the_days_before_it(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        DateOnly newest;
        await using (var db = server.Database.Open())
        {
            var core = new DirectionHistory(
                db,
                "core",
                await db.Set<Team>().SingleAsync(row => row.Slug == "payments")
            );
            core.Commit(100, "PAY-1 round");
            core.Commit(141, "Tidy");
            core.Commit(142, "PAY-2 before these days");
            await core.SaveAsync();
            newest = DateOnly.FromDateTime(await db.Set<HistoryCommit>().MaxAsync(row => row.At));
        }
        var member = await server.BrowseAsAsync(Role.Member);

        var tried = await Browser.ParseAsync(
            await Rule(member, "Guest checkout", "issue-key", "PAY-\\d+", ("Do", "try"))
        );

        tried
            .QuerySelector("p.notice")!
            .TextContent.ShouldStartWith(
                $"It would match 1 of 2 changes from {Wording.Day(newest.AddDays(-41))} to {Wording.Day(newest)}"
            );
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static Task<HttpResponseMessage> Rule(
        Browser browser,
        string name,
        string kind,
        string pattern,
        params (string, string)[] more
    ) =>
        browser.SubmitAsync(
            "/practices/direction/rules/new",
            "rule",
            [("Name", name), ("Kind", kind), ("Pattern", pattern), ("For", "organization"), .. more]
        );

    private static async Task MatchAsync(TestServer server) =>
        await server
            .Services.GetServices<IJob>()
            .Single(job => job.Name == "match-changes")
            .RunAsync("", new Progress<JobProgress>(), default);

    private static async Task<(int, int)> ShareAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        var all = (await db.AlignmentAsync()).All;
        return (all.Linked, all.Changes);
    }

    /// <summary>Twenty changes by people in the cycle: eight name an issue, one came by a branch, three lie in api; and what does not count.</summary>
    private static async Task<string> WriteAsync(TestServer server)
    {
        await CommitmentWorld.AddAsync(server.Database);
        await using var db = server.Database.Open();
        await db.AddMilestoneAsync(new("Guests pay", "No account", "2030-Q2"));
        await db.PublishAsync((await db.MilestoneAsync(1))!);
        var core = new DirectionHistory(db, "core", await db.Set<Team>().SingleAsync(team => team.Slug == "payments"));
        var named = core.Commit(1, "PAY-1 round half up");
        for (var i = 2; i <= 8; i++)
            core.Commit(i, $"PAY-1{i} round", null);
        for (var i = 0; i < 8; i++)
            core.Commit(10 + i, "Tidy");
        for (var i = 0; i < 3; i++)
            core.Commit(20 + i, "Api", ["api/Web.cs"]);
        var before = core.Commit(60, "PAY-9 long ago");
        var side = core.Commit(6, "By branch", null, false, before);
        core.Commit(5, "Merge pull request #4 from octo/guest/basket", null, false, before, side);
        core.Commit(3, "PAY-3 bump", null, isBot: true);
        await core.SaveAsync();
        return Convert.ToHexStringLower(named.Name);
    }
}
