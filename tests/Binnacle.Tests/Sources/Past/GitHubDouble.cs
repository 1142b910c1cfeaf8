using Microsoft.AspNetCore.Http;

namespace Binnacle.Tests.Sources.Past;

/// <summary>octo/shop as GitHub tells of it: docs.github.com/rest.</summary>
internal static class GitHubDouble
{
    public static readonly object Repository = new
    {
        full_name = "Octo/Shop",
        html_url = "https://github.com/Octo/Shop",
        default_branch = "main",
        pushed_at = "2026-03-18T08:00:00Z",
    };

    private static object User(string login) => new { login, type = "User" };

    public static object Pull(
        int number,
        string updated,
        string? merged = null,
        string? closed = null,
        bool isWhole = true
    )
    {
        var pull = new Dictionary<string, object?>
        {
            ["number"] = number,
            ["title"] = $"Change {number}",
            ["html_url"] = $"https://github.com/Octo/Shop/pull/{number}",
            ["user"] = User("ada"),
            ["state"] = (merged ?? closed) is null ? "open" : "closed",
            ["draft"] = false,
            ["labels"] = new[] { new { name = "fast" } },
            ["head"] = new { @ref = $"b{number}", sha = $"head{number}" },
            ["base"] = new { @ref = "main" },
            ["created_at"] = "2026-03-02T08:00:00Z",
            ["updated_at"] = updated,
            ["merged_at"] = merged,
            ["closed_at"] = merged ?? closed,
            ["merge_commit_sha"] = $"merge{number}",
        };
        if (isWhole)
            (pull["additions"], pull["deletions"], pull["changed_files"], pull["commits"]) = (
                10 * number,
                number,
                2,
                3
            );
        return pull;
    }

    // Newest update first.
    private static readonly (int Number, string Updated, string? Merged, string? Closed)[] Pulls =
    [
        (5, "2026-03-12T08:00:00Z", "2026-03-12T08:00:00Z", null),
        (4, "2026-03-10T08:00:00Z", null, null),
        (3, "2026-03-09T08:00:00Z", null, "2026-03-09T08:00:00Z"),
        (2, "2026-03-03T08:00:00Z", "2026-03-03T08:00:00Z", null),
        (1, "2026-02-03T08:00:00Z", "2026-02-03T08:00:00Z", null),
    ];

    public static object Review(int number) =>
        new
        {
            id = 700 + number,
            user = User("grace"),
            state = number == 4 ? "CHANGES_REQUESTED" : "APPROVED",
            submitted_at = $"2026-03-0{number}T09:00:00Z",
        };

    public static object Comment(int id, int number) =>
        new
        {
            id,
            user = User("linus"),
            created_at = "2026-03-04T09:00:00Z",
            html_url = $"https://github.com/Octo/Shop/pull/{number}#issuecomment-{id}",
        };

    public static object Run(int id, int attempt, string conclusion) =>
        new
        {
            id,
            run_attempt = attempt,
            name = "CI",
            head_sha = "merge5",
            head_branch = "main",
            status = "completed",
            conclusion,
            html_url = $"https://github.com/Octo/Shop/actions/runs/{id}",
            created_at = "2026-03-12T08:01:00Z",
            run_started_at = $"2026-03-12T08:0{attempt}:00Z",
            updated_at = $"2026-03-12T08:0{attempt + 2}:00Z",
        };

    public static object Job(int id, int run, int attempt) =>
        new
        {
            id,
            run_id = run,
            run_attempt = attempt,
            name = "test",
            head_sha = "merge5",
            head_branch = "main",
            status = "completed",
            conclusion = "success",
            html_url = $"https://github.com/Octo/Shop/actions/runs/{run}/job/{id}",
            created_at = "2026-03-12T08:01:00Z",
            started_at = "2026-03-12T08:01:10Z",
            completed_at = "2026-03-12T08:02:00Z",
        };

