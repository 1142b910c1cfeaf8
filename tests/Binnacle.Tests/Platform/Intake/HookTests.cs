using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Intake;

public sealed class HookTests
{
    [Theory, OnBothDatabases]
    public async Task What_a_tool_sends_is_stored_once_and_read(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        var (hook, secret) = await AddAsync(admin, "github", "Shop on GitHub");
        var sample = EventSources.Of("github")!.Sample(secret, TimeProvider.System.GetUtcNow().UtcDateTime);

        (await SendAsync(server, hook, sample)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(server, hook, sample)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ReadAsync(server);
        await using var db = server.Database.Open();
        (await db.Set<IntakeEvent>().SingleAsync()).State.ShouldBe(IntakeState.Read);
        var build = await db.Set<Build>().SingleAsync();
        (build.RepositoryKey, build.Outcome).ShouldBe(("github.com/example/test-event", RunOutcome.Success));
        var page = await admin.ReadAsync("/settings/sources/shop-on-github");
        page.QuerySelector("h1")!.TextContent.ShouldStartWith("Shop on GitHub: last event");
        page.Body!.TextContent.ShouldContain("1 event in 30 days, 1 were sent again and counted once");
    }

    [Theory, OnBothDatabases]
    public async Task Ten_thousand_at_once_of_one_sending_are_kept_once_and_counted(Engine engine)
    {
        const int Sendings = 10_000;
        await using var server = await TestServer.StartAsync(engine);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        var (hook, secret) = await AddAsync(admin, "github", "Shop on GitHub");
        var sample = EventSources.Of("github")!.Sample(secret, TimeProvider.System.GetUtcNow().UtcDateTime);
        var client = server.Browse().Client;
        var answers = new ConcurrentBag<HttpStatusCode>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Sendings),
            new ParallelOptions { MaxDegreeOfParallelism = 100 },
            async (_, cancellation) =>
            {
                using var request = Request(hook, sample);
                using var response = await client.SendAsync(request, cancellation);
                answers.Add(response.StatusCode);
            }
        );

        answers.Count(one => one == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(one => one == HttpStatusCode.OK).ShouldBe(Sendings - 1);
        await ReadAsync(server);
        await using var db = server.Database.Open();
        (await db.Set<IntakeEvent>().SingleAsync()).Facts.ShouldBe(1);
        (await db.Set<Build>().CountAsync()).ShouldBe(1);
        // Midnight may pass between two of them.
        var days = await db.Set<IntakeDay>().ToListAsync();
        (days.Sum(day => day.Received), days.Sum(day => day.Again)).ShouldBe((1, Sendings - 1));
    }

