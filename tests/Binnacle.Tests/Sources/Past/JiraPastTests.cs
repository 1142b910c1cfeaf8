using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake.Past;
using Binnacle.Tests.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Past;

/// <summary>A double of Jira in the cloud (rest/api/3/search/jql) and of Jira Data Center (rest/api/2/search).</summary>
public sealed class JiraPastTests
{
    private static object Entry(int id, string at, string fromId, string from, string toId, string to) =>
        new
        {
            id = $"{id}",
            created = at,
            items = new[]
            {
                new Dictionary<string, string>
                {
                    ["field"] = "status",
                    ["from"] = fromId,
                    ["fromString"] = from,
                    ["to"] = toId,
                    ["toString"] = to,
                },
            },
        };

    /// <summary>Done on the second, opened again on the third, done again on the fourth; the state is called as nobody guesses.</summary>
    private static readonly object[] Entries =
    [
        Entry(903, "2026-03-04T08:00:00.000+0000", "3", "In Arbeit", "4", "Fertig"),
        Entry(902, "2026-03-03T08:00:00.000+0000", "4", "Fertig", "3", "In Arbeit"),
        Entry(901, "2026-03-02T08:00:00.000+0000", "3", "In Arbeit", "4", "Fertig"),
    ];

    private static object Issue(int id, int told) =>
        new
        {
            id = $"{id}",
            key = $"SHOP-{id}",
            self = $"https://api.example.org/rest/api/3/issue/{id}",
            fields = new
            {
                summary = $"Item {id}",
                issuetype = new { name = "Story" },
                labels = new[] { "fast" },
                status = new
                {
                    id = "4",
                    name = "Fertig",
                    statusCategory = new { key = "done" },
                },
                created = "2026-03-01T08:00:00.000+0000",
                updated = "2026-03-10T08:00:00.000+0000",
            },
            changelog = new
            {
                startAt = 0,
                maxResults = told,
                total = 3,
                histories = Entries.Take(told),
            },
        };

    private static readonly object[] Issues = [Issue(1, 3), Issue(2, 3), Issue(3, 1)];

    private static ApiAnswer? Answer(HttpRequest request, bool isCloud)
    {
        var start =
            int.TryParse(request.Query["nextPageToken"].ToString().Replace("after-", ""), out var after) ? after
            : int.TryParse(request.Query["startAt"], out var given) ? given
            : 0;
        return request.Path.Value switch
        {
            "/rest/api/2/serverInfo" => new(
                new { baseUrl = "https://octo.example.org", deploymentType = isCloud ? "Cloud" : "Server" }
            ),
            "/rest/api/2/status" => new(
                new object[]
                {
                    new { id = "3", statusCategory = new { key = "indeterminate" } },
                    new { id = "4", statusCategory = new { key = "done" } },
                }
            ),
            "/rest/api/3/search/jql" when isCloud => new(
                start + 2 < Issues.Length
                    ? new { issues = Issues.Skip(start).Take(2), nextPageToken = $"after-{start + 2}" }
                    : new { issues = Issues.Skip(start).Take(2), isLast = true }
            ),
            "/rest/api/2/search" when !isCloud => new(
                new
                {
                    startAt = start,
                    maxResults = 2,
                    total = Issues.Length,
                    issues = Issues.Skip(start).Take(2),
                }
            ),
            "/rest/api/3/issue/3/changelog" or "/rest/api/2/issue/3/changelog" => new(
                new
                {
                    startAt = start,
                    values = Entries.Reverse().Skip(start).Take(2),
                    isLast = start + 2 >= Entries.Length,
                }
            ),
            _ => null,
        };
    }

    [Theory, OnBothDatabases]
    public async Task Issues_are_read_with_their_moves(Engine engine)
    {
        foreach (var isCloud in new[] { true, false })
        {
            await using var api = await ApiDouble.StartAsync(request => Answer(request, isCloud));
            await using var run = await PastRun.StartAsync(engine, "jira", api);
            await run.AskAsync("SHOP", token: "ada@example.org:secret");
            (await run.RunAsync()).ShouldStartWith("1 of 1 read");
            (await run.PartsAsync())[0].Problem.ShouldBeNull();
            await using var db = run.Open();
            var items = await db.Set<WorkItem>().OrderBy(row => row.Name).ToListAsync();
            items.Select(row => row.Name).ShouldBe(["SHOP-1", "SHOP-2", "SHOP-3"]);
            items.ShouldAllBe(row =>
                row.Key.StartsWith("octo.example.org/items/")
                && row.IsDone == true
                && row.ClosedAt == At("04T08:00:00")
                && row.ReopenedAt == At("03T08:00:00")
            );
            (await db.Set<WorkItemMove>().CountAsync()).ShouldBe(9);
            api.Asked.Count(one => one.Contains("search")).ShouldBe(2);
            Uri.UnescapeDataString(api.Asked.First(one => one.Contains("search")))
                .ShouldContain("project = \"SHOP\" AND updated >= \"2026-03-01\" ORDER BY created ASC, key ASC");

            // The same move by hook, a little later by its own clock.
            var facts = await run.FactsAsync();
            await run.HookAsync(
                "jira:issue_updated",
                new
                {
                    timestamp = new DateTimeOffset(At("02T08:00:00")).ToUnixTimeMilliseconds() + 40,
                    issue = new
                    {
                        id = "1",
                        key = "SHOP-1",
                        self = "https://octo.example.org/rest/api/2/1",
                        fields = new
                        {
                            summary = "Item 1",
                            created = "2026-03-01T08:00:00.000+0000",
                            status = new { name = "Fertig", statusCategory = new { key = "done" } },
                        },
                    },
                    changelog = Entries[2],
                }
            );
            (await run.FactsAsync()).ShouldBe(facts);
        }
    }

    [Fact]
    public async Task It_waits_as_told_and_says_what_a_query_is_wrong_in()
    {
        await using var api = await ApiDouble.StartAsync(request => Answer(request, isCloud: true));
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "jira", api);
        await run.AskAsync("SHOP\nassignee = nobody");
        var limited = false;
        api.Failing = asked =>
            asked.Contains("nobody") ? new(new { errorMessages = new[] { "The value 'nobody' does not exist." } }, 400)
            : asked.Contains("search") && !limited && (limited = true) ? new("", 429, null, ("Retry-After", "30"))
            : null;
        (await run.RunAsync()).ShouldEndWith("It goes on at 12:00 UTC.");
        run.Clock.Pass(TimeSpan.FromSeconds(30));
        await run.RunAsync();
        var parts = await run.PartsAsync();
        parts[0].Problem.ShouldNotBeNull().ShouldContain("The value 'nobody' does not exist.");
        parts[1].Problem.ShouldBeNull();
        (await run.PastAsync()).State.ShouldBe(PastState.Read);
    }

    private static DateTime At(string time) => DateTime.Parse($"2026-03-{time}Z", null).ToUniversalTime();
}
