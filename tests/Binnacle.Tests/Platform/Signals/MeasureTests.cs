using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Signals;

public sealed class MeasureTests
{
    [Theory, OnBothDatabases]
    public async Task Defined_filled_and_read_back(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var defined = await leader.SubmitAsync(
            "/measures",
            "define",
            ("Name", "Orders per day"),
            ("Unit", "orders"),
            ("Outcome", "yes")
        );
        defined.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        defined.Headers.Location!.ToString().ShouldEndWith("/measures/orders-per-day");

        var wrong = await leader.SubmitAsync(
            "/measures/orders-per-day",
            "points",
            ("Pasted", "date,value\n2026-03-01,10\n2026-03-02,ten")
        );
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(wrong);
        page.QuerySelector(".error-summary")!
            .TextContent.ShouldContain("Line 3, column 2: expected a number as 12.5, found “ten”.");
        page.QuerySelector("textarea[name=Pasted]")!.TextContent.ShouldContain("2026-03-02,ten");
        (await leader.Client.GetStringAsync("/measures/orders-per-day.csv")).ShouldBe("date,value\r\n");

        var right = await leader.SubmitAsync(
            "/measures",
            "points",
            ("Pasted", "orders-per-day,2026-03-01,10\norders-per-day,2026-03-02,12")
        );
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.Client.GetStringAsync("/measures/orders-per-day.csv")).ShouldBe(
            "date,value\r\n2026-03-01,10\r\n2026-03-02,12\r\n"
        );
        (await leader.ReadAsync("/measures/orders-per-day"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("Orders per day: 12 orders");
    }

    [Theory, OnBothDatabases]
    public async Task A_sixth_outcome_measure_needs_a_place(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);
        foreach (var name in new[] { "One", "Two", "Three", "Four", "Five" })
            (await leader.SubmitAsync("/measures", "define", ("Name", name), ("Outcome", "yes"))).StatusCode.ShouldBe(
                HttpStatusCode.Redirect
            );
        var refused = await leader.SubmitAsync("/measures", "define", ("Name", "Six"), ("Outcome", "yes"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused))
            .QuerySelector("#replaces-error")!
            .TextContent.ShouldContain("5 outcome measures are live: Five, Four, One, Three, Two.");
        (
            await leader.SubmitAsync("/measures", "define", ("Name", "Six"), ("Outcome", "yes"), ("Replaces", "two"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = server.Database.Open();
        (
            await db.Set<Measure>()
                .Where(row => row.IsOutcome)
                .OrderBy(row => row.Slug)
                .Select(row => row.Slug)
                .ToListAsync()
        ).ShouldBe(["five", "four", "one", "six", "three"]);
    }

    [Theory, OnBothDatabases]
    public async Task Programs_push_points_whole_or_not_at_all(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        (
            await leader.PostAsJsonAsync(
                "/api/v1/measures",
                new
                {
                    name = "Latency",
                    unit = "ms",
                    better = "down",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
        var member = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var reading = await server.CallAsAsync(Role.Member, TokenScope.Read);
        const string Path = "/api/v1/measures/latency/points";
        object[] good = [new { date = "2026-03-01", value = 120.5 }, new { date = "2026-03-02", value = 99 }];
        (HttpClient Client, string Path, object Body, HttpStatusCode Expected)[] calls =
        [
            (
                member,
                Path,
                new object[] { new { date = "2026-03-01", value = 1 }, new { date = "2026-03-01", value = 2 } },
                HttpStatusCode.UnprocessableEntity
            ),
            (member, Path, new object[] { new { date = "2126-03-01", value = 1 } }, HttpStatusCode.UnprocessableEntity),
            (member, Path, new object[] { new { date = "March", value = 1 } }, HttpStatusCode.BadRequest),
            (member, Path, Array.Empty<object>(), HttpStatusCode.UnprocessableEntity),
            (member, "/api/v1/measures/nothing/points", good, HttpStatusCode.NotFound),
            (reading, Path, good, HttpStatusCode.Forbidden),
            (member, "/api/v1/measures", new { name = "Mine" }, HttpStatusCode.Forbidden),
        ];
        foreach (var (client, path, body, expected) in calls)
            (await client.PostAsJsonAsync(path, body)).StatusCode.ShouldBe(expected, JsonSerializer.Serialize(body));
        (await member.GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").GetArrayLength().ShouldBe(0);

        var added = await (await member.PostAsJsonAsync(Path, good)).Content.ReadFromJsonAsync<JsonElement>();
        added.GetProperty("added").GetInt32().ShouldBe(2);
        good[1] = new { date = "2026-03-02", value = 98 };
        var again = await (await member.PostAsJsonAsync(Path, good)).Content.ReadFromJsonAsync<JsonElement>();
        again.GetProperty("replaced").GetInt32().ShouldBe(1);
        again.GetProperty("unchanged").GetInt32().ShouldBe(1);
        await using var db = server.Database.Open();
        (await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "measure.points-added")).ShouldBe(2);
    }
}
