using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Debt;

public sealed class DebtRegisterTests
{
    [Theory, OnBothDatabases]
    public async Task From_a_title_to_a_place_in_the_order_to_a_promise(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var added = await leader.SubmitAsync(
            "/practices/debt/new",
            "item",
            ("Title", "Split the batch lock"),
            ("Context", "Partners are settled **late**."),
            ("Owner", "Østerg"),
            ("For", "team:payments")
        );
        added.Headers.Location!.ToString().ShouldEndWith("/practices/debt/1/estimate");
        (await leader.ReadAsync("/practices/debt")).QuerySelector("h1")!.TextContent.ShouldContain("none has a price");

        var estimated = await leader.SubmitAsync(
            "/practices/debt/1/estimate",
            "estimate",
            ("Class", "Outage"),
            ("HoursLow", "10"),
            ("HoursHigh", "20"),
            ("HourCost", "80"),
            ("OutageLow", "26"),
            ("OutageHigh", "52"),
            ("ImpactLow", "100000"),
            ("ImpactHigh", "200000"),
            ("WeeksLow", "2"),
            ("WeeksHigh", "4")
        );
        estimated.StatusCode.ShouldBe(HttpStatusCode.Redirect, await estimated.Content.ReadAsStringAsync());

        // 10 h × 80 + 26 % × 100,000 ÷ 52 = 1,300; 20 × 80 + 52 % × 200,000 ÷ 52 = 3,600.
        var page = await leader.ReadAsync("/practices/debt/1");
        page.QuerySelector(".sentence")!
            .TextContent.ShouldBe(
                "A week of waiting costs €\u00a01.3\u00a0k to 3.6\u00a0k, paying it takes 2 to 4 weeks of one person's work."
            );
        page.QuerySelector(".prose strong")!.TextContent.ShouldBe("late");
        (await leader.ReadAsync("/practices/debt/1/case")).QuerySelectorAll("svg").ShouldNotBeEmpty();
        var list = await leader.ReadAsync("/practices/debt");
        list.QuerySelector("tbody th a")!.TextContent.ShouldBe("Split the batch lock");

        var paid = await leader.SubmitAsync(
            "/practices/debt/1/pay",
            "pay",
            ("ExpectedCheck", "debt.share"),
            ("AtLeast", "5"),
            ("Owner", "Østerg")
        );
        paid.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = server.Database.Open();
        var promise = await db.Set<Commitment>().SingleAsync();
        (promise.Origin, promise.ExpectedCheckId, promise.ExpectedAtLeast).ShouldBe(
            ("page:/practices/debt/1", "debt.share", 0.05)
        );
        (await leader.ReadAsync("/commitments/1")).QuerySelector("a[href='/practices/debt/1']").ShouldNotBeNull();
        var told = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == "/practices/debt/1")
            .Select(row => row.Verb)
            .ToListAsync();
        told.Order(StringComparer.Ordinal)
            .ShouldBe(["debt-item.added", "debt-item.effect-expected", "debt-item.estimated", "debt-item.paid"]);
    }

    [Theory, OnBothDatabases]
    public async Task An_estimate_is_replaced_and_never_changed(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            var item = await db.AddDebtAsync(new("Slow tests"));
            (await Should.ThrowAsync<Refusal>(() => db.EstimateAsync(item, new()))).Message.ShouldBe(
                "Give at least a class, a cost or an effort."
            );
            await db.EstimateAsync(item, new(DebtClass.TimeToMarket, OtherLow: 100, OtherHigh: 300, WeeksLow: 1));
            await db.EstimateAsync(item, new(DebtClass.TimeToMarket, OtherLow: 200, OtherHigh: 500, WeeksLow: 1));
            await Should.ThrowAsync<Binnacle.Platform.Refusal>(() =>
                db.EstimateAsync(item, new(DebtClass.TimeToMarket, OtherLow: 200, OtherHigh: 500, WeeksLow: 1))
            );
        }
        await using var fresh = database.Open();
        var read = (await fresh.DebtItemAsync(1))!;
        read.Estimates.Select(row => (row.CostLow, row.ReplacedAt is null)).ShouldBe([(100, false), (200, true)]);
        read.Estimate!.Weeks.ShouldBe(new(1, 1));
        var told = await fresh.Set<TimelineEvent>().OrderBy(row => row.At).Select(row => row.Details).ToListAsync();
        told[^1]!.ShouldContain("cost a week: €\u00a01 to 3 → €\u00a02 to 5");
    }

    [Theory]
    [InlineData("lookAgainOn", "{\"class\":\"can-wait\"}")]
    [InlineData("urgentOn", "{\"urgency\":\"deadline\"}")]
    [InlineData("hourCost", "{\"hoursLow\":3}")]
    [InlineData("hours", "{\"hoursLow\":5,\"hoursHigh\":3,\"hourCost\":8000}")]
    [InlineData("outage", "{\"outageLow\":2,\"impactLow\":5}")]
    [InlineData("weeks", "{\"weeksLow\":0}")]
    [InlineData("weeks", "{\"weeksHigh\":-1}")]
    [InlineData("wsjf", "{\"wsjfValue\":3}")]
    [InlineData("lookAgainOn", "{\"class\":\"can-wait\",\"lookAgainOn\":\"2001-01-01\"}")]
    public async Task What_cannot_be_is_told_with_its_field(string field, string json)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        await program.PostAsJsonAsync("/api/v1/debt", new { title = "Slow tests" });

        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var answer = await program.PostAsync("/api/v1/debt/1/estimates", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(field);
    }

    [Theory, OnBothDatabases]
    public async Task Members_write_down_and_leaders_decide(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));
        (
            await member.SubmitAsync("/practices/debt/new", "item", ("Title", "Ours"), ("For", "team:payments"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync("/practices/debt/new", "item", ("Title", "Theirs"), ("For", "team:search"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await member.ReadAsync("/practices/debt/1")).QuerySelector("#close-title").ShouldBeNull();
        (await member.GetAsync("/practices/debt/1/pay")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync("/practices/debt/1")).QuerySelector("form[method=post] [name=LinkUrl]").ShouldBeNull();

        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var dropped = await program.PostAsJsonAsync("/api/v1/debt/1/closure", new { outcome = "dropped" });
        dropped.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        dropped = await program.PostAsJsonAsync(
            "/api/v1/debt/1/closure",
            new { outcome = "dropped", reason = "Gone." }
        );
        dropped.StatusCode.ShouldBe(HttpStatusCode.OK);
        var rows = await program.GetFromJsonAsync<JsonElement>("/api/v1/debt?show=dropped");
        rows.GetProperty("items")[0].GetProperty("reason").GetString().ShouldBe("Gone.");
        (await program.GetStringAsync("/practices/debt.csv?show=all")).ShouldContain("1,Ours,dropped");
    }
}
