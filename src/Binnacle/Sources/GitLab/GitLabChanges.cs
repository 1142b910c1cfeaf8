using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitLab;

/// <summary>Merge requests, comments, pushes and issues.</summary>
internal static class GitLabChanges
{
    public static IEnumerable<Telling> Changed(GitLabPlace place)
    {
        var merge = place.Body["object_attributes"];
        var at = merge["updated_at"].Time ?? merge["created_at"].Time ?? place.Reading.ReceivedAt;
        var action = merge["action"].Text;
        var change = Of(place, merge);
        // Only the state says that it was merged: a merge that was tried is sent as one, too.
        if (merge["state"].Text == "merged")
            change.MergedAt ??= at;
        if (merge["state"].Text == "closed" && action == "close")
            change.ClosedAt ??= at;
        if (action == "reopen")
            change.ReopenedAt = at;
        var draft = place.Body["changes"]["draft"];
        if (draft["previous"].Flag is true && draft["current"].Flag is false)
            change.ReadyAt = at;
        yield return new(change, at);
        // With rules each approval is one; resets by a push are nobody's look.
        if (action is not ("approved" or "unapproved" or "approval" or "unapproval") || merge["system"].Flag is true)
            yield break;
        yield return Approved(place, change, place.Body["user"], action is "approved" or "approval", at);
    }

    /// <summary>Hooks and the API give an approval no name of its own and moments that differ: one by each person counts, the first.</summary>
    public static Telling Approved(GitLabPlace place, Change change, Foreign user, bool isApproved, DateTime at)
    {
        var review = ChangeReview.Of(change, $"{(isApproved ? "approved" : "unapproved")}/{user["id"].Text}");
        review.Reviewer = place.Mark(user["id"]);
        review.IsByBot = Tellings.IsBot(user["username"].Text);
        review.At = at;
        review.Verdict = isApproved ? ReviewVerdict.Approved : ReviewVerdict.Dismissed;
        return new(review, at);
    }

    public static IEnumerable<Telling> Commented(GitLabPlace place)
    {
        var note = place.Body["object_attributes"];
        if (!place.Body["merge_request"].IsThere || note["system"].Flag is true)
            yield break;
        var change = Of(place, place.Body["merge_request"]);
        // What a comment says of the merge beside it has no moment of its own.
        (change.MergedAt, change.MergeCommit, change.ClosedAt) = (null, null, null);
        var at = place.Body["merge_request"]["updated_at"].Time ?? note["created_at"].RequireTime();
        yield return new(change, at);
        yield return Comment(place, change, note, note["author_id"], place.Body["user"]["username"].Text);
    }

    public static Telling Comment(GitLabPlace place, Change change, Foreign note, Foreign author, string? name)
    {
        var at = note["created_at"].RequireTime();
        var review = ChangeReview.Of(change, $"n{note["id"].RequireText()}");
        review.Reviewer = place.Mark(author);
        review.IsByBot = Tellings.IsBot(name);
        review.At = at;
        review.Verdict = ReviewVerdict.Commented;
        return new(review, at);
    }

    public static IEnumerable<Telling> Pushed(GitLabPlace place)
    {
        var branch = place.Body["project"]["default_branch"].Text;
        var isDefault = branch is not null && place.Body["ref"].Text == $"refs/heads/{branch}";
        foreach (var commit in place.Body["commits"].Items)
        {
            var written = commit["timestamp"].Time;
            var seen = PushedCommit.Of(place.Key, commit["id"].RequireText());
            seen.Subject = Tellings.Subject(commit["title"].Text ?? commit["message"].Text);
            seen.WrittenAt = written;
            // GitLab does not say when it was pushed.
            seen.OnDefaultBranchAt = isDefault ? place.Reading.ArrivedAt(written) : null;
            yield return new(seen, written ?? place.Reading.ReceivedAt);
        }
    }

    public static Telling Issue(GitLabPlace place, Foreign issue)
    {
        var at = issue["updated_at"].Time ?? issue["created_at"].RequireTime();
        var number = issue["iid"].RequireNumber();
        var seen = WorkItem.Of(place.Key, place.Key, $"{number}", $"#{number}");
        seen.Title = issue["title"].Text;
        seen.Url = issue["url"].Text ?? issue["web_url"].Text;
        seen.Type = Type(issue["issue_type"].Text) ?? issue["type"].Text;
        seen.Status = issue["state"].Text;
        seen.Labels = Tellings.Labels(issue["labels"], Label);
        seen.CreatedAt = issue["created_at"].Time;
        seen.IsDone = seen.Status is { } state ? state == "closed" : null;
        seen.ClosedAt = seen.IsDone is true
            ? issue["closed_at"].Time ?? (issue["action"].Text is "close" ? at : null)
            : null;
        seen.ReopenedAt = issue["action"].Text == "reopen" ? at : null;
        return new(seen, at);
    }

    /// <summary>The API writes "test_case" where hooks write "Test Case".</summary>
    private static string? Type(string? name) =>
        name is null
            ? null
            : System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '));

    /// <summary>An object in hooks, a name in the API.</summary>
    private static string? Label(Foreign label) => label["title"].Text ?? label.Text;

    public static Change Of(GitLabPlace place, Foreign merge)
    {
        var change = Change.Of(place.Key, merge["iid"].RequireNumber());
        change.Title = merge["title"].Text;
        change.Url = merge["url"].Text ?? merge["web_url"].Text;
        change.Author = place.Mark(merge["author_id"].IsThere ? merge["author_id"] : merge["author"]["id"]);
        change.IsDraft = merge["draft"].Flag ?? merge["work_in_progress"].Flag;
        change.Labels = Tellings.Labels(merge["labels"], Label);
        change.HeadBranch = merge["source_branch"].Text;
        change.BaseBranch = merge["target_branch"].Text;
        change.HeadCommit = merge["last_commit"]["id"].Text ?? merge["sha"].Text;
        change.OpenedAt = merge["created_at"].Time;
        change.IsClosed = merge["state"].Text is { } state ? state is "closed" or "merged" : null;
        if (merge["state"].Text == "merged")
            (change.MergedAt, change.MergeCommit) = (
                merge["merged_at"].Time,
                merge["merge_commit_sha"].Text ?? merge["squash_commit_sha"].Text
            );
        if (merge["state"].Text == "closed")
            change.ClosedAt = merge["closed_at"].Time;
        return change;
    }
}
