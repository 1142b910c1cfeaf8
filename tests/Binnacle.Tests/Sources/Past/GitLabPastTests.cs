using Binnacle.Platform.Facts;
using Binnacle.Tests.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Past;

/// <summary>A double of docs.gitlab.com/api/rest.</summary>
public sealed class GitLabPastTests
{
    private static readonly object Person = new { id = 7, username = "grace" };

    private static object Merge(int number) =>
        new
        {
            iid = number,
            title = $"Change {number}",
            web_url = $"https://gitlab.com/octo/shop/-/merge_requests/{number}",
            author = new { id = 3, username = "ada" },
            state = number == 3 ? "closed" : "merged",
            draft = false,
            labels = new[] { "fast" },
            source_branch = "fast",
            target_branch = "main",
            sha = "head",
            created_at = "2026-03-02T08:00:00.000Z",
            updated_at = "2026-03-03T08:00:00.000Z",
            merged_at = number == 3 ? null : "2026-03-03T07:00:00.000Z",
            closed_at = number == 3 ? "2026-03-03T07:30:00.000Z" : null,
            merge_commit_sha = "merge",
        };

    private static object Job(int id, string created) =>
        new
        {
            id,
            name = "test",
            status = "success",
            @ref = "main",
            created_at = created,
            started_at = created,
            finished_at = created,
            commit = new { id = "merge" },
            pipeline = new { id = 41, sha = "merge" },
        };

    private static ApiAnswer? Answer(HttpRequest request) =>
        request.Headers["PRIVATE-TOKEN"] != "a-token"
            ? new(new { message = "401 Unauthorized" }, 401)
            : request.Path.Value!.Trim('/').Split('/') switch
            {
                ["api", "v4", "projects", "octo/shop" or "octo%2Fshop"] => new(
                    new
                    {
                        id = 5,
                        web_url = "https://gitlab.com/octo/shop",
                        path_with_namespace = "octo/shop",
                    }
                ),
                ["api", "v4", "projects", "5", "merge_requests"] => ApiDouble.Paged(
                    request,
                    [Merge(1), Merge(2), Merge(3)]
                ),
                ["api", "v4", "projects", "5", "merge_requests", _, "notes"] => ApiDouble.Paged(
                    request,
                    [
                        new
                        {
                            id = 90,
                            body = "Nice",
                            system = false,
                            author = Person,
                            created_at = "2026-03-02T09:00:00.000Z",
                        },
                        new
                        {
                            id = 91,
                            body = "added 1 commit",
                            system = true,
                            author = Person,
                            created_at = "2026-03-02T09:30:00.000Z",
                        },
                        new
                        {
                            id = 92,
                            body = "approved this merge request",
                            system = true,
                            author = Person,
                            created_at = "2026-03-02T10:00:00.000Z",
                        },
                    ]
                ),
                ["api", "v4", "projects", "5", "merge_requests", _, "commits"] => ApiDouble.Paged(
                    request,
                    [
                        new { id = "c3", authored_date = "2026-03-02T07:00:00.000Z" },
                        new { id = "c2", authored_date = "2026-03-01T07:00:00.000Z" },
                        new { id = "c1", authored_date = "2026-03-01T06:00:00.000Z" },
                    ]
                ),
                ["api", "v4", "projects", "5", "issues"] => ApiDouble.Paged(
                    request,
                    [
                        new
                        {
                            iid = 8,
                            title = "Slow",
                            web_url = "https://gitlab.com/octo/shop/-/issues/8",
                            issue_type = "test_case",
                            type = "TEST_CASE",
                            state = "closed",
                            labels = new[] { "bug" },
                            created_at = "2026-03-02T08:00:00.000Z",
                            updated_at = "2026-03-04T08:00:00.000Z",
                            closed_at = "2026-03-04T07:00:00.000Z",
                        },
                    ]
                ),
                ["api", "v4", "projects", "5", "pipelines"] => ApiDouble.Paged(request, [new { id = 41 }]),
                ["api", "v4", "projects", "5", "pipelines", "41"] => new(
                    new
                    {
                        id = 41,
                        sha = "merge",
                        @ref = "main",
                        status = "success",
                        web_url = "https://gitlab.com/octo/shop/-/pipelines/41",
                        created_at = "2026-03-03T08:00:00.000Z",
                        started_at = "2026-03-03T08:00:05.123Z",
                        finished_at = "2026-03-03T08:10:00.000Z",
                        queued_duration = 5,
                    }
                ),
                ["api", "v4", "projects", "5", "jobs"] => ApiDouble.Paged(
                    request,
                    [
                        Job(403, "2026-03-03T08:02:00.000Z"),
                        Job(402, "2026-03-03T08:01:00.000Z"),
                        Job(401, "2026-02-03T08:01:00.000Z"),
                        Job(400, "2026-02-03T08:00:00.000Z"),
                        Job(399, "2026-02-03T08:00:00.000Z"),
                    ]
                ),
                ["api", "v4", "projects", "5", "deployments"] => ApiDouble.Paged(
                    request,
                    [
                        new
                        {
                            id = 61,
                            @ref = "main",
                            sha = "merge",
                            status = "success",
                            created_at = "2026-03-03T08:11:00.000Z",
                            updated_at = "2026-03-03T08:15:00.000Z",
                            environment = new { name = "production" },
                            deployable = new
                            {
                                started_at = "2026-03-03T08:12:00.000Z",
                                finished_at = "2026-03-03T08:15:00.000Z",
                                web_url = "https://gitlab.com/octo/shop/-/jobs/404",
                            },
                        },
                    ]
                ),
                ["api", "v4", "projects", "5", "releases"] => ApiDouble.Paged(
                    request,
                    [
                        new
                        {
                            tag_name = "v2",
                            released_at = "2026-03-04T08:00:00.000Z",
                            created_at = "2026-03-04T08:00:00.000Z",
                            commit = new { id = "merge" },
                            _links = new { self = "https://gitlab.com/octo/shop/-/releases/v2" },
                        },
                        .. Enumerable
                            .Range(1, 4)
                            .Select(month => new
                            {
                                tag_name = "v1",
                                released_at = $"2025-{9 - month:00}-04T08:00:00.000Z",
                            }),
                    ]
                ),
                _ => null,
            };

