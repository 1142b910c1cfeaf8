using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Outbound;
using Binnacle.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Signals;

public sealed class FetchingTests
{
    private const string Secret = "s3cret-of-the-source";

    [Theory, OnBothDatabases]
    public async Task A_source_is_tried_saved_fetched_and_never_tells_its_secret(Engine engine)
    {
        var answers = true;
        await using var outside = await LocalServer.StartAsync(context =>
        {
            if (!answers)
            {
                context.Response.StatusCode = 500;
                return context.Response.WriteAsync($"the token {Secret} is wrong");
            }
            return context.Response.WriteAsync("""{"open":17}""");
        });
        await using var server = await StartAsync(engine);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        await DefineAsync(leader, "Open cases");
        const string Source = "/api/v1/measures/open-cases/source";
        object Body(string address, string? secret) =>
            new
            {
                kind = "http-json",
                schedule = "daily",
                settings = new { address, value = "/open" },
                secret,
            };

        var tried = await JsonAsync(await leader.PostAsJsonAsync($"{Source}/try", Body($"{outside.Address}", Secret)));
        tried.GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(17);
        await using (var db = server.Database.Open())
            (await db.Set<MeasureSource>().AnyAsync()).ShouldBeFalse();

        (await leader.PutAsJsonAsync(Source, Body($"{outside.Address}", Secret))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        var id = await SourceIdAsync(server);
        var fetching = server.Services.GetRequiredService<MeasureFetching>();
        await fetching.FetchAsync(id, default);
        outside.Asked.ShouldAllBe(one => one.Headers.Authorization.ToString() == $"Bearer {Secret}");
        (await JsonAsync(await leader.GetAsync("/api/v1/measures/open-cases")))
            .GetProperty("newest")
            .GetDouble()
            .ShouldBe(17);

        answers = false;
        await fetching.FetchAsync(id, default);
        await fetching.FetchAsync(id, default);
        await using (var db = server.Database.Open())
        {
            var source = await db.Set<MeasureSource>().SingleAsync();
            source.Failures.ShouldBe(2);
            source.LastFailure!.ShouldContain("expected status 200, found 500");
            source.LastSuccessAt.ShouldNotBeNull();
            (source.NextTryAt!.Value - source.LastFailureAt!.Value).TotalMinutes.ShouldBe(15, 0.1);
            source.Secret!.ShouldNotContain(Secret);
        }

        // Another host never gets what was meant for the first; the same host may be asked for something else.
        (await leader.PutAsJsonAsync(Source, Body("https://evil.example.org/", null))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await leader.PostAsJsonAsync($"{Source}/try", Body($"http://localhost:{outside.Port}/", null))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await leader.PutAsJsonAsync(Source, Body($"{outside.Address}other", null))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        var browser = await server.BrowseAsAsync(Role.Administrator);
        foreach (
            var path in new[]
            {
                "/measures/open-cases",
                "/measures/open-cases/source",
                "/measures.json",
                "/timeline.json",
                "/api/v1/measures/open-cases/source",
                "/jobs.json",
            }
        )
            (await browser.Client.GetStringAsync(path)).ShouldNotContain(Secret, Case.Sensitive, path);
        (
            await (await server.CallAsAsync(Role.Administrator, TokenScope.Read)).GetStringAsync("/api/v1/export")
        ).ShouldNotContain(Secret);
    }

    [Theory, OnBothDatabases]
    public async Task The_past_is_fetched_in_steps_that_can_be_stopped_and_resumed(Engine engine)
    {
        var asked = 0;
        using var stop = new CancellationTokenSource();
        await using var outside = await LocalServer.StartAsync(async context =>
        {
            if (++asked == 2)
                await stop.CancelAsync();
            var from = DateOnly.Parse(context.Request.Query["from"]!);
            var to = DateOnly.Parse(context.Request.Query["to"]!);
            var days = Enumerable
                .Range(0, to.DayNumber - from.DayNumber + 1)
                .Select(day => new { date = from.AddDays(day).ToString("yyyy-MM-dd"), value = day });
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { days }));
        });
        await using var server = await StartAsync(engine);
        await DefineAsync(await server.CallAsAsync(Role.Leader, TokenScope.Write), "Past");
        Guid id;
        await using (var db = server.Database.Open())
        {
            var source = new MeasureSource
            {
                MeasureId = await db.Set<Measure>().Select(row => row.Id).SingleAsync(),
                Kind = SourceKind.HttpJson,
                Settings = new SourceSettings($"{outside.Address}?from={{from}}&to={{to}}", List: "/days").Write(),
                BackfillFrom = db.Today.AddDays(-800),
            };
            db.Add(source);
            Binnacle.Platform.Timeline.Recording.Record(db, "measure.source-set", "Past");
            await db.SaveChangesAsync();
            id = source.Id;
        }
        var job = server.Services.GetServices<IJob>().Single(one => one.Name == "backfill");
        await Should.ThrowAsync<OperationCanceledException>(() =>
            job.RunAsync(id.ToString(), new Progress<JobProgress>(), stop.Token)
        );
        await using (var db = server.Database.Open())
        {
            (await db.Set<Point>().CountAsync()).ShouldBe(366);
            (await db.Set<MeasureSource>().SingleAsync()).BackfilledTo.ShouldBe(db.Today.AddDays(-800 + 366));
        }
        await job.RunAsync(id.ToString(), new Progress<JobProgress>(), default);
        await using (var db = server.Database.Open())
            (await db.Set<Point>().CountAsync()).ShouldBe(801);
        // One before it was stopped, the one in which it was, and two more.
        asked.ShouldBe(4);
    }

