using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;

namespace Binnacle.Sources.GitHub;

/// <summary>
/// The REST API of GitHub and GitHub Enterprise: docs.github.com/rest. Issues and comments take a day to begin with and are
/// read by their creation, oldest first: nothing moves between pages. Changes have no such filter and are read by their last
/// update, newest first, until the day: what is touched meanwhile moves to the front, so that the front is looked at once more
/// at the end. Runs, deployments and releases come newest first and never move; new ones push others to a later page, where
/// they are read twice and joined.
/// </summary>
internal sealed class GitHubPast : IPastSource
{
    public string Kind => "github";

    public string Address => "https://api.github.com/";

    public string AddressHint => "https://api.github.com, or https://HOST/api/v3 of GitHub Enterprise Server.";

    public string TokenHint =>
        "A fine-grained token with read access to Metadata, Pull requests, Issues, Actions, Deployments and Contents of these repositories, or a classic one with repo.";

    public string WantedHint => "Repositories as octo/shop, one a line. Empty: those of the catalogue.";

    public bool ReadsRepositories => true;

    public string? Everything => null;

    public string HostOf(Uri address) => address.Host == "api.github.com" ? "github.com" : address.Authority;

    public IEnumerable<(string Name, string Value)> Headers(string token) =>
        [
            ("Authorization", $"Bearer {token}"),
            ("Accept", "application/vnd.github+json"),
            ("X-GitHub-Api-Version", "2022-11-28"),
        ];

    public PastRequest First(string part, DateTime since) => new("repository", $"repos/{Path(part)}");

    public string Scope(string step) =>
        step switch
        {
            "repository" => "read access to this repository (Metadata)",
            "workflow runs" or "jobs" or "earlier attempts" => "Actions: read",
            "deployments" or "deployment statuses" => "Deployments: read",
            "releases" => "Contents: read",
            "issues" or "comments" => "Issues: read",
            _ => "Pull requests: read",
        };

    public PastPage Read(PastAnswer answer)
    {
        if (answer.Request.Step == "repository")
            return new([], Lists(answer));
        var key = answer.Request.About!;
        var place = new GitHubPlace(key.Split('/')[0], key, answer.Reading);
        return answer.Request.Step switch
        {
            "changes" => Changes(place, answer),
            "change" => new([Change(place, answer.Body)], []),
            "reviews" => new(
                answer
                    .Body.Items.Where(review => review["submitted_at"].IsThere)
                    .Select(review =>
                        GitHubChanges.Review(place, Platform.Facts.Change.Of(key, answer.Request.Of!), review)
                    ),
                answer.NextPage
            ),
            "first commit" => new(FirstCommit(key, answer), []),
            "comments" => new(Comments(place, answer), answer.NextPage),
            "issues" => new(answer.Body.Items.SelectMany(issue => GitHubChanges.Issue(place, issue)), answer.NextPage),
            "workflow runs" => Runs(place, answer),
            "earlier attempts" => new([GitHubRuns.Workflow(place, answer.Body)], []),
            "jobs" => new(answer.Body["jobs"].Items.Select(job => GitHubRuns.Job(place, job)), answer.NextPage),
            "deployments" => Deployments(place, answer),
            "deployment statuses" => new(
                answer.Body.Items.Select(status => GitHubRuns.Status(place, answer.Request.Of!, status)),
                answer.NextPage
            ),
            _ => PastPage.Newest(
                answer,
                answer.Body.Items,
                release => GitHubRuns.Released(place, release),
                at: release => release["published_at"].Time
            ),
        };
    }

