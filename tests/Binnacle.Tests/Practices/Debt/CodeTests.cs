using System.Net;
using AngleSharp.Dom;
using Binnacle.History;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.History;
using Binnacle.Practices.Debt.Code;
using Binnacle.Practices.Debt.Effect;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Debt;

public sealed class CodeTests
{
    [Theory, OnBothDatabases]
    public async Task From_the_map_to_a_folder_to_a_file_and_its_teams(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await WriteAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);

        var map = await viewer.ReadAsync("/practices/debt/code");
        map.QuerySelector("h1")!.TextContent.ShouldBe("100\u00a0% of the fixes land in ledger/");
        var folder = map.QuerySelectorAll(".wide .treemap a").Select(box => box.GetAttribute("href")!).First();
        folder.ShouldContain("path=ledger");
        Row(map, "ledger/").ShouldBe(["ledger/", "180", "2", "17", "59 %", "2 people"]);
        Row(map, "api/")[4].ShouldBe("too few");
        Row(map, "moved/")[1].ShouldBe("20", "a file keeps its lines when it is renamed");
        map.QuerySelector("main")!.TextContent.ShouldNotContain("gone/");

        var below = await viewer.ReadAsync(folder);
        var file = below.QuerySelectorAll(".wide .treemap a").Select(box => box.GetAttribute("href")!).First();
        file.ShouldContain("/practices/debt/file");
        var page = await viewer.ReadAsync(file);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Book.cs: 12 changes in two years, 5 fixes among them");
        page.QuerySelectorAll("table.parts")[0]
            .QuerySelectorAll("tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))
            .ShouldBe(["Payments 1 8", "without a team 1 4"]);
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Kern", customMessage: "people are told by team");
        (await viewer.GetAsync("/practices/debt/file?repository=core&path=nowhere.cs")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("colour=age")]
    [InlineData("colour=people")]
    [InlineData("colour=changes")]
    [InlineData("colour=nonsense")]
    [InlineData("path=../../etc")]
    [InlineData("path=ledger/Book.cs")]
    [InlineData("path=ledger%25")]
    [InlineData("repository=other")]
    public async Task Whatever_is_asked_there_is_an_answer(string query)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await WriteAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync($"/practices/debt/code?{query}")).QuerySelector("h1").ShouldNotBeNull();
        (await viewer.ReadAsync($"/practices/debt/coupling?{query}")).QuerySelector("h1").ShouldNotBeNull();
    }

    [Theory, OnBothDatabases]
    public async Task Coupling_is_drawn_and_told(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await WriteAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var page = await viewer.ReadAsync("/practices/debt/coupling");
        page.QuerySelector("h1")!.TextContent.ShouldBe("1 pair of files changes together, all within one folder");
        page.QuerySelectorAll(".wide .coupling path.can-wait").Length.ShouldBe(1);
        Row(page, "ledger/Book.csledger/Page.cs")
            .ShouldBe(["ledger/Book.csledger/Page.cs", "58 %", "5", "12 and 5", ""]);
    }

    [Fact]
    public void Areas_are_in_proportion_and_fill_the_whole()
    {
        double[] weights = [40, 20, 20, 10, 5, 3, 1, 1];
        var boxes = Treemap.Of(weights, 300, 200);
        boxes
            .Zip(weights)
            .ShouldAllBe(pair => Math.Abs((pair.First.Width * pair.First.Height) - (pair.Second * 600)) < 1e-6);
        boxes.ShouldAllBe(box =>
            box.X >= 0 && box.Y >= 0 && box.X + box.Width < 300.0001 && box.Y + box.Height < 200.0001
        );
        boxes.Max(box => Math.Max(box.Width / box.Height, box.Height / box.Width)).ShouldBeLessThan(4);
        Treemap.Of([], 300, 200).ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task Lead_time_of_a_place_counts_what_waits_as_waiting(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var core = new DebtHistory(db, "core");
        (await PlaceLeadTime.LoadAsync(db, core.Repository.Id, "ledger", default)).ShouldBeNull("no release");
        var release = core.Release(ago: 2);
        for (var i = 0; i < 12; i++)
        {
            core.Commit(i < 8 ? 32 : 1, WorkKind.Feature, "ada", ["ledger/Book.cs"], release: i < 8 ? release : null);
            core.Commit(12, WorkKind.Feature, "ada", ["api/Web.cs"], release: release);
            core.Commit(400, WorkKind.Feature, "ada", ["ledger/Book.cs"], release: release);
            core.Commit(90, WorkKind.Feature, "bot", ["ledger/Book.cs"], release: release);
        }
        await core.SaveAsync();

        var lead = (await PlaceLeadTime.LoadAsync(db, core.Repository.Id, "ledger", default))!;
        (lead.Changes, lead.RestChanges).ShouldBe((12, 12));
        lead.Days!.Value.ShouldBe(30, 1);
        lead.RestDays!.Value.ShouldBe(10, 1);
        lead = (await PlaceLeadTime.LoadAsync(db, core.Repository.Id, "", default))!;
        (lead.Changes, lead.RestChanges, lead.RestDays).ShouldBe((24, 0, null));
    }

    private static List<string> Row(IParentNode page, string name) =>
        [
            .. page.QuerySelectorAll("table tbody tr")
                .First(row => row.QuerySelector("th")!.TextContent.Trim() == name)
                .Children.Take(6)
                .Select(cell => cell.TextContent.Trim()),
        ];

    private static async Task WriteAsync(TestDatabase database)
    {
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var ada = await db.Set<Person>().SingleAsync(person => person.Name == "Ada Kern");
        var core = new DebtHistory(db, "core", await db.Set<Team>().SingleAsync(team => team.Slug == "payments"));
        for (var i = 0; i < 12; i++)
        {
            string[] files = i < 5 ? ["ledger/Book.cs", "ledger/Page.cs"] : ["ledger/Book.cs"];
            var (author, person) = i % 3 == 0 ? ("guest", (Guid?)null) : ("Ada Kern", ada.Id);
            core.Commit(3 + i, i < 5 ? WorkKind.Fix : WorkKind.Feature, author, files, person);
        }
        core.Commit(20, WorkKind.Feature, "guest", ["api/Web.cs", "gone/Old.cs"]);
        core.Commit(20, WorkKind.Feature, "bot", ["ledger/Book.cs"]);
        core.Commit(40, WorkKind.Feature, "guest", ["gone/First.cs"]);
        core.Rename(30, "guest", "gone/First.cs", "gone/Second.cs");
        core.Commit(29, WorkKind.Feature, "guest", ["gone/Second.cs"]);
        core.Rename(28, "guest", "gone/Second.cs", "moved/Third.cs");
        await core.SaveAsync();
    }
}