    [Theory, OnBothDatabases]
    public async Task A_check_is_a_measure_without_copies(Engine engine)
    {
        await using var server = await StartAsync(engine);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        await DefineAsync(leader, "Debt share", "share");
        await using (var db = server.Database.Open())
        {
            for (var ago = 3; ago > 0; ago--)
                db.Add(
                    new Snapshot
                    {
                        CheckId = "debt.share",
                        ScopeKey = "organization",
                        Date = db.Today.AddDays(-ago),
                        Version = ago == 3 ? 1 : 2,
                        Number = ago == 2 ? null : ago / 10.0,
                    }
                );
            await db.SaveChangesAsync();
        }
        const string Measure = "/api/v1/measures/debt-share";
        (
            await leader.PutAsJsonAsync(
                $"{Measure}/source",
                new
                {
                    kind = "check",
                    check = "debt.share",
                    scope = "organization",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        var points = await leader.GetFromJsonAsync<JsonElement>($"{Measure}/points");
        points
            .GetProperty("items")
            .EnumerateArray()
            .Select(point => point.GetProperty("value").GetDouble())
            .ShouldBe([0.3, 0.1]);
        (await leader.GetFromJsonAsync<JsonElement>(Measure)).GetProperty("points").GetInt32().ShouldBe(2);
        (
            await leader.PostAsJsonAsync($"{Measure}/points", new[] { new { date = "2026-03-01", value = 1 } })
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using (var db = server.Database.Open())
            (await db.Set<Point>().AnyAsync()).ShouldBeFalse();
        var browser = await server.BrowseAsAsync(Role.Viewer);
        (await browser.ReadAsync("/measures/debt-share")).Body!.TextContent.ShouldContain("Worked out by Binnacle");
    }

    [Theory, OnBothDatabases]
    public async Task Versions_annotations_and_staleness_are_told(Engine engine)
    {
        await using var server = await StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        await DefineAsync(program, "Latency", "ms", freshDays: 3);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        string Day(int ago) => today.AddDays(-ago).ToString("yyyy-MM-dd");
        await program.PostAsJsonAsync(
            "/api/v1/measures/latency/points",
            Enumerable
                .Range(10, 60)
                .Select(ago => new { date = Day(ago), value = ago > 40 ? 200 + (ago % 5) : 100 + (ago % 5) })
        );
        var page = await leader.ReadAsync("/measures/latency");
        page.QuerySelector("h1")!.TextContent.ShouldContain("Latency fell by ");
        page.QuerySelector("h1")!.TextContent.ShouldContain("ms around");
        page.QuerySelector(".sentence")!.TextContent.ShouldStartWith("Stale:");
        (await leader.ReadAsync("/measures?show=stale")).QuerySelectorAll("table.data tbody tr").Length.ShouldBe(1);
        (await leader.ReadAsync("/measures?show=outcomes")).QuerySelectorAll("table.data tbody tr").Length.ShouldBe(0);

        var member = await server.BrowseAsAsync(Role.Member);
        (
            await member.SubmitAsync(
                "/measures/latency",
                "annotate",
                ("On", Day(40)),
                ("Text", "The cache was turned on")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.Client.GetStringAsync("/measures/latency/annotations.csv")).ShouldContain(
            "The cache was turned on"
        );
        page = await member.ReadAsync("/measures/latency");
        page.QuerySelectorAll("text.mark").Select(mark => mark.TextContent).Distinct().ShouldBe(["1"]);

        (await leader.SubmitAsync("/measures/latency", "change", ("Unit", "s"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        await program.PostAsJsonAsync("/api/v1/measures/latency/points", new[] { new { date = Day(0), value = 0.1 } });
        await using var db = server.Database.Open();
        (
            await db.Set<Point>()
                .GroupBy(row => row.Version)
                .Select(group => new { group.Key, Count = group.Count() })
                .OrderBy(row => row.Key)
                .ToListAsync()
        )
            .Select(row => (row.Key, row.Count))
            .ShouldBe([(1, 60), (2, 1)]);
        (await db.DefinitionsAsync((await db.Set<Measure>().SingleAsync()).Id))
            .Select(row => (row.Version, row.Unit))
            .ShouldBe([(1, "ms"), (2, "s")]);
        page = await leader.ReadAsync("/measures/latency");
        page.QuerySelectorAll("line.break").Length.ShouldBe(2, "one in each drawing");
        page.QuerySelector("h1")!
            .TextContent.ShouldBe("Latency: 0.100 s", "points of another definition say nothing about this one");

        var viewer = await server.CallAsAsync(Role.Viewer, TokenScope.Write);
        var writing = await server.CallAsAsync(Role.Member, TokenScope.Write);
        (HttpClient Client, HttpMethod Method, string Path, object Body)[] refused =
        [
            (viewer, HttpMethod.Post, "annotations", new { on = Day(1), text = "x" }),
            (
                writing,
                HttpMethod.Put,
                "source",
                new { kind = "csv", settings = new { address = "https://example.org/a.csv" } }
            ),
            (
                writing,
                HttpMethod.Post,
                "source/try",
                new { kind = "csv", settings = new { address = "https://example.org/a.csv" } }
            ),
            (writing, HttpMethod.Post, "source/backfill", new { }),
        ];
        foreach (var (client, method, path, body) in refused)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/measures/latency/{path}")
            {
                Content = JsonContent.Create(body),
            };
            (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Theory]
    [InlineData(FetchSchedule.Daily, 1, 5)]
    [InlineData(FetchSchedule.Hourly, 2, 15)]
    [InlineData(FetchSchedule.Daily, 4, 135)]
    [InlineData(FetchSchedule.Daily, 40, 24 * 60)]
    public void Failures_are_tried_again_less_and_less_often(FetchSchedule schedule, int failures, int minutes)
    {
        var now = new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
        (FetchTimes.Next(schedule, failures, now, Guid.Empty) - now).TotalMinutes.ShouldBe(minutes);
        FetchTimes.Next(FetchSchedule.Weekly, 0, now, Guid.Empty).DayOfWeek.ShouldBe(DayOfWeek.Monday);
    }

    private static async Task<TestServer> StartAsync(Engine engine)
    {
        var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        await db.AllowDestinationAsync("127.0.0.1");
        await db.AllowDestinationAsync("localhost");
        return server;
    }

    private static async Task DefineAsync(HttpClient leader, string name, string unit = "", int? freshDays = null) =>
        (
            await leader.PostAsJsonAsync(
                "/api/v1/measures",
                new
                {
                    name,
                    unit,
                    better = "down",
                    freshDays,
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Created);

    private static async Task<Guid> SourceIdAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        return await db.Set<MeasureSource>().Select(row => row.Id).SingleAsync();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