    [Fact]
    public async Task A_signature_one_bit_off_is_refused_and_nothing_is_stored()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        var signing = new List<string>();
        foreach (var kind in EventSources.All)
        {
            var (hook, secret) = await AddAsync(admin, kind.Kind, $"A {kind.Kind}");
            var sample = kind.Sample(secret, TimeProvider.System.GetUtcNow().UtcDateTime);
            var wrong = secret[..^1] + (char)(secret[^1] ^ 1);
            (
                await SendAsync(server, hook, kind.Sample(wrong, TimeProvider.System.GetUtcNow().UtcDateTime))
            ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, kind.Kind);
            (
                await SendAsync(server, hook, sample with { Headers = new Dictionary<string, string>() })
            ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, kind.Kind);
            foreach (var other in BitsOff(sample))
                (await SendAsync(server, hook, other)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, kind.Kind);
            if (BitsOff(sample).Any())
                signing.Add(kind.Kind);
            (await SendAsync(server, hook, sample)).StatusCode.ShouldBe(HttpStatusCode.Accepted, kind.Kind);
        }
        string.Join(' ', signing.Order(StringComparer.Ordinal))
            .ShouldBe("bitbucket circleci generic github jira pagerduty");
        await ReadAsync(server);
        await using var db = server.Database.Open();
        var events = await db.Set<IntakeEvent>().ToListAsync();
        events.Count.ShouldBe(EventSources.All.Count);
        events.ShouldAllBe(one => one.State == IntakeState.Read);
        (await server.Browse().Client.PostAsync("/hooks/nowhere", new StringContent("{}"))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Theory, OnBothDatabases]
    public async Task Bodies_that_want_to_hurt_do_not(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        var (hook, secret) = await AddAsync(admin, "generic", "Anything");
        Task<HttpResponseMessage> Post(byte[] body) =>
            SendAsync(
                server,
                hook,
                new(new Dictionary<string, string> { ["Authorization"] = $"Bearer {secret}" }, null, body)
            );
        (await Post(new byte[50 * 1024 * 1024])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var endless = JsonContent.Create(new string('a', 2 * 1024 * 1024));
        var unsaid = await server.Browse().Client.PostAsync(hook, endless);
        unsaid.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await unsaid.Content.ReadAsStringAsync()).Trim().ShouldBe("Send at most 1 MB without a Content-Length.");
        byte[][] bodies =
        [
            [],
            [0xff, 0xfe, 0x00],
            Encoding.Unicode.GetBytes("{\"kind\":\"build\"}"),
            Encoding.UTF8.GetBytes(new string('[', 100_000)),
            Encoding.UTF8.GetBytes("{\"kind\":\"\\ud800\"}"),
            [.. "{\"kind\":\""u8, 0xe4, .. "\"}"u8],
            Encoding.UTF8.GetBytes(
                $"{{\"kind\":\"deployment\",\"id\":\"1\",\"at\":\"{string.Concat(Enumerable.Repeat("😀", 40))}\"}}"
            ),
            Encoding.UTF8.GetBytes(
                "{\"kind\":\"build\",\"id\":\"2\",\"at\":\"2026-01-02T03:04:05Z\",\"outcome\":\"a\\u0000\"}"
            ),
            Encoding.UTF8.GetBytes("[1]"),
            Encoding.UTF8.GetBytes("{\"kind\":\"build\",\"id\":\"1\",\"at\":\"yesterday\"}"),
            Encoding.UTF8.GetBytes(
                "{\"kind\":\"build\",\"id\":\"1\\u0000\",\"at\":\"2026-01-02T03:04:05Z\",\"name\":\"a\\ud800b\"}"
            ),
        ];
        foreach (var body in bodies)
            (await Post(body)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await ReadAsync(server);
        await using var db = server.Database.Open();
        var reasons = await db.Set<IntakeEvent>()
            .Where(row => row.State == IntakeState.Failed)
            .Select(row => row.Reason!)
            .ToListAsync();
        reasons.Count.ShouldBeGreaterThanOrEqualTo(6);
        reasons.ShouldContain("at: Expected a time here, found \"yesterday\".");
        reasons.ShouldContain("body: Expected an object, found array.");
        reasons.ShouldContain(reason => reason.Contains("depth", StringComparison.Ordinal));
        var page = await admin.ReadAsync("/settings/sources/anything?state=failed");
        page.QuerySelector("h1")!.TextContent.ShouldContain("could not be read");
        (await db.Set<IntakeEvent>().CountAsync(row => row.State == IntakeState.Waiting)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_administrators_add_sources_and_see_raw_events()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var admin = await server.BrowseAsAsync(Role.Administrator);
        var (hook, secret) = await AddAsync(admin, "github", "Shop on GitHub");
        await SendAsync(
            server,
            hook,
            EventSources.Of("github")!.Sample(secret, TimeProvider.System.GetUtcNow().UtcDateTime)
        );
        await using var db = server.Database.Open();
        var raw = $"/settings/sources/shop-on-github/events/{(await db.Set<IntakeEvent>().SingleAsync()).Id}.json";
        (await admin.Client.GetStringAsync(raw)).ShouldContain("\"workflow_run\"");
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.GetAsync(raw)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await leader.ReadAsync("/settings/sources/shop-on-github")).Body!.TextContent.ShouldNotContain(secret);
        (await leader.ReadAsync("/settings/sources"))
            .QuerySelector("form[method=post] select[name=Kind]")
            .ShouldBeNull();
        (await (await server.BrowseAsAsync(Role.Member)).GetAsync("/settings/sources")).StatusCode.ShouldNotBe(
            HttpStatusCode.OK
        );
        (await db.Set<IntakeSource>().SingleAsync()).Secret!.ShouldNotContain(secret);
    }

    private static async Task<(string Hook, string Secret)> AddAsync(Browser admin, string kind, string name)
    {
        var page = await Browser.ParseAsync(
            await admin.SubmitAsync("/settings/sources", "add", ("Kind", kind), ("Name", name))
        );
        var facts = page.QuerySelectorAll("section[role=status] dd").Select(fact => fact.TextContent.Trim()).ToList();
        return (new Uri(facts[0]).AbsolutePath, facts[1]);
    }

    /// <summary>Of a request that is signed: one bit of the signature, then one of the body, is another.</summary>
    private static IEnumerable<HookRequest> BitsOff(HookRequest sample)
    {
        const string Digits = "0123456789abcdef";
        foreach (
            var (name, value) in sample.Headers.Where(header =>
                header.Key.Contains("Signature", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            var digit = Digits[Digits.IndexOf(value[^1], StringComparison.Ordinal) ^ 1];
            yield return sample with
            {
                Headers = new Dictionary<string, string>(sample.Headers) { [name] = value[..^1] + digit },
            };
            var body = sample.Body.ToArray();
            body[body.Length / 2] ^= 1;
            yield return sample with
            {
                Body = body,
            };
        }
    }

    private static HttpRequestMessage Request(string hook, HookRequest sample)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, hook)
        {
            Content = new ByteArrayContent(sample.Body.ToArray()),
        };
        foreach (var (name, value) in sample.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, string hook, HookRequest sample)
    {
        using var request = Request(hook, sample);
        return await server.Browse().Client.SendAsync(request);
    }

    /// <summary>Until nothing waits: the server reads by itself, too.</summary>
    private static async Task ReadAsync(TestServer server)
    {
        var reading = server.Services.GetRequiredService<IntakeReading>();
        await using var db = server.Database.Open();
        while (await db.Set<IntakeEvent>().AnyAsync(row => row.State == IntakeState.Waiting))
            await reading.ReadWaitingAsync(default);
    }
}
