using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake.Past;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Past;

public sealed class GitHubPastTests
{
    [Theory, OnBothDatabases]
    public async Task The_past_is_read_page_by_page(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(engine, "github", api);
        await run.AskAsync("octo/shop");
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
        await using var db = run.Open();
        var changes = await db.Set<Change>().OrderBy(row => row.Number).ToListAsync();
        // The first one was touched last before the day.
        changes.Select(row => row.Number).ShouldBe(["2", "3", "4", "5"]);
        changes.ShouldAllBe(row => row.RepositoryKey == "github.com/octo/shop");
        var merged = changes[3];
        (merged.Added, merged.MergeCommit, merged.FirstCommitAt).ShouldBe(
            (50, "merge5", new DateTime(2026, 3, 1, 5, 0, 0, DateTimeKind.Utc))
        );
        // Thrown away: nobody asks for its sizes.
        changes[1].Added.ShouldBeNull();
        (await db.Set<ChangeReview>().CountAsync()).ShouldBe(6);
        (await db.Set<Build>().CountAsync(row => row.ParentId == null)).ShouldBe(4);
        (await db.Set<Build>().CountAsync(row => row.ParentId != null)).ShouldBe(3);
        var deployment = await db.Set<Deployment>().SingleAsync();
        (deployment.Outcome, deployment.IsProduction).ShouldBe((RunOutcome.Success, true));
        (await db.Set<Release>().SingleAsync()).Tag.ShouldBe("v2");
        (await db.Set<WorkItem>().CountAsync()).ShouldBe(2);
        var past = await run.PastAsync();
        (past.State, past.Incomplete, past.Requests).ShouldBe((PastState.Read, 0, api.Asked.Count));
        api.Asked.Count(one => one.Contains("/pulls?")).ShouldBe(4, "three pages, and the front once more");
    }

    [Theory, OnBothDatabases]
    public async Task Killed_at_each_request_it_goes_on_with_that_one(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var whole = await PastRun.StartAsync(engine, "github", api);
        await whole.AskAsync("octo/shop");
        await whole.RunAsync();
        var requests = api.Asked.Count;

        await using var run = await PastRun.StartAsync(engine, "github", api);
        await run.AskAsync("octo/shop");
        api.Asked.Clear();
        var killed = new HashSet<string>();
        CancellationTokenSource kill = new();
        api.Failing = asked =>
        {
            if (killed.Add(asked))
                kill.Cancel();
            return null;
        };
        for (var runs = 0; (await run.PastAsync()).EndedAt is null; runs++)
        {
            runs.ShouldBeLessThan(2 * requests);
            kill = new();
            await Should.NotThrowAsync(async () =>
            {
                try
                {
                    await run.RunAsync(kill.Token);
                }
                catch (OperationCanceledException) { }
            });
        }
        (await run.FactsAsync()).ShouldBe(await whole.FactsAsync());
        // The front of the changes is one address asked for twice; all others exactly one more time.
        (await run.PastAsync()).Requests.ShouldBe(requests);
        api.Asked.Count.ShouldBeLessThanOrEqualTo(2 * requests);
    }

