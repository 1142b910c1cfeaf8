using Binnacle.Platform.Facts;
using Binnacle.Tests.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Past;

/// <summary>A double of developer.pagerduty.com/api-reference.</summary>
public sealed class PagerDutyPastTests
{
    private static object Incident(int number) =>
        new
        {
            id = $"Q{number}",
            type = "incident",
            title = $"Incident {number}",
            html_url = $"https://octo.pagerduty.com/incidents/Q{number}",
            status = "resolved",
            urgency = "high",
            incident_key = "k",
            service = new { summary = "checkout" },
            created_at = $"2026-03-0{number}T08:00:00Z",
            updated_at = $"2026-03-0{number}T10:00:00Z",
            resolved_at = $"2026-03-0{number}T10:00:00Z",
        };

    private static readonly object[] Incidents = [Incident(1), Incident(2), Incident(3)];

    private static object Entry(string type, string at) => new { type, created_at = at };

    private static ApiAnswer? Answer(HttpRequest request)
    {
        var offset = int.TryParse(request.Query["offset"], out var given) ? given : 0;
        return request.Path.Value!.Trim('/').Split('/') switch
        {
            ["services", "PCHECK"] => new(new { service = new { id = "PCHECK" } }),
            ["incidents"] => new(
                new
                {
                    incidents = Incidents.Skip(offset).Take(2),
                    limit = 2,
                    offset,
                    more = Incidents.Length > offset + 2,
                }
            ),
            ["incidents", var id, "log_entries"] => new(
                new
                {
                    log_entries = new[]
                    {
                        Entry("resolve_log_entry", $"2026-03-0{id[1]}T10:00:00Z"),
                        Entry("reopen_log_entry", $"2026-03-0{id[1]}T09:30:00Z"),
                        Entry("resolve_log_entry", $"2026-03-0{id[1]}T09:00:00Z"),
                        Entry("acknowledge_log_entry", $"2026-03-0{id[1]}T08:05:00Z"),
                        Entry("trigger_log_entry", $"2026-03-0{id[1]}T08:00:00Z"),
                    },
                    limit = 100,
                    offset = 0,
                    more = false,
                }
            ),
            _ => null,
        };
    }

    [Theory, OnBothDatabases]
    public async Task Incidents_are_read_with_their_log(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(Answer);
        await using var run = await PastRun.StartAsync(engine, "pagerduty", api);
        await run.AskAsync("PCHECK\nPNONE");
        (await run.RunAsync()).ShouldStartWith("2 of 2 read");
        (await run.PartsAsync())[0].Problem.ShouldNotBeNull().ShouldContain("“PNONE”");
        await using var db = run.Open();
        var alarms = await db.Set<Alarm>().OrderBy(row => row.StartedAt).ToListAsync();
        alarms.Count.ShouldBe(3);
        var first = alarms[0];
        (first.AcknowledgedAt, first.ResolvedAt, first.ReopenedAt, first.IsOpen).ShouldBe(
            (At("01T08:05:00"), At("01T10:00:00"), At("01T09:30:00"), false)
        );
        var facts = await run.FactsAsync();
        await run.HookAsync(
            "incident.acknowledged",
            new
            {
                @event = new
                {
                    id = "e1",
                    event_type = "incident.acknowledged",
                    occurred_at = "2026-03-01T08:05:00Z",
                    data = Incident(1),
                },
            }
        );
        (await run.FactsAsync()).ShouldBe(facts);
        api.Asked.Count(one => one.StartsWith("/incidents?", StringComparison.Ordinal))
            .ShouldBe(2, "one window of 30 days, two pages");
    }

    [Fact]
    public async Task Longer_ago_is_read_in_windows_and_its_limit_is_in_seconds_from_now()
    {
        await using var api = await ApiDouble.StartAsync(Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "pagerduty", api);
        await run.AskAsync(null);
        run.Clock.Pass(TimeSpan.FromDays(70));
        api.Failing = _ =>
            api.Asked.Count == 2
                ? new(
                    new { error = new { message = "Rate Limit Exceeded" } },
                    429,
                    null,
                    ("ratelimit-remaining", "0"),
                    ("ratelimit-reset", "50")
                )
                : null;
        (await run.RunAsync()).ShouldContain("It goes on at");
        run.Clock.Pass(TimeSpan.FromSeconds(50));
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
        api.Asked.Select(one => one.Split('&')[0])
            .Where(one => one.StartsWith("/incidents?", StringComparison.Ordinal))
            .Distinct()
            .Count()
            .ShouldBe(3);
    }

    [Fact]
    public async Task What_ended_in_2030_ended_when_it_was_read()
    {
        var ahead = new
        {
            id = "Q9",
            title = "Told by a clock that runs ahead",
            html_url = "https://octo.pagerduty.com/incidents/Q9",
            status = "resolved",
            created_at = "2026-03-09T08:00:00Z",
            updated_at = "2030-01-01T00:00:00Z",
            resolved_at = "2030-01-01T00:00:00Z",
        };
        await using var api = await ApiDouble.StartAsync(request =>
            request.Path == "/incidents" ? new(new { incidents = new[] { ahead }, more = false }) : Answer(request)
        );
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "pagerduty", api);
        await run.AskAsync("PCHECK");
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
        await using var db = run.Open();
        (await db.Set<Alarm>().SingleAsync()).ResolvedAt.ShouldBe(PastRun.Now);
    }

    private static DateTime At(string time) => DateTime.Parse($"2026-03-{time}Z", null).ToUniversalTime();
}
