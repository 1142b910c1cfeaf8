using System.Net;
using AngleSharp.Dom;
using Binnacle.History;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Debt;

public sealed class CapacityTests
{
    private const string Url = "/practices/debt/capacity?scope=team:payments";
    private static readonly DateTime Monday = new(2026, 11, 16, 9, 0, 0);

    [Theory, OnBothDatabases]
    public async Task A_plan_is_kept_and_told_apart_from_what_happened(Engine engine)
    {
        var clock = new SettableClock(Monday);
        await using var server = await TestServer.StartAsync(engine, clock);
        await WriteAsync(server, clock);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var page = await leader.ReadAsync($"{Url}&capacity=3");
        Chosen(page).ShouldBe(["2", "3"], "the two together stop more than the first alone");
        page.QuerySelector("#plan-title")!
            .TextContent.ShouldBe(
                "16 Nov to 29 Nov 2026: 2 items fit, €\u00a01.4\u00a0k a week stops; 1 left out costs €\u00a01\u00a0k a week"
            );
        var kept = await leader.SubmitAsync($"{Url}&capacity=3", "plan");
        kept.StatusCode.ShouldBe(HttpStatusCode.Redirect, await kept.Content.ReadAsStringAsync());

        (await leader.ReadAsync("/practices/debt?show=planned"))
            .QuerySelectorAll("tbody th a[href]")
            .Length.ShouldBe(2);
        await using (var db = server.Database.Open(clock: clock))
            await db.CloseAsync((await db.DebtItemAsync(2))!, DebtOutcome.Paid, null);
        (await leader.ReadAsync(Url))
            .QuerySelector("#plan-title")!
            .TextContent.ShouldStartWith(
                "16 Nov to 29 Nov 2026: 1 item planned, ",
                Case.Sensitive,
                "what was kept, not what would fit"
            );
        clock.Pass(TimeSpan.FromDays(14));

        page = await leader.ReadAsync(Url);
        var past = page.QuerySelectorAll("table")
            .Last(table => table.TextContent.Contains("Weeks paid"))
            .QuerySelector("tbody tr")!;
        var cells = past.Children.Select(cell => cell.TextContent.Trim()).ToList();
        cells[0].ShouldBe("16 Nov 2026 to 29 Nov 2026");
        cells[1].ShouldContain("Second, paid");
        cells[1].ShouldContain("Third, not paid");
        cells[2..].ShouldBe(["3 of 3", "1.5", "20 % to 50 %", "1, €\u00a01\u00a0k"]);
        await using var told = server.Database.Open(clock: clock);
        (await told.Set<TimelineEvent>().SingleAsync(row => row.Verb == "debt-plan.kept")).Details.ShouldBe(
            "3 of 3 weeks: items 2, 3; 1 left out"
        );
    }