    public static object Deployment(int id) =>
        new
        {
            id,
            sha = "merge5",
            @ref = "main",
            task = "deploy",
            environment = "production",
            original_environment = "production",
            production_environment = true,
            created_at = "2026-03-13T08:00:00Z",
            updated_at = "2026-03-13T08:05:00Z",
        };

    public static object Status(string state, string at) =>
        new
        {
            id = 1,
            state,
            created_at = at,
            target_url = "https://ci.example.org/1",
        };

    public static object Release(string tag) =>
        new
        {
            tag_name = tag,
            html_url = $"https://github.com/Octo/Shop/releases/{tag}",
            prerelease = false,
            draft = false,
            created_at = "2026-03-13T07:00:00Z",
            published_at = "2026-03-13T07:30:00Z",
        };

    public static object Issue(int number) =>
        new
        {
            number,
            title = $"Issue {number}",
            html_url = $"https://github.com/Octo/Shop/issues/{number}",
            state = "closed",
            labels = new[] { new { name = "bug" } },
            created_at = "2026-03-02T08:00:00Z",
            updated_at = "2026-03-05T08:00:00Z",
            closed_at = "2026-03-05T08:00:00Z",
        };

    public static ApiAnswer? Answer(HttpRequest request)
    {
        var parts = request.Path.Value!.Trim('/').Split('/');
        if (parts is not ["repos", _, _, ..] || !parts[2].Equals("shop", StringComparison.OrdinalIgnoreCase))
            return null;
        return parts[3..] switch
        {
            [] => new(Repository),
            ["pulls"] => ApiDouble.Paged(
                request,
                [.. Pulls.Select(row => Pull(row.Number, row.Updated, row.Merged, row.Closed, isWhole: false))]
            ),
            ["pulls", "comments"] => ApiDouble.Paged(request, []),
            ["pulls", var number] => Pulls
                .Where(row => $"{row.Number}" == number)
                .Select(row => new ApiAnswer(Pull(row.Number, row.Updated, row.Merged, row.Closed)))
                .Single(),
            ["pulls", var number, "reviews"] => ApiDouble.Paged(
                request,
                [
                    Review(int.Parse(number)),
                    new
                    {
                        id = 9,
                        state = "PENDING",
                        user = User("grace"),
                    },
                ]
            ),
            ["pulls", var number, "commits"] => new(
                new[] { new { commit = new { author = new { date = $"2026-03-01T0{number}:00:00Z" } } } }
            ),
            ["issues", "comments"] => ApiDouble.Paged(
                request,
                [
                    Comment(31, 4),
                    new
                    {
                        id = 32,
                        user = User("ada"),
                        created_at = "2026-03-04T09:00:00Z",
                        html_url = "https://github.com/Octo/Shop/issues/6#issuecomment-32",
                    },
                    Comment(33, 5),
                ]
            ),
            ["issues"] => ApiDouble.Paged(
                request,
                [
                    Issue(6),
                    Issue(7),
                    new
                    {
                        number = 4,
                        pull_request = new { url = "…" },
                        updated_at = "2026-03-05T08:00:00Z",
                    },
                ]
            ),
            ["actions", "runs"] => ApiDouble.Paged(
                request,
                [Run(52, 2, "success"), Run(51, 1, "success"), Run(50, 1, "failure")],
                runs => new { total_count = 3, workflow_runs = runs }
            ),
            ["actions", "runs", var run, "jobs"] => ApiDouble.Paged(
                request,
                [Job(int.Parse(run) * 10, int.Parse(run), 1)],
                jobs => new { total_count = 1, jobs }
            ),
            ["actions", "runs", var run, "attempts", var attempt] => new(
                Run(int.Parse(run), int.Parse(attempt), "failure")
            ),
            ["deployments"] => ApiDouble.Paged(request, [Deployment(61)]),
            ["deployments", _, "statuses"] => ApiDouble.Paged(
                request,
                [Status("success", "2026-03-13T08:05:00Z"), Status("in_progress", "2026-03-13T08:01:00Z")]
            ),
            ["releases"] => ApiDouble.Paged(request, [Release("v2")]),
            _ => null,
        };
    }
}
