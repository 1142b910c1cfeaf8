using System.Net;
using System.Net.Http.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Outbound;
using Binnacle.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Signals;

/// <summary>Sources that answer nonsense, are changed while they are asked, or carry a key in their address.</summary>
public sealed class SourceMishapTests
{
    private const string Source = "/api/v1/measures/open-cases/source";

    [Theory, OnBothDatabases]
    public async Task A_bad_source_holds_up_no_other_and_waits_longer(Engine engine)
    {
        // No number: a NUL, and half an emoji where the message is cut.
        var cell = "\0" + new string('x', 38) + "\U0001F600 and more";
        await using var outside = await LocalServer.StartAsync(context =>
            context.Response.WriteAsync(
                context.Request.Path == "/bad" ? $"date,value\n2026-03-01,{cell}\n" : """{"open":17}"""
            )
        );
        await using var server = await StartAsync(engine);
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var bad = await AddAsync(server, "Bad", now.AddMinutes(-9), SourceKind.Csv, new($"{outside.Address}bad"));
        await AddAsync(server, "Broken", now.AddMinutes(-8), SourceKind.Csv, null);
        var good = await AddAsync(
            server,
            "Good",
            now.AddMinutes(-7),
            SourceKind.HttpJson,
            new($"{outside.Address}", Value: "/open")
        );

        var told = await Job(server, "measures").RunAsync("", new Progress<JobProgress>(), default);

        told.ShouldStartWith("1 of 3 sources answered");
        await using var db = server.Database.Open();
        (await db.Set<Point>().SingleAsync()).MeasureId.ShouldBe(good);
        var kept = await db.Set<MeasureSource>().SingleAsync(row => row.MeasureId == bad);
        kept.Failures.ShouldBe(1);
        kept.NextTryAt!.Value.ShouldBeGreaterThan(now);
        kept.LastFailure!.ShouldContain("expected a number");
        kept.LastFailure!.ShouldNotContain('\0');
    }

    [Theory, OnBothDatabases]
    public async Task What_a_job_says_at_its_end_is_kept_whatever_it_is(Engine engine)
    {
        await using var server = await StartAsync(engine);
        var run = new JobRun
        {
            Job = "one",
            StartedAt = DateTime.UnixEpoch,
            AliveAt = DateTime.UnixEpoch,
        };
        await using var db = server.Database.Open();
        db.Add(run);
        await db.SaveChangesAsync();

        await server.Services.GetRequiredService<JobQueue>().EndAsync(run.Id, JobOutcome.Failed, "a\0b\ud83d");

        (await db.Set<JobRun>().AsNoTracking().SingleAsync(row => row.Id == run.Id)).Message.ShouldBe("ab\ufffd");
    }

