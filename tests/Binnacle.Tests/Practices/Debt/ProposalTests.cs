using System.Net;
using AngleSharp.Dom;
using Binnacle.History;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Practices.Debt.Proposals;
using Binnacle.Practices.Debt.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Debt;

public sealed class ProposalTests
{
    [Theory, OnBothDatabases]
    public async Task The_history_proposes_and_people_decide(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await WriteAsync(server.Database, world);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var page = await leader.ReadAsync("/practices/debt/proposals");
        page.QuerySelectorAll(".proposals h2")
            .Select(title => title.TextContent)
            .ShouldBe(
                ["Find out what keeps breaking in ledger", "Uncouple api from web", "Let a second person know tools"],
                ignoreOrder: true
            );
        var words = page.QuerySelector("main")!.TextContent;
        words.ShouldContain("api/Order.cs and web/Order.ts changed together 20 times");
        words.ShouldNotContain("Kern", customMessage: "people are counted, never named");
        words.ShouldNotContain("tester");

        var accepted = await leader.SubmitAsync("/practices/debt/proposals", "accept-hotspot:core:ledger");
        accepted.Headers.Location!.ToString().ShouldEndWith("/practices/debt/1/edit");
        var dismissed = await leader.SubmitAsync(
            "/practices/debt/proposals",
            "dismiss-alone:core:tools",
            ("Reason", "It is thrown away in May.")
        );
        dismissed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        page = await leader.ReadAsync("/practices/debt/proposals");
        page.QuerySelectorAll(".proposals h2").Single().TextContent.ShouldBe("Uncouple api from web");
        await using var db = server.Database.Open();
        var item = (await db.DebtItemAsync(1))!;
        (item.Source, item.Path, item.TeamId).ShouldBe((DebtSource.Hotspot, "ledger", world.Payments.Id));
        item.Evidence!.ShouldContain("were fixes");
        (await leader.ReadAsync("/practices/debt/1")).QuerySelector("main")!.TextContent.ShouldContain("were fixes");
    }

    [Theory, OnBothDatabases]
    public async Task A_team_sees_what_is_its_own(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        await WriteAsync(database, world);
        await using var db = database.Open();
        (await db.DebtProposalsAsync("team:payments")).Count.ShouldBe(3);
        (await db.DebtProposalsAsync("team:search")).ShouldBeEmpty();
        (await db.DebtProposalsAsync("repository:core")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Only_leaders_dismiss_and_only_with_a_reason()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await WriteAsync(server.Database, world);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync("/practices/debt/proposals")).QuerySelector(".proposals form").ShouldBeNull();
        var leader = await server.BrowseAsAsync(Role.Leader);
        var refused = await leader.SubmitAsync("/practices/debt/proposals", "dismiss-alone:core:tools");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = server.Database.Open();
        (await db.Set<DebtDismissal>().CountAsync()).ShouldBe(0);
    }

    /// <summary>Ledger breaks, api and web go together, one person alone makes tools; the rest is ordinary, as is a text that follows the code.</summary>
    private static async Task WriteAsync(TestDatabase database, CommitmentWorld world)
    {
        await using var db = database.Open();
        var core = new DebtHistory(
            db,
            "core",
            await db.Set<Binnacle.Platform.Catalogue.Team>().SingleAsync(team => team.Slug == "payments")
        );
        for (var i = 0; i < 20; i++)
        {
            core.Commit(
                2 + i,
                i % 2 == 0 ? WorkKind.Fix : WorkKind.Feature,
                i % 3 == 0 ? "ada" : "kern",
                ["ledger/Book.cs"]
            );
            core.Commit(2 + i, WorkKind.Feature, i % 3 == 0 ? "ada" : "kern", ["api/Order.cs", "web/Order.ts"]);
            core.Commit(
                2 + i,
                WorkKind.Feature,
                i % 3 == 0 ? "ada" : "kern",
                ["mail/Send.cs", "mailing/test/SendTest.cs"]
            );
            core.Commit(
                2 + i,
                WorkKind.Feature,
                i % 3 == 0 ? "ada" : "kern",
                ["setup.cfg", "shop/Cart.cs", "docs/cart.md"]
            );
            core.Commit(2 + i, WorkKind.Upkeep, "tester", ["tools/run.sh"]);
            core.Commit(2 + i, WorkKind.Upkeep, "bot", ["ledger/Book.cs", "tools/run.sh"]);
        }
        await core.SaveAsync();
    }
}
