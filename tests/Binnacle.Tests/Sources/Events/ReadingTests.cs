using Binnacle.Platform.Facts;

namespace Binnacle.Tests.Sources.Events;

/// <summary>Cases that published payloads do not hold.</summary>
public sealed class ReadingTests
{
    private static DateTime At(string time) => DateTime.Parse($"2026-03-{time}Z", null).ToUniversalTime();

    private static object Declined(string updated, object? comment = null) =>
        new
        {
            repository = new
            {
                full_name = "octo/shop",
                links = new { html = new { href = "https://bitbucket.org/octo/shop" } },
            },
            pullrequest = new
            {
                id = 7,
                state = "DECLINED",
                created_on = "2026-03-01T08:00:00Z",
                updated_on = updated,
            },
            comment,
        };

    [Fact]
    public async Task A_comment_on_a_declined_change_closes_it_no_second_time()
    {
        var change = await new Told("bitbucket")
            .Event("pullrequest:rejected", Declined("2026-03-02T08:00:00Z"))
            .Event(
                "pullrequest:comment_created",
                Declined("2026-03-05T08:00:00Z", new { id = 1, created_on = "2026-03-05T08:00:00Z" })
            )
            .OneAsync<Change>();
        change.ClosedAt.ShouldBe(At("02T08:00:00"));
        change.IsClosed.ShouldBe(true);
    }

    private static object Issue(
        string at,
        string status,
        string category,
        (string Id, string From, string To)? move,
        string key = "SHOP-1"
    ) =>
        new
        {
            timestamp = new DateTimeOffset(At(at)).ToUnixTimeMilliseconds(),
            issue = new
            {
                id = "1001",
                key,
                self = "https://jira.example.org/rest/api/2/issue/1001",
                fields = new
                {
                    summary = "Checkout is slow",
                    created = "2026-03-01T08:00:00.000+0000",
                    status = new { name = status, statusCategory = new { key = category } },
                },
            },
            changelog = move is var (id, from, to)
                ? new
                {
                    id,
                    items = new[]
                    {
                        new
                        {
                            field = "status",
                            fromString = from,
                            toString = to,
                        },
                    },
                }
                : null,
        };

