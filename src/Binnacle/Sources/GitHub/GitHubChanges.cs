using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitHub;

/// <summary>Pull requests, reviews, pushes and issues.</summary>
internal static class GitHubChanges
{
    public static IEnumerable<Telling> Changed(GitHubPlace place)
    {
        var pull = place.Body["pull_request"];
        var at = pull["updated_at"].RequireTime();
        var change = Of(place, pull);
        if (place.Body["action"].Text == "ready_for_review")
            change.ReadyAt = at;
        if (place.Body["action"].Text == "reopened")
            change.ReopenedAt = at;
        yield return new(change, at);
    }

    public static IEnumerable<Telling> Reviewed(GitHubPlace place)
    {
        var pull = place.Body["pull_request"];
        var change = Of(place, pull);
        yield return new(change, pull["updated_at"].RequireTime());
        yield return Review(place, change, place.Body["review"]);
    }

    public static Telling Review(GitHubPlace place, Change change, Foreign review)
    {
        var at = review["submitted_at"].RequireTime();
        var seen = ChangeReview.Of(change, review["id"].RequireText());
        seen.Reviewer = place.Mark(review["user"]);
        seen.IsByBot = GitHubPlace.IsBot(review["user"]);
        seen.At = at;
        seen.Verdict = review["state"].Text?.ToLowerInvariant() switch
        {
            "approved" => ReviewVerdict.Approved,
            "changes_requested" => ReviewVerdict.ChangesRequested,
            "dismissed" => ReviewVerdict.Dismissed,
            _ => ReviewVerdict.Commented,
        };
        return new(seen, at);
    }

    public static Telling Comment(GitHubPlace place, int number, Foreign comment)
    {
        var at = comment["created_at"].RequireTime();
        var seen = ChangeReview.Of(Change.Of(place.Key, number), $"c{comment["id"].RequireText()}");
        seen.Reviewer = place.Mark(comment["user"]);
        seen.IsByBot = GitHubPlace.IsBot(comment["user"]);
        seen.At = at;
        seen.Verdict = ReviewVerdict.Commented;
        return new(seen, at);
    }

    public static IEnumerable<Telling> Pushed(GitHubPlace place)
    {
        var branch = place.Body["repository"]["default_branch"].Text;
        var isDefault = branch is not null && place.Body["ref"].Text == $"refs/heads/{branch}";
        var pushed = place.Body["repository"]["pushed_at"].Time;
        foreach (var commit in place.Body["commits"].Items)
        {
            var at = pushed ?? place.Reading.ArrivedAt(commit["timestamp"].Time);
            var seen = PushedCommit.Of(place.Key, commit["id"].RequireText());
            seen.Subject = Tellings.Subject(commit["message"].Text);
            seen.WrittenAt = commit["timestamp"].Time;
            seen.OnDefaultBranchAt = isDefault ? at : null;
            yield return new(seen, at);
        }
    }

    public static IEnumerable<Telling> Issue(GitHubPlace place, Foreign issue)
    {
        // To GitHub a pull request is an issue as well.
        if (issue["pull_request"].IsThere)
            yield break;
        var at = issue["updated_at"].RequireTime();
        var number = issue["number"].RequireNumber();
        var seen = WorkItem.Of(place.Key, place.Key, $"{number}", $"#{number}");
        seen.Title = issue["title"].Text;
        seen.Url = issue["html_url"].Text;
        seen.Type = issue["type"]["name"].Text;
        seen.Status = issue["state"].Text;
        seen.Labels = Tellings.Labels(issue["labels"], label => label["name"].Text);
        seen.CreatedAt = issue["created_at"].Time;
        seen.IsDone = seen.Status is { } state ? state == "closed" : null;
        seen.ClosedAt = issue["closed_at"].Time;
        seen.ReopenedAt = place.Body["action"].Text == "reopened" ? at : null;
        seen.DeletedAt = place.Body["action"].Text == "deleted" ? at : null;
        yield return new(seen, at);
    }

    public static Change Of(GitHubPlace place, Foreign pull)
    {
        var change = Change.Of(place.Key, pull["number"].RequireNumber());
        change.Title = pull["title"].Text;
        change.Url = pull["html_url"].Text;
        change.Author = place.Mark(pull["user"]);
        change.IsByBot = GitHubPlace.IsBot(pull["user"]);
        change.IsDraft = pull["draft"].Flag;
        change.Labels = Tellings.Labels(pull["labels"], label => label["name"].Text);
        change.HeadBranch = pull["head"]["ref"].Text;
        change.BaseBranch = pull["base"]["ref"].Text;
        change.HeadCommit = pull["head"]["sha"].Text;
        change.OpenedAt = pull["created_at"].Time;
        change.MergedAt = pull["merged_at"].Time;
        change.ClosedAt = pull["closed_at"].Time;
        change.IsClosed = pull["state"].Text is { } state ? state == "closed" : null;
        // Before the merge this names a trial merge, which nobody will ever find.
        change.MergeCommit = change.MergedAt is null ? null : pull["merge_commit_sha"].Text;
        change.Added = pull["additions"].Small;
        change.Deleted = pull["deletions"].Small;
        change.Files = pull["changed_files"].Small;
        change.Commits = pull["commits"].Small;
        return change;
    }
}