    private static IEnumerable<PastRequest> Lists(PastAnswer answer)
    {
        // A renamed one answers under its new name, which is also what hooks call it.
        var key = RepositoryKeys.Of(answer.Body["html_url"].RequireText());
        var path = $"repos/{Path(answer.Body["full_name"].RequireText())}";
        var since = Uri.EscapeDataString(answer.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        var oldestFirst = $"since={since}&sort=created&direction=asc&per_page=100";
        return
        [
            new("changes", NewestOf($"{path}/pulls"), key, null, answer.Since, answer.Now),
            new("comments", $"{path}/pulls/comments?{oldestFirst}", key),
            new("comments", $"{path}/issues/comments?{oldestFirst}", key),
            new("issues", $"{path}/issues?state=all&{oldestFirst}", key),
            new("workflow runs", $"{path}/actions/runs?per_page=100", key),
            new("deployments", $"{path}/deployments?per_page=100", key),
            new("releases", $"{path}/releases?per_page=100", key),
        ];
    }

    private static string NewestOf(string pulls) => $"{pulls}?state=all&sort=updated&direction=desc&per_page=100";

    private static PastPage Changes(GitHubPlace place, PastAnswer answer)
    {
        var (tellings, next) = (new List<Telling>(), new List<PastRequest>());
        var isOver = answer.Next is null;
        var path = answer.Request.Path.Split('?')[0];
        foreach (var pull in answer.Body.Items)
        {
            if (pull["updated_at"].RequireTime() < answer.Request.Until)
            {
                isOver = true;
                break;
            }
            var number = $"{pull["number"].RequireNumber()}";
            tellings.Add(Change(place, pull));
            // The list tells no sizes. Of what was thrown away they are worth no request, only who looked at it.
            if (pull["state"].Text != "closed" || pull["merged_at"].IsThere)
            {
                next.Add(new("change", $"{path}/{number}", place.Key));
                next.Add(new("first commit", $"{path}/{number}/commits?per_page=1", place.Key, number));
            }
            next.Add(new("reviews", $"{path}/{number}/reviews?per_page=100", place.Key, number));
        }
        if (!isOver)
            next.AddRange(answer.NextPage);
        else if (answer.Request.Begun is { } begun)
            next.Add(
                answer.Request with
                {
                    Path = NewestOf(path),
                    // Two clocks may differ by some minutes.
                    Until = begun.AddMinutes(-5),
                    Begun = null,
                }
            );
        return new(tellings, next);
    }

    private static Telling Change(GitHubPlace place, Foreign pull) =>
        new(GitHubChanges.Of(place, pull), pull["updated_at"].RequireTime());

    private static IEnumerable<Telling> FirstCommit(string key, PastAnswer answer)
    {
        // They come oldest first.
        foreach (var commit in answer.Body.Items.Take(1))
        {
            var change = Platform.Facts.Change.Of(key, answer.Request.Of!);
            change.FirstCommitAt = commit["commit"]["author"]["date"].Time;
            if (change.FirstCommitAt is { } at)
                yield return new(change, at);
        }
    }

    private static IEnumerable<Telling> Comments(GitHubPlace place, PastAnswer answer)
    {
        foreach (var comment in answer.Body.Items)
        {
            // Comments on issues and on changes come in one list; their pages differ.
            var parts =
                comment["pull_request_url"].Text?.Split('/')
                ?? (
                    comment["html_url"].Text?.Split('#')[0] is { } page
                    && page.Contains("/pull/", StringComparison.Ordinal)
                        ? page.Split('/')
                        : null
                );
            if (parts is not null && int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var number))
                yield return GitHubChanges.Comment(place, number, comment);
        }
    }

    private static PastPage Runs(GitHubPlace place, PastAnswer answer)
    {
        var path = answer.Request.Path.Split('?')[0];
        return PastPage.Newest(
            answer,
            answer.Body["workflow_runs"].Items,
            run => GitHubRuns.Workflow(place, run),
            run =>
            {
                var id = run["id"].RequireText();
                return Enumerable
                    .Range(1, (int)Math.Max((run["run_attempt"].Small ?? 1) - 1, 0))
                    .Select(attempt => new PastRequest(
                        "earlier attempts",
                        $"{path}/{id}/attempts/{attempt}",
                        place.Key
                    ))
                    .Prepend(new("jobs", $"{path}/{id}/jobs?filter=all&per_page=100", place.Key));
            }
        );
    }

    private static PastPage Deployments(GitHubPlace place, PastAnswer answer)
    {
        var path = answer.Request.Path.Split('?')[0];
        return PastPage.Newest(
            answer,
            answer.Body.Items,
            deployment => GitHubRuns.Deployed(place, deployment),
            deployment =>
            {
                var id = deployment["id"].RequireText();
                return [new PastRequest("deployment statuses", $"{path}/{id}/statuses?per_page=100", place.Key, id)];
            }
        );
    }

    /// <exception cref="Refusal">It is no name of a repository.</exception>
    private static string Path(string name) =>
        name.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } repository]
            ? $"{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(repository)}"
            : throw new Refusal("wanted", $"Expected a repository as octo/shop, found “{name}”.");
}