    [Fact]
    public async Task An_issue_without_resolution_keeps_its_day_and_opens_again()
    {
        var told = new Told("jira")
            .Event("jira:issue_updated", Issue("02T08:00:00", "Done", "done", ("11", "Doing", "Done")))
            .Event("jira:issue_updated", Issue("04T08:00:00", "Done", "done", null));
        var closed = await told.OneAsync<WorkItem>();
        closed.ClosedAt.ShouldBe(At("02T08:00:00"));
        (closed.IsDone, closed.ReopenedAt).ShouldBe((true, null));

        told.Event("jira:issue_updated", Issue("06T08:00:00", "Doing", "indeterminate", ("12", "Done", "Doing")));
        var opened = await told.OneAsync<WorkItem>();
        (opened.IsDone, opened.ReopenedAt).ShouldBe((false, At("06T08:00:00")));
        (await told.AllAsync<WorkItemMove>()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_issue_that_moved_has_its_newest_name()
    {
        var item = await new Told("jira")
            .Event("jira:issue_created", Issue("01T08:00:00", "To do", "new", null))
            .Event("jira:issue_updated", Issue("02T08:00:00", "To do", "new", null, key: "PAY-9"))
            .OneAsync<WorkItem>();
        item.Name.ShouldBe("PAY-9");
    }

    private static object Item(string changed, string state, string? closed, object? moved) =>
        new
        {
            eventType = "workitem.updated",
            createdDate = changed,
            resource = new
            {
                workItemId = 12,
                fields = moved,
                revision = new
                {
                    fields = new Dictionary<string, object?>
                    {
                        ["System.TeamProject"] = "Shop",
                        ["System.ChangedDate"] = changed,
                        ["System.State"] = state,
                        ["Microsoft.VSTS.Common.ClosedDate"] = closed,
                    },
                },
            },
        };

    [Fact]
    public async Task A_work_item_of_Azure_DevOps_opens_again()
    {
        var item = await new Told("azuredevops")
            .Event(
                "workitem.updated",
                Item(
                    "2026-03-02T08:00:00Z",
                    "Closed",
                    "2026-03-02T08:00:00Z",
                    new Dictionary<string, object>
                    {
                        ["System.State"] = new { oldValue = "Active", newValue = "Closed" },
                    }
                )
            )
            .Event(
                "workitem.updated",
                Item(
                    "2026-03-03T08:00:00Z",
                    "Active",
                    null,
                    new Dictionary<string, object>
                    {
                        ["System.State"] = new { oldValue = "Closed", newValue = "Active" },
                        ["Microsoft.VSTS.Common.ClosedDate"] = new { oldValue = "2026-03-02T08:00:00Z" },
                    }
                )
            )
            .OneAsync<WorkItem>();
        (item.ClosedAt, item.ReopenedAt, item.IsDone).ShouldBe((At("02T08:00:00"), At("03T08:00:00"), false));
    }

    private static readonly object Shop = new
    {
        full_name = "octo/shop",
        html_url = "https://github.com/octo/shop",
        default_branch = "main",
    };

    [Fact]
    public async Task A_release_that_was_promoted_is_no_first_look()
    {
        static object Release(string action, bool prerelease) =>
            new
            {
                action,
                repository = Shop,
                release = new
                {
                    tag_name = "v1",
                    prerelease,
                    published_at = "2026-03-01T08:00:00Z",
                },
            };
        var told = new Told("github").Event("release", Release("prereleased", true));
        (await told.OneAsync<Release>()).IsPrerelease.ShouldBe(true);
        told.Event("release", Release("released", false));
        var release = await told.OneAsync<Release>();
        (release.IsPrerelease, release.PublishedAt).ShouldBe((false, At("01T08:00:00")));
    }

    [Fact]
    public async Task A_second_try_of_a_deployment_ends_when_it_ended()
    {
        static object Status(string state, string at) =>
            new
            {
                repository = Shop,
                deployment = new
                {
                    id = 5,
                    sha = "abc",
                    environment = "production",
                    created_at = "2026-03-01T08:00:00Z",
                    updated_at = at,
                },
                deployment_status = new { state, created_at = at },
            };
        var deployment = await new Told("github")
            .Event("deployment_status", Status("in_progress", "2026-03-01T08:01:00Z"))
            .Event("deployment_status", Status("failure", "2026-03-01T08:05:00Z"))
            .Event("deployment_status", Status("in_progress", "2026-03-01T09:00:00Z"))
            .Event("deployment_status", Status("success", "2026-03-01T09:05:00Z"))
            .Event("deployment_status", Status("inactive", "2026-03-02T09:05:00Z"))
            .OneAsync<Deployment>();
        (deployment.Outcome, deployment.EndedAt).ShouldBe((RunOutcome.Success, At("01T09:05:00")));
    }

    [Theory]
    [InlineData("gh/Octo/Shop", "github.com/octo/shop")]
    [InlineData("bitbucket/octo/shop", "bitbucket.org/octo/shop")]
    [InlineData("circleci/9f/8e", "")]
    public async Task A_workflow_without_vcs_has_the_repository_of_its_project(string slug, string repository)
    {
        var build = await new Told("circleci")
            .Event(
                "workflow-completed",
                new
                {
                    happened_at = "2026-03-01T08:00:00Z",
                    project = new { slug },
                    workflow = new { id = "w", status = "success" },
                    pipeline = new { },
                }
            )
            .OneAsync<Build>();
        build.RepositoryKey.ShouldBe(repository);
    }

    [Fact]
    public async Task A_workflow_that_an_app_triggered_has_its_repository_and_commit()
    {
        var build = await new Told("circleci")
            .Event(
                "workflow-completed",
                new
                {
                    happened_at = "2026-03-01T08:00:00Z",
                    workflow = new { id = "w", status = "success" },
                    pipeline = new
                    {
                        trigger_parameters = new
                        {
                            gitlab = new { web_url = "https://gitlab.com/octo/shop" },
                            git = new { checkout_sha = "abc", branch = "main" },
                        },
                    },
                }
            )
            .OneAsync<Build>();
        (build.RepositoryKey, build.Commit, build.Branch).ShouldBe(("gitlab.com/octo/shop", "abc", "main"));
    }

    [Fact]
    public async Task Commits_of_a_file_came_when_they_were_written()
    {
        var told = new Told("gitlab").Event(
            "push",
            new
            {
                object_kind = "push",
                @ref = "refs/heads/main",
                project = new { web_url = "https://gitlab.com/octo/shop", default_branch = "main" },
                commits = new[]
                {
                    new
                    {
                        id = "abc",
                        title = "One",
                        timestamp = "2026-03-01T08:00:00Z",
                    },
                },
            }
        );
        (await told.OneAsync<PushedCommit>()).OnDefaultBranchAt.ShouldBe(Payloads.Received);
        (await told.OneAsync<PushedCommit>(fromFile: true)).OnDefaultBranchAt.ShouldBe(At("01T08:00:00"));
    }

    private static readonly object ShopOfOurs = new
    {
        slug = "shop",
        project = new { key = "OCTO" },
        links = new { self = new[] { new { href = "https://git.example.org/projects/OCTO/repos/shop/browse" } } },
    };

    private static object Pull(string key, string state, long? closedDate, object? participant = null) =>
        new
        {
            eventKey = key,
            date = "2026-03-03T10:00:00+0200",
            pullRequest = new
            {
                id = 11,
                title = "Faster checkout",
                state,
                createdDate = 1772352000000, // 1 March, 08:00
                closedDate,
                fromRef = new { displayId = "fast", latestCommit = "abc" },
                toRef = new { displayId = "main", repository = ShopOfOurs },
                author = new
                {
                    user = new
                    {
                        id = 3,
                        name = "ada",
                        type = "NORMAL",
                    },
                },
                properties = state == "MERGED" ? new { mergeCommit = new { id = "def" } } : null,
                links = new { self = new object?[] { null } },
            },
            participant,
        };

    [Fact]
    public async Task Bitbucket_Data_Center_tells_changes_reviews_and_pushes()
    {
        var told = new Told("bitbucket")
            .Event("pr:opened", Pull("pr:opened", "OPEN", null))
            .Event(
                "pr:reviewer:approved",
                Pull("pr:reviewer:approved", "OPEN", null, new { user = new { id = 4, name = "grace" } })
            )
            .Event("pr:merged", Pull("pr:merged", "MERGED", 1772532000000))
            .Event(
                "repo:refs_changed",
                new
                {
                    eventKey = "repo:refs_changed",
                    date = "2026-03-03T10:00:00+0000",
                    repository = ShopOfOurs,
                    changes = new[]
                    {
                        new
                        {
                            @ref = new { displayId = "main", type = "BRANCH" },
                            toHash = "def",
                            type = "UPDATE",
                        },
                    },
                    toCommit = new
                    {
                        id = "def",
                        message = "Merge\n\nlong",
                        authorTimestamp = 1772532000000,
                    },
                }
            );
        var change = await told.OneAsync<Change>();
        (change.Key, change.MergeCommit, change.HeadBranch, change.BaseBranch).ShouldBe(
            ("git.example.org/scm/octo/shop/changes/11", "def", "fast", "main")
        );
        (change.OpenedAt, change.MergedAt, change.IsClosed).ShouldBe((At("01T08:00:00"), At("03T10:00:00"), true));
        var review = await told.OneAsync<ChangeReview>();
        (review.ChangeId, review.Verdict, review.At).ShouldBe((change.Id, ReviewVerdict.Approved, At("03T08:00:00")));
        review.Reviewer.ShouldNotBe(change.Author);
        var commit = await told.OneAsync<PushedCommit>();
        (commit.Commit, commit.Subject, commit.OnDefaultBranchAt).ShouldBe(("def", "Merge", At("03T10:00:00")));
    }
}
