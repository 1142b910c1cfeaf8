using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Direction;

public sealed class RoadmapTests
{
    private const string Url = "/practices/direction/roadmap";

    [Theory, OnBothDatabases]
    public async Task A_draft_is_seen_by_members_of_its_team_and_moves_are_told_once_it_is_published(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var ours = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));
        (
            await ours.SubmitAsync(
                $"{Url}/new",
                "milestone",
                ("Title", "Guests pay"),
                ("Outcome", "No account"),
                ("Target", "2030-Q2"),
                ("For", "team:payments")
            )
        )
            .Headers.Location!.ToString()
            .ShouldEndWith($"{Url}/1");
        (
            await ours.SubmitAsync(
                $"{Url}/new",
                "milestone",
                ("Title", "Not ours"),
                ("Outcome", "x"),
                ("Target", "2030-Q2"),
                ("For", "team:search")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await viewer.GetAsync($"{Url}/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await viewer.GetAsync($"{Url}.json?show=all")).Content.ReadAsStringAsync()).ShouldNotContain("Guests");
        (await viewer.ReadAsync("/timeline")).Body!.TextContent.ShouldNotContain("Guests pay");
        (await viewer.ReadAsync("/search?q=guests")).QuerySelector($"main a[href='{Url}/1']").ShouldBeNull();
        (await ours.ReadAsync(Url)).QuerySelector("tbody a")!.TextContent.ShouldBe("Guests pay");
        (await ours.SubmitAsync($"{Url}/1", "move", ("Target", "2030-06-01"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect,
            "nobody planned with a draft"
        );
        (await ours.SubmitAsync($"{Url}/1", "publish")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await viewer.ReadAsync($"{Url}/1")).QuerySelector("main form[method=post]").ShouldBeNull();
        (await viewer.ReadAsync("/search?q=guests")).QuerySelector($"main a[href='{Url}/1']").ShouldNotBeNull();
        (await ours.SubmitAsync($"{Url}/1", "move", ("Target", "2030-07-01"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity,
            "no reason"
        );
        (
            await ours.SubmitAsync($"{Url}/1", "move", ("Target", "2030-07-01"), ("Reason", "Tax rules"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await ours.SubmitAsync(
                $"{Url}/1",
                "move",
                ("Target", "2030-06-20"),
                ("GiveOrTake", "1"),
                ("Reason", "A person more")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await viewer.ReadAsync(Url);
        page.QuerySelectorAll(".wide .roadmap rect.before").Length.ShouldBe(2);
        page.QuerySelector(".wide .roadmap a text")!.TextContent.ShouldBe("Guests pay, moved twice");
        page.QuerySelector("tbody tr")!.TextContent.ShouldContain("2 times, 26 days later");
        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var row = (await program.GetFromJsonAsync<JsonElement>("/api/v1/direction/milestones")).GetProperty("items")[0];
        (row.GetProperty("moved").GetInt32(), row.GetProperty("movedDays").GetInt32()).ShouldBe((2, 26));
        (await program.GetStringAsync($"{Url}.csv")).ShouldContain("1,Guests pay,No account");

        (await ours.SubmitAsync($"{Url}/1", "end", ("Outcome", "Dropped"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await ours.SubmitAsync($"{Url}/1", "end", ("Outcome", "Done"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await viewer.ReadAsync($"{Url}?show=done")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        await using var db = server.Database.Open();
        (
            await db.Set<TimelineEvent>()
                .Where(told => told.SubjectUrl == $"{Url}/1")
                .OrderBy(told => told.Id)
                .Select(told => told.Subject)
                .ToListAsync()
        ).ShouldBe(["Draft 1", "Draft 1", "Guests pay", "Guests pay", "Guests pay", "Guests pay"]);
        (await db.Set<MilestoneMove>().CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Programs_add_and_move_with_the_same_rules()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var added = await program.PostAsJsonAsync(
            "/api/v1/direction/milestones",
            new
            {
                title = "A",
                outcome = "B",
                target = "2031-03",
            }
        );
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        (
            await program.PostAsJsonAsync(
                "/api/v1/direction/milestones",
                new
                {
                    title = "A",
                    outcome = "B",
                    target = "some day",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await program.PostAsJsonAsync("/api/v1/direction/milestones/1/move", new { target = "2031-04" })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (
            await program.PostAsJsonAsync("/api/v1/direction/milestones/9/move", new { target = "2031-04" })
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await program.GetAsync("/api/v1/direction/milestones?show=some")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }
}