    [Theory, OnBothDatabases]
    public async Task Tried_again_while_a_request_is_in_flight_all_of_it_is_read_anew(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(engine, "github", api);
        await run.AskAsync("octo/shop");
        // Comments are refused; while issues are asked for, somebody gives another token and tries again.
        var tried = false;
        api.Failing = asked =>
            !tried && asked.Contains("/comments?") ? new ApiAnswer(new { message = "no" }, 403) : null;
        api.Meanwhile = async () =>
        {
            if (tried || !api.Asked[^1].Contains("/issues?"))
                return;
            tried = true;
            await run.VerbAsync((verbs, source) => verbs.GoOnAsync(source, "another-token"));
        };
        await run.RunAsync();
        tried.ShouldBeTrue();
        var past = await run.PastAsync();
        (past.State, past.Incomplete).ShouldBe((PastState.Read, 0));
        api.Asked.Count(one => one.EndsWith("/repos/octo/shop", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_written_is_asked_for_again()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        await using var db = run.Open();
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER cut BEFORE INSERT ON facts_reviews BEGIN SELECT RAISE(ABORT, 'cut off'); END"
        );
        await Should.ThrowAsync<Exception>(() => run.RunAsync());
        var before = (await run.PartsAsync())[0];
        before.Step.ShouldBe("reviews");
        await Should.ThrowAsync<Exception>(() => run.RunAsync());
        (await run.PartsAsync())[0].ShouldBe(before);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER cut");
        await run.RunAsync();
        (await db.Set<ChangeReview>().CountAsync()).ShouldBe(6);
    }

    [Theory, OnBothDatabases]
    public async Task What_hooks_told_before_or_after_gives_the_same(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        var tables = new List<string>();
        foreach (var hooksFirst in new[] { true, false })
        {
            await using var run = await PastRun.StartAsync(engine, "github", api);
            await run.AskAsync("octo/shop");
            if (hooksFirst)
                await HooksAsync(run);
            await run.RunAsync();
            if (!hooksFirst)
                await HooksAsync(run);
            tables.Add(await run.FactsAsync());
            if (!hooksFirst)
                continue;
            await using var alone = await PastRun.StartAsync(engine, "github", api);
            await alone.AskAsync("octo/shop");
            await alone.RunAsync();
            tables.Add(await alone.FactsAsync());
        }
        tables[1].ShouldBe(tables[0], "the hooks tell nothing that the past does not");
        tables[2].ShouldBe(tables[0]);
    }

    private static async Task HooksAsync(PastRun run)
    {
        var repository = GitHubDouble.Repository;
        var pull = GitHubDouble.Pull(5, "2026-03-12T08:00:00Z", "2026-03-12T08:00:00Z");
        await run.HookAsync(
            "pull_request",
            new
            {
                action = "closed",
                repository,
                pull_request = pull,
            }
        );
        await run.HookAsync(
            "pull_request_review",
            new
            {
                action = "submitted",
                repository,
                pull_request = pull,
                review = GitHubDouble.Review(5),
            }
        );
        await run.HookAsync(
            "issue_comment",
            new
            {
                action = "created",
                repository,
                issue = new { number = 4, pull_request = new { } },
                comment = GitHubDouble.Comment(31, 4),
            }
        );
        await run.HookAsync("workflow_run", new { repository, workflow_run = GitHubDouble.Run(52, 2, "success") });
        await run.HookAsync("workflow_job", new { repository, workflow_job = GitHubDouble.Job(510, 51, 1) });
        await run.HookAsync("deployment", new { repository, deployment = GitHubDouble.Deployment(61) });
        await run.HookAsync(
            "deployment_status",
            new
            {
                repository,
                deployment = GitHubDouble.Deployment(61),
                deployment_status = GitHubDouble.Status("success", "2026-03-13T08:05:00Z"),
            }
        );
        await run.HookAsync(
            "release",
            new
            {
                action = "released",
                repository,
                release = GitHubDouble.Release("v2"),
            }
        );
        await run.HookAsync(
            "issues",
            new
            {
                action = "closed",
                repository,
                issue = GitHubDouble.Issue(7),
            }
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_limit_is_waited_for_and_asked_no_sooner(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(engine, "github", api);
        await run.AskAsync("octo/shop");
        var reset = new DateTimeOffset(PastRun.Now.AddMinutes(40)).ToUnixTimeSeconds();
        api.Failing = _ =>
            api.Asked.Count == 4
                ? new(
                    new { message = "API rate limit exceeded" },
                    403,
                    null,
                    ("X-RateLimit-Remaining", "0"),
                    ("X-RateLimit-Reset", $"{reset}")
                )
            : api.Asked.Count == 6
                ? new(new { message = "You have exceeded a secondary rate limit" }, 403, null, ("Retry-After", "90"))
            : null;
        (await run.RunAsync()).ShouldEndWith("It goes on at 12:40 UTC.");
        var past = await run.PastAsync();
        (past.State, past.ResumeAt).ShouldBe((PastState.Waiting, PastRun.Now.AddMinutes(40)));
        await run.RunAsync();
        api.Asked.Count.ShouldBe(4, "nothing is asked before");
        run.Clock.Pass(TimeSpan.FromMinutes(40));
        (await run.RunAsync()).ShouldEndWith("It goes on at 12:41 UTC.");
        api.Asked[4].ShouldBe(api.Asked[3], "the same request again");
        run.Clock.Pass(TimeSpan.FromSeconds(90));
        (await run.RunAsync()).ShouldStartWith("1 of 1 read");
        (await run.PastAsync()).Incomplete.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_asked_the_last_request_of_an_hour_waits_before_the_next()
    {
        await using var api = await ApiDouble.StartAsync(request =>
            GitHubDouble.Answer(request) is { } answer
                ? answer with
                {
                    Headers =
                    [
                        ("X-RateLimit-Remaining", "0"),
                        ("X-RateLimit-Reset", $"{new DateTimeOffset(PastRun.Now.AddHours(1)).ToUnixTimeSeconds()}"),
                    ],
                }
                : null
        );
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        (await run.RunAsync()).ShouldEndWith("It goes on at 13:00 UTC.");
        api.Asked.Count.ShouldBe(1);
        (await run.PartsAsync())[0].Requests.ShouldBe(1, "what was answered is kept");
    }

    [Fact]
    public async Task What_one_repository_refuses_does_not_end_the_others()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/gone\nocto/shop");
        api.Failing = asked =>
            asked.Contains("/actions/runs") ? new(new { message = "Resource not accessible" }, 403) : null;
        (await run.RunAsync()).ShouldStartWith("2 of 2 read");
        var parts = await run.PartsAsync();
        var gone = parts.Single(row => row.Name == "octo/gone");
        gone.Problem.ShouldNotBeNull()
            .ShouldContain("nothing is there that the token can see (404). Check the name “octo/gone”");
        var shop = parts.Single(row => row.Name == "octo/shop");
        shop.Problem.ShouldNotBeNull()
            .ShouldContain(
                "the token may not read workflow runs (403). It needs Actions: read. It says: Resource not accessible"
            );
        await using var db = run.Open();
        (await db.Set<Change>().CountAsync()).ShouldBe(4);
        (await db.Set<Build>().CountAsync()).ShouldBe(0);
        // Mended, what is missing is read.
        api.Failing = _ => null;
        await run.VerbAsync((verbs, source) => verbs.GoOnAsync(source, null));
        await run.RunAsync();
        (await db.Set<Build>().CountAsync()).ShouldBe(7);
        (await run.PartsAsync()).Single(row => row.Problem is not null).Name.ShouldBe("octo/gone");
    }

    [Fact]
    public async Task A_refused_token_stops_until_another_is_entered()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        api.Failing = _ => api.Asked.Count > 3 ? new(new { message = "Bad credentials: a-token" }, 401) : null;
        (await Should.ThrowAsync<Binnacle.Platform.CommandFailure>(() => run.RunAsync())).Message.ShouldContain(
            "the token was refused (401)"
        );
        var past = await run.PastAsync();
        past.State.ShouldBe(PastState.Stopped);
        past.Reason.ShouldNotBeNull().ShouldContain("Bad credentials");
        past.Reason.ShouldNotContain("a-token");
        api.Failing = _ => null;
        await run.VerbAsync((verbs, source) => verbs.GoOnAsync(source, "another-token"));
        await run.RunAsync();
        (await run.PastAsync()).State.ShouldBe(PastState.Read);
    }

    [Fact]
    public async Task Stopped_it_asks_nothing_more_and_goes_on_where_it_was()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        api.Meanwhile = async () =>
        {
            if (api.Asked.Count == 5)
                await run.VerbAsync((verbs, source) => verbs.StopAsync(source));
        };
        await run.RunAsync();
        api.Asked.Count.ShouldBe(5);
        var past = await run.PastAsync();
        (past.State, past.Requests).ShouldBe((PastState.Stopped, 5));
        await run.VerbAsync((verbs, source) => verbs.GoOnAsync(source, null));
        await run.RunAsync();
        past = await run.PastAsync();
        (past.State, past.Requests).ShouldBe((PastState.Read, api.Asked.Count));
    }

    [Fact]
    public async Task An_api_that_is_away_is_asked_later_and_given_up_in_the_end()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        api.Failing = _ => new("down", 502);
        await run.RunAsync();
        for (var tries = 0; (await run.PastAsync()).EndedAt is null; tries++)
        {
            tries.ShouldBeLessThan(10);
            run.Clock.Pass(TimeSpan.FromMinutes(31));
            await run.RunAsync();
        }
        (await run.PartsAsync())[0].Problem.ShouldNotBeNull().ShouldContain("found status 502");
    }