    [Theory, OnBothDatabases]
    public async Task The_past_is_read_and_joins_what_hooks_tell(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(Answer);
        await using var run = await PastRun.StartAsync(engine, "gitlab", api);
        await run.AskAsync("octo/shop", path: "api/v4");
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
        (await run.PartsAsync())[0].Problem.ShouldBeNull();
        await using var db = run.Open();
        var changes = await db.Set<Change>().OrderBy(row => row.Number).ToListAsync();
        (changes[0].MergedAt, changes[0].MergeCommit, changes[0].FirstCommitAt).ShouldBe(
            (At("03T07:00:00"), "merge", At("01T06:00:00"))
        );
        (changes[2].MergedAt, changes[2].ClosedAt, changes[2].IsClosed).ShouldBe((null, At("03T07:30:00"), true));
        var looks = await db.Set<ChangeReview>().Where(row => row.ChangeId == changes[0].Id).ToListAsync();
        looks.Select(row => row.Verdict).Order().ShouldBe([ReviewVerdict.Commented, ReviewVerdict.Approved]);
        (await db.Set<Build>().CountAsync(row => row.ParentId != null)).ShouldBe(2, "older jobs end the list");
        api.Asked.Count(one => one.Contains("/jobs")).ShouldBe(2);
        api.Asked.Count(one => one.Contains("/releases")).ShouldBe(2, "those behind are older still");
        (await db.Set<Deployment>().SingleAsync()).EndedAt.ShouldBe(At("03T08:15:00"));
        (await db.Set<Release>().SingleAsync()).Tag.ShouldBe("v2");
        (await db.Set<WorkItem>().SingleAsync()).Type.ShouldBe("Test Case");

        var facts = await run.FactsAsync();
        await HooksAsync(run);
        (await run.FactsAsync()).ShouldBe(facts);
        await using var other = await PastRun.StartAsync(engine, "gitlab", api);
        await other.AskAsync("octo/shop", path: "api/v4/");
        await HooksAsync(other);
        await other.RunAsync();
        (await other.FactsAsync()).ShouldBe(facts);
    }

    /// <summary>The same approval, some milliseconds later by its own clock; the same comment and the same pipeline.</summary>
    private static async Task HooksAsync(PastRun run)
    {
        var project = new { web_url = "https://gitlab.com/octo/shop" };
        await run.HookAsync(
            "merge_request",
            new
            {
                object_kind = "merge_request",
                project,
                user = Person,
                object_attributes = new
                {
                    iid = 1,
                    action = "approved",
                    state = "opened",
                    created_at = "2026-03-02T08:00:00Z",
                    updated_at = "2026-03-02T10:00:00.250Z",
                },
            }
        );
        await run.HookAsync(
            "note",
            new
            {
                object_kind = "note",
                project,
                user = Person,
                object_attributes = new
                {
                    id = 90,
                    author_id = 7,
                    created_at = "2026-03-02 09:00:00 UTC",
                },
                merge_request = new { iid = 1, updated_at = "2026-03-02 09:00:00 UTC" },
            }
        );
        await run.HookAsync(
            "pipeline",
            new
            {
                object_kind = "pipeline",
                project,
                object_attributes = new
                {
                    id = 41,
                    sha = "merge",
                    @ref = "main",
                    status = "success",
                    url = "https://gitlab.com/octo/shop/-/pipelines/41",
                    created_at = "2026-03-03 08:00:00 UTC",
                    finished_at = "2026-03-03 08:10:00 UTC",
                    queued_duration = 5,
                },
            }
        );
    }

    [Fact]
    public async Task Its_limits_are_seconds_since_1970()
    {
        await using var api = await ApiDouble.StartAsync(Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "gitlab", api);
        await run.AskAsync("octo/shop", path: "api/v4");
        var reset = new DateTimeOffset(PastRun.Now.AddMinutes(3)).ToUnixTimeSeconds();
        api.Failing = _ =>
            api.Asked.Count == 2
                ? new("Retry later", 429, null, ("RateLimit-Remaining", "0"), ("RateLimit-Reset", $"{reset}"))
                : null;
        (await run.RunAsync()).ShouldEndWith("It goes on at 12:03 UTC.");
        run.Clock.Pass(TimeSpan.FromMinutes(3));
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
    }

    private static DateTime At(string time) => DateTime.Parse($"2026-03-{time}Z", null).ToUniversalTime();
}
