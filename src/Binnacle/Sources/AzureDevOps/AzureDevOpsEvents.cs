using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.AzureDevOps;

/// <summary>Service hooks of Azure DevOps: learn.microsoft.com/azure/devops/service-hooks/events.</summary>
internal sealed class AzureDevOpsEvents : IEventSource
{
    private const string Host = "azuredevops";

    public string Kind => "azuredevops";

    public string Name => "Azure DevOps";

    public string SetUp =>
        "In the project's settings under Service hooks add Web Hooks for Pull request created, updated and merge attempted, Code pushed, Build completed, Release deployment completed, Work item created and updated: paste the address, any user name, and the secret as password; send all details.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => body["id"].Text;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["publisherId"].IsThere || body["resource"].IsThere ? body["eventType"].Text : null;

    public IEnumerable<Telling> Read(EventReading reading) =>
        reading.Event switch
        {
            "git.pullrequest.created" or "git.pullrequest.updated" or "git.pullrequest.merged" => Changed(reading),
            "git.push" => Pushed(reading),
            "build.complete" => Built(reading),
            "ms.vss-release.deployment-completed-event" => Deployed(reading),
            "workitem.created" or "workitem.updated" => Item(reading),
            _ => [],
        };

    private static IEnumerable<Telling> Changed(EventReading reading)
    {
        var pull = reading.Body["resource"];
        var at = reading.Body["createdDate"].Time ?? pull["creationDate"].RequireTime();
        var repository = pull["repository"];
        var key = RepositoryKeys.Of(
            repository["remoteUrl"].Text ?? repository["webUrl"].Text ?? repository["url"].RequireText()
        );
        var change = Change.Of(key, pull["pullRequestId"].RequireNumber());
        change.Title = pull["title"].Text;
        change.Author = Mark(reading, pull["createdBy"]);
        change.IsByBot = IsBot(pull["createdBy"]);
        change.IsDraft = pull["isDraft"].Flag;
        change.HeadBranch = Branch(pull["sourceRefName"].Text);
        change.BaseBranch = Branch(pull["targetRefName"].Text);
        change.HeadCommit = pull["lastMergeSourceCommit"]["commitId"].Text;
        change.OpenedAt = pull["creationDate"].Time;
        change.IsClosed = pull["status"].Text is { } status ? status is "completed" or "abandoned" : null;
        // "merged" is sent for every attempt; only the status says that it was.
        if (pull["status"].Text == "completed" && pull["mergeStatus"].Text is null or "succeeded")
            (change.MergedAt, change.MergeCommit) = (
                pull["closedDate"].Time ?? at,
                pull["lastMergeCommit"]["commitId"].Text
            );
        if (pull["status"].Text == "abandoned")
            change.ClosedAt = pull["closedDate"].Time;
        yield return new(change, at);
        foreach (var reviewer in pull["reviewers"].Items)
        {
            if (reviewer["vote"].Number is not { } vote || vote == 0 || reviewer["isContainer"].Flag is true)
                continue;
            var review = ChangeReview.Of(change, $"{reviewer["id"].Text}/{vote}");
            review.Reviewer = Mark(reading, reviewer);
            review.IsByBot = IsBot(reviewer);
            review.At = at;
            review.Verdict = vote > 0 ? ReviewVerdict.Approved : ReviewVerdict.ChangesRequested;
            yield return new(review, at);
        }
    }

    private static IEnumerable<Telling> Pushed(EventReading reading)
    {
        var push = reading.Body["resource"];
        var key = RepositoryKeys.Of(push["repository"]["remoteUrl"].RequireText());
        var main = push["repository"]["defaultBranch"].Text;
        var isDefault = main is not null && push["refUpdates"].Items.Any(update => update["name"].Text == main);
        var at = push["date"].Time ?? reading.ReceivedAt;
        foreach (var commit in push["commits"].Items)
        {
            var seen = PushedCommit.Of(key, commit["commitId"].RequireText());
            seen.Subject = Tellings.Subject(commit["comment"].Text);
            seen.WrittenAt = commit["author"]["date"].Time;
            seen.OnDefaultBranchAt = isDefault ? at : null;
            yield return new(seen, at);
        }
    }

