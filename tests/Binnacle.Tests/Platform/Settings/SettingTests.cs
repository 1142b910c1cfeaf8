using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Settings;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Settings;

public sealed class SettingTests
{
    [Theory, OnBothDatabases]
    public async Task A_changed_threshold_is_a_row_and_has_all_checks_evaluated(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var browser = await server.BrowseAsAsync(Role.Leader);
        var all = await leader.GetFromJsonAsync<JsonElement>("/api/v1/settings");
        var share = all.GetProperty("items")
            .EnumerateArray()
            .First(row =>
                row.GetProperty("unit").GetString() == "share"
                && row.GetProperty("max").GetDouble() >= 0.3
                && row.GetProperty("min").GetDouble() <= 0.3
            );
        var key = share.GetProperty("key").GetString()!;

        (await browser.SubmitAsync("/settings", "thresholds", (key, "30"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await browser.SubmitAsync("/settings", "thresholds", (key, "30"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await browser.ReadAsync("/settings")).GetElementById(key)!.GetAttribute("value").ShouldBe("30");
        await using var db = server.Database.Open();
        var row = await db.Set<Setting>().SingleAsync();
        row.Value.ShouldBe(0.3);
        row.SetBy.ShouldBe("A leader");
        (await db.Set<JobRun>().CountAsync(run => run.Job == "evaluate")).ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task Wrong_numbers_are_told_together_and_nothing_is_set(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var page = await leader.ReadAsync("/settings");
        var keys = page.QuerySelectorAll(".threshold input").Select(input => input.Id!).ToList();
        keys.Count.ShouldBeGreaterThan(2);
        var wrong = await leader.SubmitAsync(
            "/settings",
            "thresholds",
            (keys[0], "much"),
            (keys[1], "999999999"),
            (keys[2], "")
        );
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await Browser.ParseAsync(wrong);
        told.QuerySelectorAll(".error-summary li").Length.ShouldBe(3);
        told.GetElementById(keys[0])!.GetAttribute("value").ShouldBe("much");
        await using var db = server.Database.Open();
        (await db.Set<Setting>().CountAsync()).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task Leaders_of_a_team_set_their_teams_numbers_alone(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        var account = await CommitmentWorld.GrantAsync(server, world.Payments, Role.Leader);
        var leader = await server.BrowseAsAsync(account);
        (await leader.ReadAsync("/settings")).QuerySelectorAll(".threshold input").ShouldBeEmpty();
        var page = await leader.ReadAsync("/settings?scope=team:payments");
        var key = page.QuerySelector(".threshold input")!.Id!;
        var max = page.QuerySelector(".threshold .hint")!.TextContent;
        max.ShouldContain("by default");
        (await leader.ReadAsync("/settings?scope=team:search")).QuerySelectorAll(".threshold input").ShouldBeEmpty();
        await using var db = server.Database.Open();
        var row = (await db.ThresholdsAsync(new Binnacle.Platform.PracticeList(), world.Payments.Id)).First(row =>
            row.Key == key
        );
        var sent = row.Shown(row.Max).ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await leader.SubmitAsync("/settings?scope=team:payments", "thresholds", (key, sent))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await db.Set<Setting>().SingleAsync()).TeamId.ShouldBe(world.Payments.Id);
    }

    [Theory, OnBothDatabases]
    public async Task The_organization_gets_a_name(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.SubmitAsync("/settings", "name", ("OrganizationName", " Northwind "))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.ReadAsync("/settings")).QuerySelector("h1")!.TextContent.ShouldBe("Settings of Northwind");
        (await leader.SubmitAsync("/settings", "name", ("OrganizationName", "  "))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await (await server.BrowseAsAsync(Role.Member)).GetAsync("/settings")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }
}
