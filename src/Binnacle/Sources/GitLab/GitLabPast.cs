using System.Globalization;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;

namespace Binnacle.Sources.GitLab;

/// <summary>
/// The REST API of GitLab, version 4: docs.gitlab.com/api/rest. Changes, pipelines and issues are filtered by their last update
/// and read by their creation, oldest first, so that nothing moves between pages while it is read. Jobs, deployments and
/// releases come newest first and never move. Approvals are read from the notes that GitLab itself writes: they have their moments in
/// every version and edition.
/// </summary>
internal sealed class GitLabPast : IPastSource
{
    public string Kind => "gitlab";

    public string Address => "https://gitlab.com/api/v4/";

    public string AddressHint => "https://gitlab.com/api/v4, or https://HOST/api/v4 of an own server.";

    public string TokenHint =>
        "A personal, group or project access token with the scope read_api, and at least the role Reporter.";

    public string WantedHint => "Projects as group/shop, one a line. Empty: those of the catalogue.";

    public bool ReadsRepositories => true;

    public string? Everything => null;

    public string HostOf(Uri address) =>
        address.AbsolutePath.IndexOf("/api/", StringComparison.Ordinal) is > 0 and var end
            ? $"{address.Authority}{address.AbsolutePath[..end]}".ToLowerInvariant()
            : address.Authority;

    public IEnumerable<(string Name, string Value)> Headers(string token) => [("PRIVATE-TOKEN", token)];

    public PastRequest First(string part, DateTime since) =>
        new("project", $"projects/{Uri.EscapeDataString(part.Trim('/'))}");

    public string Scope(string step) =>
        step switch
        {
            "pipelines" or "pipeline" or "jobs" => "the scope read_api, and CI/CD switched on for its role",
            _ => "the scope read_api, and at least the role Reporter",
        };

    public PastPage Read(PastAnswer answer)
    {
        if (answer.Request.Step == "project")
            return new([], Lists(answer));
        var key = answer.Request.About!;
        var place = new GitLabPlace(key.Split('/')[0], key, answer.Reading);
        var path = answer.Request.Path.Split('?')[0];
        return answer.Request.Step switch
        {
            "changes" => new(
                answer.Body.Items.Select(merge => Change(place, merge)),
                [
                    .. answer
                        .Body.Items.Select(merge => $"{merge["iid"].RequireNumber()}")
                        .SelectMany(number =>
                            (PastRequest[])
                                [
                                    new(
                                        "notes",
                                        $"{path}/{number}/notes?sort=asc&order_by=created_at&per_page=100",
                                        key,
                                        number
                                    ),
                                    new("commits", $"{path}/{number}/commits?per_page=100", key, number),
                                ]
                        ),
                    .. answer.NextPage,
                ]
            ),
            "notes" => new(Notes(place, answer), answer.NextPage),
            "commits" => new(FirstCommit(key, answer), answer.NextPage),
            "issues" => new(answer.Body.Items.Select(issue => GitLabChanges.Issue(place, issue)), answer.NextPage),
            "pipelines" => new(
                [],
                [
                    .. answer.Body.Items.Select(pipeline => new PastRequest(
                        "pipeline",
                        $"{path}/{pipeline["id"].RequireText()}",
                        key
                    )),
                    .. answer.NextPage,
                ]
            ),
            "pipeline" => new([GitLabRuns.Pipeline(place, answer.Body)], []),
            "jobs" => PastPage.Newest(answer, answer.Body.Items, job => GitLabRuns.PastJob(place, job)),
            "deployments" => PastPage.Newest(
                answer,
                answer.Body.Items,
                deployment => GitLabRuns.PastDeployment(place, deployment)
            ),
            _ => PastPage.Newest(
                answer,
                answer.Body.Items,
                release => GitLabRuns.Released(place, release),
                at: release => release["released_at"].Time
            ),
        };
    }

    private static IEnumerable<PastRequest> Lists(PastAnswer answer)
    {
        var key = RepositoryKeys.Of(answer.Body["web_url"].RequireText());
        var path = $"projects/{answer.Body["id"].RequireText()}";
        var since = Uri.EscapeDataString(answer.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        var oldestFirst = $"updated_after={since}&order_by=created_at&sort=asc&per_page=100";
        return
        [
            new("changes", $"{path}/merge_requests?state=all&scope=all&{oldestFirst}", key),
            new("issues", $"{path}/issues?state=all&scope=all&{oldestFirst}", key),
            new("pipelines", $"{path}/pipelines?updated_after={since}&order_by=id&sort=asc&per_page=100", key),
            new("jobs", $"{path}/jobs?per_page=100", key),
            new("deployments", $"{path}/deployments?order_by=id&sort=desc&per_page=100", key),
            new("releases", $"{path}/releases?order_by=released_at&sort=desc&per_page=100", key),
        ];
    }

    private static Telling Change(GitLabPlace place, Foreign merge) =>
        new(GitLabChanges.Of(place, merge), merge["updated_at"].RequireTime());

    private static IEnumerable<Telling> Notes(GitLabPlace place, PastAnswer answer)
    {
        var change = Platform.Facts.Change.Of(place.Key, answer.Request.Of!);
        foreach (var note in answer.Body.Items)
        {
            var author = note["author"];
            if (note["system"].Flag is not true)
                yield return GitLabChanges.Comment(place, change, note, author["id"], author["username"].Text);
            else if (note["body"].Text is "approved this merge request" or "unapproved this merge request")
                yield return GitLabChanges.Approved(
                    place,
                    change,
                    author,
                    note["body"].Text!.StartsWith('a'),
                    note["created_at"].RequireTime()
                );
        }
    }

    private static IEnumerable<Telling> FirstCommit(string key, PastAnswer answer)
    {
        var change = Platform.Facts.Change.Of(key, answer.Request.Of!);
        change.FirstCommitAt = answer
            .Body.Items.Select(commit => commit["authored_date"].Time ?? commit["created_at"].Time)
            .Min();
        if (change.FirstCommitAt is { } at)
            yield return new(change, at);
    }
}