    [Theory, OnBothDatabases]
    public async Task Who_came_once_years_ago_is_no_capacity(Engine engine)
    {
        var clock = new SettableClock(Monday);
        await using var server = await TestServer.StartAsync(engine, clock);
        await WriteAsync(server, clock);
        var before = await PeopleAsync(server);
        await using (var db = server.Database.Open(clock: clock))
        {
            var (once, lately) = (
                new Person { Name = "Once", Number = 901 },
                new Person { Name = "Lately", Number = 902 }
            );
            db.AddRange(once, lately);
            var tools = new DebtHistory(db, "tools");
            tools.Commit(900, WorkKind.Feature, "once", ["a.cs"], once.Id);
            tools.Commit(9, WorkKind.Feature, "lately", ["a.cs"], lately.Id);
            await tools.SaveAsync();
        }
        (await PeopleAsync(server)).ShouldBe(before + 1);

        static async Task<int> PeopleAsync(TestServer server)
        {
            var page = await (await server.BrowseAsAsync(Role.Viewer)).ReadAsync("/practices/debt/capacity");
            var words = page.QuerySelectorAll("p").Single(text => text.TextContent.Contains(" days, of that "));
            return int.Parse(words.TextContent.Split(' ', '\u00a0')[0]);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_share_that_was_spent_leaves_out_bots_and_says_what_is_unknown(Engine engine)
    {
        var clock = new SettableClock(Monday);
        await using var server = await TestServer.StartAsync(engine, clock);
        await WriteAsync(server, clock);
        await using var db = server.Database.Open(clock: clock);

        var cycle = Cycle.Around(db.Today, 14).After(-1);
        var share = ShareQueries.Of(cycle, await db.KindsAsync(cycle.StartsOn, cycle.EndsOn));

        (share.Changes, share.Debt, share.Uncategorised).ShouldBe((10, 2, 3));
        (share.Share, share.AtMost).ShouldBe((0.2, 0.5));
        var few = share with { Changes = CycleShare.FewestChanges - 1 };
        (few.Share, few.AtMost).ShouldBe((null, null));
    }

    [Fact]
    public async Task What_does_not_fit_and_who_may_not_plan_is_told()
    {
        var clock = new SettableClock(Monday);
        await using var server = await TestServer.StartAsync(Engine.Sqlite, clock);
        await WriteAsync(server, clock);
        var leader = await server.BrowseAsAsync(Role.Leader);
        foreach (var values in new[] { new[] { ("Items", "1") }, [("Capacity", "0")], [("Capacity", "many")] })
            (await leader.SubmitAsync($"{Url}&capacity=2", "plan", values)).StatusCode.ShouldBe(
                HttpStatusCode.UnprocessableEntity,
                values[0].ToString()
            );
        (await leader.GetAsync($"{Url}&capacity=-1")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var member = await server.BrowseAsAsync(Role.Member);
        (await member.ReadAsync(Url)).QuerySelector("button.primary").ShouldBeNull();
        await using var db = server.Database.Open();
        (await db.Set<DebtPlan>().CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("2024-01-01", 14, "2024-01-01")]
    [InlineData("2024-01-14", 14, "2024-01-01")]
    [InlineData("2023-12-31", 14, "2023-12-18")]
    [InlineData("2026-11-21", 7, "2026-11-16")]
    public void Cycles_are_counted_from_one_Monday(string day, int days, string first)
    {
        var cycle = Cycle.Around(DateOnly.Parse(day), days);
        cycle.StartsOn.ShouldBe(DateOnly.Parse(first));
        (cycle.Days, cycle.Holds(DateOnly.Parse(day)), cycle.After(1).After(-1)).ShouldBe((days, true, cycle));
    }

    private static IEnumerable<string?> Chosen(IParentNode page) =>
        page.QuerySelectorAll("#items input[checked]").Select(box => box.GetAttribute("value")).Order();

    /// <summary>Three items of Payments, and ten changes by people in each of two cycles.</summary>
    private static async Task WriteAsync(TestServer server, SettableClock clock)
    {
        await CommitmentWorld.AddAsync(server.Database);
        await using var db = server.Database.Open(clock: clock);
        foreach (var (title, cost, weeks) in new[] { ("First", 1_000, 2.5), ("Second", 800, 1.5), ("Third", 600, 1.5) })
        {
            var item = await db.AddDebtAsync(new(title, Scope: "team:payments"));
            await db.EstimateAsync(
                item,
                new(DebtClass.Outage, OtherLow: cost * 100, OtherHigh: cost * 100, WeeksLow: weeks)
            );
        }
        var core = new DebtHistory(db, "core", await db.Set<Team>().SingleAsync(team => team.Slug == "payments"));
        foreach (var ago in new[] { 5, -2 })
            for (var i = 0; i < 10; i++)
            {
                var kind =
                    i < 2 ? WorkKind.Debt
                    : i < 5 ? WorkKind.Uncategorised
                    : WorkKind.Feature;
                core.Commit(ago, kind, "ada", ["ledger/Book.cs"]);
                core.Commit(ago, WorkKind.Debt, "bot", ["ledger/Book.cs"]);
            }
        await core.SaveAsync();
    }
}