    [Fact]
    public async Task Links_to_other_hosts_are_not_followed_there()
    {
        // Neither in a header nor with a path that looks like an address.
        await using var other = await ApiDouble.StartAsync(_ => new(Array.Empty<object>()));
        await using var api = await ApiDouble.StartAsync(request =>
            request.Path.Value!.EndsWith("/releases", StringComparison.Ordinal) && request.Query["page"].Count == 0
                ? new(
                    new[] { GitHubDouble.Release("v2") },
                    200,
                    null,
                    ("Link", $"<{other.Address}repos/octo/shop/releases?page=2>; rel=\"next\"")
                )
                : GitHubDouble.Answer(request)
        );
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        await run.RunAsync();
        other.Asked.ShouldBeEmpty();
        api.Asked.ShouldContain("/repos/octo/shop/releases?page=2");
        api.Failing = asked =>
            asked.Contains("/issues/comments")
                ? new(Array.Empty<object>(), 200, null, ("Link", $"<{api.Address}{other.Address}evil>; rel=\"next\""))
                : null;
        await run.AskAsync("octo/shop");
        await run.RunAsync();
        other.Asked.ShouldBeEmpty();
        (await run.PartsAsync())[0].Problem.ShouldNotBeNull().ShouldContain("expected the next page there");
    }

    [Fact]
    public async Task A_closed_source_keeps_no_token_and_asks_nothing()
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var run = await PastRun.StartAsync(Engine.Sqlite, "github", api);
        await run.AskAsync("octo/shop");
        await run.CloseAsync();
        await run.RunAsync();
        api.Asked.ShouldBeEmpty();
        await using var db = run.Open();
        (await db.Set<IntakePast>().SingleAsync()).Token.ShouldBeEmpty();
    }
}
