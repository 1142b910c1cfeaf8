using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Practices.Debt.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Debt;

public sealed class DebtImportTests
{
    private const string List = """
        title,context,owner,team,class,cost low,cost high,weeks low,weeks high,link
        Split the batch lock,"Partners, mostly, wait.",Øster,payments,outage,1200,3600.50,2,4,https://tracker.example/PAY-1
        Slow tests,,,Search,time-to-market,500,,1,,
        """;

    [Theory, OnBothDatabases]
    public async Task A_list_comes_in_and_the_same_list_again_changes_nothing(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var taken = await leader.SubmitAsync("/practices/debt/import", "debt", ("Pasted", List));
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect, await taken.Content.ReadAsStringAsync());
        var page = await leader.ReadAsync(taken.Headers.Location!.ToString());
        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("2 added, 0 changed, 0 the same.");

        await using var db = server.Database.Open();
        var lockItem = (await db.DebtItemAsync(1))!;
        (lockItem.Estimate!.CostLow, lockItem.Estimate.CostHigh, lockItem.Estimate.Class).ShouldBe(
            (120_000, 360_050, DebtClass.Outage)
        );
        lockItem.Links.ShouldHaveSingleItem().Url.ShouldBe("https://tracker.example/PAY-1");
        lockItem.OwnerId.ShouldNotBeNull();

        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var download = await program.GetStringAsync("/practices/debt.csv?show=all");
        foreach (var text in new[] { List, download })
            (await SendAsync(program, text)).ShouldBe("0 0 2 0");
        (await SendAsync(program, download.Replace("500", "800", StringComparison.Ordinal))).ShouldBe("0 1 1 0");
        await using var fresh = server.Database.Open();
        (await fresh.DebtItemAsync(2))!.Estimates.Select(row => row.CostHigh).ShouldBe([50_000, 80_000]);
    }

    [Theory, OnBothDatabases]
    public async Task A_sheet_of_SAFe_orders_by_WSJF(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        const string sheet = """
            Feature;User-Business Value;Time Criticality;RR | OE;Job Size;Cost of Delay;WSJF
            Message library;3;5;13;2;21;10,5
            Batch lock;8;8;13;5;29;5,8
            """;
        (await SendAsync(program, sheet)).ShouldBe("2 0 0 0");
        var rows = await program.GetFromJsonAsync<JsonElement>("/api/v1/debt?sort=-wsjf");
        rows.GetProperty("items")
            .EnumerateArray()
            .Select(row => (row.GetProperty("title").GetString(), row.GetProperty("wsjf").GetDouble()))
            .ShouldBe([("Message library", 10.5), ("Batch lock", 5.8)]);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var page = await leader.ReadAsync("/practices/debt?view=wsjf&sort=-wsjf");
        page.QuerySelectorAll("tbody th a")
            .Select(link => link.TextContent)
            .ShouldBe(["Message library", "Batch lock"]);
    }

    [Theory]
    [InlineData("", "Line 1, column 1: expected a column “title”, found nothing.")]
    [InlineData("what,cost\n", "Line 1, column 1: expected a column “title”, found none.")]
    [InlineData("title,colour\nA,red\n", "Line 1, column 2: expected a column of number, title")]
    [InlineData("title,title\nA,B\n", "Line 1, column 2: expected each column once")]
    [InlineData("title\n\"A\n", "Line 2, column 1: expected quotes in pairs")]
    [InlineData("title,team\nA,nobody\n", "Line 2, column 2: expected a team, found “nobody”.")]
    [InlineData("title,team\n,search\n", "Line 2, column 1: expected a title, found nothing.")]
    [InlineData("title,cost low\nA,dear\n", "Line 2, column 2: expected a number as 12.5, found “dear”.")]
    [InlineData("title,cost low\nA,-3\n", "Line 2, column 2: expected a number as 12.5, found “-3”.")]
    [InlineData("title,class\nA,can wait\n", "Line 2, column 2: Nothing waits without a day")]
    [InlineData("title,value\nA,3\n", "Line 2, column 2: Give all four numbers")]
    [InlineData("title,number\nSlow tests,1\nOther,1\n", "Line 3, column 1: expected “Slow tests”, which is item 1")]
    [InlineData("title,link\nA,javascript:alert(1)\n", "Line 2, column 2: Give a whole address")]
    public async Task What_cannot_be_taken_is_named_and_nothing_is(string text, string problem)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
            await db.AddDebtAsync(new("Slow tests"));
        var leader = await server.BrowseAsAsync(Role.Leader);
        var sent = text.Length > 0 ? $"{text}Sound,\n" : text;
        var answer = await leader.SubmitAsync("/practices/debt/import", "debt", ("Pasted", sent));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(answer);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(problem);
        await using var fresh = server.Database.Open();
        (await fresh.Set<DebtItem>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_closed_is_decided_elsewhere_and_a_dry_run_keeps_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var (imported, _) = await db.ImportDebtAsync("title,state\nGone,dropped\nNew,open\n", dryRun: true);
        imported!.Lines.ShouldBe(["added debt item 1, New"]);
        (imported.Added, imported.Closed).ShouldBe((1, 1));
        await using var fresh = database.Open();
        (await fresh.Set<DebtItem>().CountAsync()).ShouldBe(0);
    }

    private static async Task<string> SendAsync(HttpClient program, string text)
    {
        using var body = new StringContent(text, Encoding.UTF8, "text/csv");
        var answer = await program.PostAsync("/api/v1/debt/import", body);
        var told = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, told);
        var done = JsonDocument.Parse(told).RootElement;
        return string.Join(
            ' ',
            new[] { "added", "changed", "unchanged", "closed" }.Select(name => done.GetProperty(name).GetInt32())
        );
    }
}
