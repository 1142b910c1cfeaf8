using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Bitbucket;

/// <summary>Webhooks of Bitbucket Cloud (support.atlassian.com/bitbucket-cloud/docs/event-payloads) and of Data Center.</summary>
internal sealed class BitbucketEvents : IEventSource
{
    public string Kind => "bitbucket";

    public string Name => "Bitbucket";

    public string SetUp =>
        "In the repository's or the workspace's settings under Webhooks: paste the address and the secret, and choose the triggers Push, Build status created and updated, all of Pull request, and Issue created and updated. In Data Center: Repository push, and all of Pull request.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "X-Hub-Signature", "sha256=", secret);

    public string? DeliveryOf(HookRequest request, Foreign body) =>
        request.Header("X-Request-UUID") ?? request.Header("X-Request-Id");

    public string? EventOf(HookRequest? request, Foreign body) =>
        request?.Header("X-Event-Key")
        ?? BitbucketDataCenter.EventOf(body)
        ?? (
            !body["repository"]["full_name"].IsThere || !body["repository"]["links"].IsThere ? null
            : body["push"].IsThere ? "repo:push"
            : body["commit_status"].IsThere ? "repo:commit_status_updated"
            : body["approval"].IsThere ? "pullrequest:approved"
            : body["changes_request"].IsThere ? "pullrequest:changes_request_created"
            : body["pullrequest"].IsThere && body["comment"].IsThere ? "pullrequest:comment_created"
            : body["pullrequest"]["state"].Text is "DECLINED" ? "pullrequest:rejected"
            : body["pullrequest"].IsThere ? "pullrequest:updated"
            : body["issue"].IsThere ? "issue:updated"
            : null
        );

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var body = reading.Body;
        if (reading.Event == "diagnostics:ping")
            return [];
        if (BitbucketDataCenter.EventOf(body) is not null)
            return BitbucketDataCenter.Read(reading);
        var address = body["repository"]["links"]["html"]["href"].Text;
        var key = RepositoryKeys.Of(
            address ?? $"https://bitbucket.org/{body["repository"]["full_name"].RequireText()}"
        );
        return reading.Event.Split(':')[0] switch
        {
            "repo" when body["push"].IsThere => Pushed(key, reading),
            "repo" when body["commit_status"].IsThere => Built(key, reading),
            "pullrequest" => BitbucketChanges.Read(key, reading),
            "issue" => Issue(key, reading),
            _ => [],
        };
    }

    private static IEnumerable<Telling> Pushed(string key, EventReading reading)
    {
        var main = reading.Body["repository"]["mainbranch"]["name"].Text;
        foreach (var change in reading.Body["push"]["changes"].Items)
        {
            var branch = change["new"]["type"].Text == "branch" ? change["new"]["name"].Text : null;
            var isDefault = branch is not null && (main is null ? branch is "main" or "master" : branch == main);
            foreach (var commit in change["commits"].Items)
            {
                var seen = PushedCommit.Of(key, commit["hash"].RequireText());
                seen.Subject = Tellings.Subject(commit["message"].Text);
                seen.WrittenAt = commit["date"].Time;
                seen.OnDefaultBranchAt = isDefault ? reading.ArrivedAt(seen.WrittenAt) : null;
                yield return new(seen, seen.WrittenAt ?? reading.ReceivedAt);
            }
        }
    }

    private static IEnumerable<Telling> Built(string key, EventReading reading)
    {
        var status = reading.Body["commit_status"];
        var commit =
            status["commit"]["hash"].Text
            ?? status["links"]["commit"]["href"].Text?.Split('/')[^1]
            ?? status["commit"]["hash"].RequireText();
        var build = Build.Of("bitbucket.org", key, $"{key}/statuses/{commit}/{status["key"].RequireText()}");
        var at = status["updated_on"].Time ?? status["created_on"].RequireTime();
        build.Name = status["name"].Text ?? status["key"].Text;
        build.Commit = commit;
        build.Branch = status["refname"].Text;
        build.Url = status["url"].Text;
        build.StartedAt = status["created_on"].Time;
        build.Outcome = status["state"].Text switch
        {
            "SUCCESSFUL" => RunOutcome.Success,
            "FAILED" => RunOutcome.Failure,
            "STOPPED" => RunOutcome.Cancelled,
            _ => null,
        };
        build.EndedAt = build.Outcome is null ? null : at;
        yield return new(build, at);
    }

    private static IEnumerable<Telling> Issue(string key, EventReading reading)
    {
        var issue = reading.Body["issue"];
        var at = issue["updated_on"].Time ?? issue["created_on"].RequireTime();
        var number = issue["id"].RequireText();
        var seen = WorkItem.Of(key, key, number, $"#{number}");
        seen.Title = issue["title"].Text;
        seen.Url = issue["links"]["html"]["href"].Text;
        seen.Type = issue["kind"].Text;
        seen.Status = issue["state"].Text;
        seen.CreatedAt = issue["created_on"].Time;
        var isDone = IsDone(seen.Status);
        seen.IsDone = seen.Status is null ? null : isDone;
        var move = reading.Body["changes"]["status"];
        // Who comments on it later, or moves it from resolved to closed, closes it no second time.
        if (isDone && move["new"].IsThere && !IsDone(move["old"].Text))
            seen.ClosedAt = at;
        if (move["new"].Text is { } to)
        {
            if (!isDone && IsDone(move["old"].Text))
                seen.ReopenedAt = at;
            var moved = WorkItemMove.Of(seen, at, to);
            moved.From = move["old"].Text;
            yield return new(moved, at);
        }
        yield return new(seen, at);
    }

    private static bool IsDone(string? state) =>
        state is "resolved" or "closed" or "invalid" or "duplicate" or "wontfix";

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                repository = new
                {
                    full_name = "example/test-event",
                    links = new { html = new { href = "https://bitbucket.org/example/test-event" } },
                },
                commit_status = new
                {
                    key = "test",
                    name = "Test event",
                    state = "SUCCESSFUL",
                    refname = "main",
                    created_on = now.AddMinutes(-3),
                    updated_on = now,
                    commit = new { hash = new string('0', 40) },
                },
            },
            body =>
                [
                    ("X-Event-Key", "repo:commit_status_updated"),
                    ("X-Request-UUID", Guid.CreateVersion7().ToString()),
                    ("X-Hub-Signature", Signatures.Sign(body, "sha256=", secret)),
                ]
        );
}