    private static IEnumerable<Telling> Built(EventReading reading)
    {
        var told = reading.Body["resource"];
        var repository = told["repository"];
        var build = Build.Of(
            Host,
            RepositoryKeys.Of(repository["url"].Text ?? repository["remoteUrl"].Text),
            $"{told["project"]["id"].Text ?? reading.Body["resourceContainers"]["project"]["id"].Text}/builds/{told["id"].RequireText()}"
        );
        build.Name = told["definition"]["name"].Text;
        build.Commit = told["sourceVersion"].Text ?? told["sourceGetVersion"].Text?.Split(':')[^1];
        build.Branch = Branch(told["sourceBranch"].Text);
        build.Url = told["_links"]["web"]["href"].Text;
        build.QueuedAt = told["queueTime"].Time;
        build.StartedAt = told["startTime"].Time;
        build.EndedAt = told["finishTime"].Time;
        build.Outcome = (told["result"].Text ?? told["status"].Text)?.ToLowerInvariant() switch
        {
            "succeeded" => RunOutcome.Success,
            "failed" or "partiallysucceeded" => RunOutcome.Failure,
            "canceled" or "stopped" => RunOutcome.Cancelled,
            _ => null,
        };
        yield return new(build, build.EndedAt ?? reading.Body["createdDate"].RequireTime());
    }

    private static IEnumerable<Telling> Deployed(EventReading reading)
    {
        var environment = reading.Body["resource"]["environment"];
        var at = reading.Body["createdDate"].RequireTime();
        var deployment = Deployment.Of(
            Host,
            "",
            $"{reading.Body["resource"]["project"]["id"].Text}/{environment["releaseId"].Text}/{environment["id"].RequireText()}"
        );
        deployment.ServiceName =
            environment["releaseDefinition"]["name"].Text ?? environment["release"]["releaseDefinition"]["name"].Text;
        deployment.Environment = environment["name"].Text;
        deployment.Version = environment["release"]["name"].Text;
        deployment.Outcome = environment["status"].Text switch
        {
            "succeeded" => RunOutcome.Success,
            "rejected" or "failed" => RunOutcome.Failure,
            "canceled" => RunOutcome.Cancelled,
            _ => null,
        };
        deployment.EndedAt = deployment.Outcome is null ? null : at;
        yield return new(deployment, at);
    }

    private static IEnumerable<Telling> Item(EventReading reading)
    {
        var told = reading.Body["resource"];
        var revision = told["revision"].IsThere ? told["revision"] : told;
        var fields = revision["fields"];
        var at = fields["System.ChangedDate"].Time ?? reading.Body["createdDate"].RequireTime();
        var number = told["workItemId"].Text ?? told["id"].RequireText();
        var project = fields["System.TeamProject"].Text ?? reading.Body["resourceContainers"]["project"]["id"].Text;
        var item = WorkItem.Of(Host, "", $"{project}/{number}", $"#{number}");
        item.Title = fields["System.Title"].Text;
        item.Type = fields["System.WorkItemType"].Text;
        item.Status = fields["System.State"].Text;
        item.CreatedAt = fields["System.CreatedDate"].Time;
        item.ClosedAt = fields["Microsoft.VSTS.Common.ClosedDate"].Time;
        item.IsDone = item.Status is null ? null : item.ClosedAt is not null || IsDone(item.Status);
        var move = told["fields"]["System.State"];
        var closed = told["fields"]["Microsoft.VSTS.Common.ClosedDate"];
        if (
            item.IsDone is false
            && (closed["oldValue"].IsThere && !closed["newValue"].IsThere || IsDone(move["oldValue"].Text))
        )
            item.ReopenedAt = at;
        // A process without that field.
        if (item.IsDone is true && move["newValue"].IsThere && !IsDone(move["oldValue"].Text))
            item.ClosedAt ??= at;
        if (move["newValue"].Text is { } to)
        {
            var moved = WorkItemMove.Of(item, at, to);
            moved.From = move["oldValue"].Text;
            yield return new(moved, at);
        }
        yield return new(item, at);
    }

    /// <summary>Of the processes that come with it; "Resolved" is not done there.</summary>
    private static bool IsDone(string? state) => state is "Done" or "Closed" or "Completed" or "Removed";

    private static string? Mark(EventReading reading, Foreign person) => reading.Marks.Of(Host, person["id"].Text);

    private static bool? IsBot(Foreign person) =>
        person["displayName"].Text is { } name
            ? Tellings.IsBot(name, name.EndsWith("Build Service", StringComparison.Ordinal))
            : null;

    private static string? Branch(string? name) =>
        name?.StartsWith("refs/heads/", StringComparison.Ordinal) is true ? name["refs/heads/".Length..] : name;

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                id = Guid.CreateVersion7().ToString(),
                eventType = "build.complete",
                publisherId = "tfs",
                resource = new
                {
                    id = 1,
                    definition = new { name = "Test event" },
                    project = new { id = "test-event" },
                    result = "succeeded",
                    startTime = now.AddMinutes(-3),
                    finishTime = now,
                },
                createdDate = now,
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
}