    [Theory, OnBothDatabases]
    public async Task A_source_that_is_changed_meanwhile_stays_as_it_was_set(Engine engine)
    {
        Func<Task> change = () => Task.CompletedTask;
        var asked = 0;
        await using var outside = await LocalServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/new")
            {
                await context.Response.WriteAsync("""{"open":17}""");
                return;
            }
            asked++;
            await change();
            var from = context.Request.Query["from"];
            await context.Response.WriteAsync($$"""{"days":[{"date":"{{from}}","value":1}]}""");
        });
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var server = await StartAsync(engine, clock);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        await DefineAsync(leader);
        async Task SetAsync() =>
            (
                await leader.PutAsJsonAsync(
                    Source,
                    new { kind = "http-json", settings = new { address = $"{outside.Address}new", value = "/open" } }
                )
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
        await SetAsync();
        // Setting it queued a fetch, which must not ask at the address that is set below.
        await using (var jobs = server.Database.Open())
            while (await jobs.Set<JobRun>().AnyAsync(run => run.EndedAt == null))
                await Task.Delay(50);
        Guid id;
        await using (var db = server.Database.Open())
        {
            id = (await db.Set<MeasureSource>().SingleAsync()).Id;
            var settings = new SourceSettings($"{outside.Address}old?from={{from}}", List: "/days").Write();
            var first = (DateOnly?)db.Today.AddDays(-800);
            await db.Set<MeasureSource>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.Settings, settings).SetProperty(row => row.BackfillFrom, first)
                );
        }
        change = () =>
        {
            clock.Pass(TimeSpan.FromMinutes(1));
            return SetAsync();
        };

        var told = await Job(server, "backfill").RunAsync(id.ToString(), new Progress<JobProgress>(), default);

        told.ShouldContain("was changed meanwhile");
        asked.ShouldBe(1);
        await using var check = server.Database.Open();
        var source = await check.Set<MeasureSource>().SingleAsync();
        (source.BackfillFrom, source.BackfilledTo, source.Failures).ShouldBe((null, null, 0));
        (await check.Set<Point>().Where(row => row.Value == 1).CountAsync()).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_in_an_address_is_for_those_who_may_set_it(Engine engine)
    {
        await using var server = await StartAsync(engine);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        await DefineAsync(leader);
        Task<HttpResponseMessage> SetAsync(string address, string? versionReason = null) =>
            leader.PutAsJsonAsync(
                Source,
                new
                {
                    kind = "csv",
                    settings = new { address },
                    versionReason,
                }
            );
        const string Place = "http://127.0.0.1:9/a.csv";
        foreach (var key in new[] { "key-of-ours", "key-of-today" })
            (await SetAsync($"{Place}?key={key}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await leader.GetStringAsync(Source)).ShouldContain("key-of-today");
        var viewer = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var shown = await viewer.GetStringAsync(Source);
        shown.ShouldContain(Place);
        shown.ShouldNotContain("key-of");
        await using var db = server.Database.Open();
        var events = await db.Set<TimelineEvent>()
            .Where(row => row.Verb == "measure.source-set")
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => row.Details)
            .ToListAsync();
        events[0]!.ShouldContain(Place);
        events[1].ShouldBe("Query of the address: none → changed");
        events.ShouldAllBe(told => !told!.Contains("key-of"));

        var long401 = await SetAsync(Place, new string('x', 401));
        long401.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await long401.Content.ReadAsStringAsync()).ShouldContain("versionReason");
    }

    [Fact]
    public async Task What_is_asked_of_a_measure_that_is_not_there_is_not_found()
    {
        await using var server = await StartAsync(Engine.Sqlite);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Get, "change"),
                (HttpMethod.Delete, $"annotations/{Guid.Empty}"),
                (HttpMethod.Delete, "source"),
                (HttpMethod.Post, "source/backfill"),
            }
        )
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/measures/unknown/{path}")
            {
                Content = method == HttpMethod.Post ? JsonContent.Create(new { }) : null,
            };
            (await leader.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Of_two_people_with_one_name_each_removes_only_their_own()
    {
        await using var server = await StartAsync(Engine.Sqlite);
        var account = await server.AccountAsync(Role.Member);
        await using (var db = server.Database.Open())
        {
            var measure = await db.DefineMeasureAsync(new("Open cases"));
            foreach (var by in new[] { account.Id, (await server.AccountAsync(Role.Viewer)).Id })
                db.Add(
                    new Annotation
                    {
                        MeasureId = measure.Id,
                        On = db.Today,
                        Text = $"By {by}",
                        AddedBy = account.Name,
                        AddedById = by,
                    }
                );
            db.Record("measure.annotated", "Open cases");
            await db.SaveChangesAsync();
        }
        var page = await (await server.BrowseAsAsync(account)).ReadAsync("/measures/open-cases");
        page.QuerySelectorAll("form[action$='/removal'] button")
            .Select(button => button.GetAttribute("aria-label"))
            .ShouldBe([$"Remove By {account.Id}"]);
    }

    [Theory, OnBothDatabases]
    public async Task The_database_that_is_named_is_the_one_to_change(Engine engine)
    {
        await using var server = await StartAsync(engine);
        await using (var db = server.Database.Open())
        {
            foreach (var name in new[] { "Shop", "Stock" })
                db.Add(new SqlConnectionDefinition { Name = name, Host = $"{name}.example" });
            db.Record("connection.defined", "Two");
            await db.SaveChangesAsync();
        }
        var administrator = await server.BrowseAsAsync(Role.Administrator);
        (await administrator.ReadAsync("/settings/connections?name=Stock"))
            .QuerySelector("input[name=Host]")!
            .GetAttribute("value")
            .ShouldBe("Stock.example");
    }

    private static IJob Job(TestServer server, string name) =>
        server.Services.GetServices<IJob>().Single(one => one.Name == name);

    private static async Task<TestServer> StartAsync(Engine engine, SettableClock? clock = null)
    {
        // A clock of the test's own: no job begins by itself.
        var server = await TestServer.StartAsync(
            engine,
            clock ?? new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime)
        );
        await using var db = server.Database.Open();
        await db.AllowDestinationAsync("127.0.0.1");
        return server;
    }

    private static async Task DefineAsync(HttpClient leader) =>
        (await leader.PostAsJsonAsync("/api/v1/measures", new { name = "Open cases" })).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );

    /// <param name="settings">Null for some that cannot be read.</param>
    /// <returns>The measure.</returns>
    private static async Task<Guid> AddAsync(
        TestServer server,
        string name,
        DateTime due,
        SourceKind kind,
        SourceSettings? settings
    )
    {
        await using var db = server.Database.Open();
        var measure = await db.DefineMeasureAsync(new(name));
        db.Add(
            new MeasureSource
            {
                MeasureId = measure.Id,
                Kind = kind,
                Settings = settings?.Write() ?? "{",
                NextTryAt = due,
            }
        );
        db.Record("measure.source-set", name);
        await db.SaveChangesAsync();
        return measure.Id;
    }
}
