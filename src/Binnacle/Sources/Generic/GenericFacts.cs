using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Generic;

/// <summary>Each form's members, named as the fact's.</summary>
internal static class GenericFacts
{
    private const string Host = "generic";

    public static Build Build(Foreign told, string repository, DateTime at)
    {
        var parent = told["parent"].Text is { } run ? Platform.Facts.Build.Of(Host, repository, run) : null;
        var build = Platform.Facts.Build.Of(Host, repository, told["id"].RequireText(), parent);
        build.Name = told["name"].Text;
        build.Commit = told["commit"].Text;
        build.Branch = told["branch"].Text;
        build.Url = told["url"].Text;
        build.QueuedAt = told["queuedAt"].Time;
        build.StartedAt = told["startedAt"].Time;
        build.Outcome = Outcome(told["outcome"]);
        build.EndedAt = told["endedAt"].Time ?? (build.Outcome is null ? null : at);
        return build;
    }

    public static Deployment Deployment(Foreign told, string repository, DateTime at)
    {
        var deployment = Platform.Facts.Deployment.Of(Host, repository, told["id"].RequireText());
        deployment.ServiceName = told["service"].Text;
        deployment.Environment = told["environment"].Text;
        deployment.IsProduction = told["isProduction"].Flag;
        deployment.Commit = told["commit"].Text;
        deployment.Version = told["version"].Text;
        deployment.Url = told["url"].Text;
        deployment.IsRollback = told["isRollback"].Flag;
        deployment.StartedAt = told["startedAt"].Time;
        deployment.Outcome = Outcome(told["outcome"]);
        deployment.EndedAt = told["endedAt"].Time ?? (deployment.Outcome is null ? null : at);
        return deployment;
    }

    public static Change Change(Foreign told, string repository, EventReading reading)
    {
        var change = Platform.Facts.Change.Of(repository, told["number"].RequireText());
        change.Title = told["title"].Text;
        change.Url = told["url"].Text;
        change.Author = reading.Marks.Of(Host, told["author"].Text);
        change.IsByBot = told["author"].Text is { } author ? Tellings.IsBot(author) : null;
        change.IsDraft = told["isDraft"].Flag;
        change.Labels = Tellings.Labels(told["labels"], label => label.Text);
        change.HeadBranch = told["branch"].Text;
        change.HeadCommit = told["commit"].Text;
        change.MergeCommit = told["mergeCommit"].Text;
        change.Added = told["added"].Small;
        change.Deleted = told["deleted"].Small;
        change.Files = told["files"].Small;
        change.FirstCommitAt = told["firstCommitAt"].Time;
        change.OpenedAt = told["openedAt"].Time;
        change.ReadyAt = told["readyAt"].Time;
        change.MergedAt = told["mergedAt"].Time;
        change.ClosedAt = told["closedAt"].Time;
        return change;
    }

    public static ChangeReview Review(Foreign told, string repository, EventReading reading, DateTime at)
    {
        var change = Platform.Facts.Change.Of(repository, told["number"].RequireText());
        var review = ChangeReview.Of(change, told["id"].RequireText());
        review.Reviewer = reading.Marks.Of(Host, told["reviewer"].Text);
        review.IsByBot = told["reviewer"].Text is { } reviewer ? Tellings.IsBot(reviewer) : null;
        review.At = at;
        review.Verdict = told["verdict"].Text switch
        {
            null or "commented" => ReviewVerdict.Commented,
            "approved" => ReviewVerdict.Approved,
            "changes requested" => ReviewVerdict.ChangesRequested,
            "dismissed" => ReviewVerdict.Dismissed,
            var other => throw new Refusal(
                told["verdict"].Path,
                $"Expected commented, approved, changes requested or dismissed, found “{other}”."
            ),
        };
        return review;
    }

    public static PushedCommit Commit(Foreign told, string repository, DateTime at)
    {
        var commit = PushedCommit.Of(repository, told["commit"].RequireText());
        commit.Subject = Tellings.Subject(told["subject"].Text);
        commit.WrittenAt = told["writtenAt"].Time;
        commit.OnDefaultBranchAt = told["isOnDefaultBranch"].Flag is true ? at : null;
        return commit;
    }

    public static Alarm Incident(Foreign told)
    {
        var alarm = Alarm.Of(AlarmKind.Incident, Host, told["id"].RequireText());
        alarm.Title = told["title"].Text;
        alarm.ServiceName = told["service"].Text;
        alarm.Severity = told["severity"].Text;
        alarm.Url = told["url"].Text;
        alarm.StartedAt = told["startedAt"].Time;
        alarm.AcknowledgedAt = told["acknowledgedAt"].Time;
        alarm.ResolvedAt = told["resolvedAt"].Time;
        return alarm;
    }

    public static WorkItem Item(Foreign told, string repository)
    {
        var id = told["id"].RequireText();
        var item = WorkItem.Of(Host, repository, id, told["name"].Text ?? id);
        item.Title = told["title"].Text;
        item.Url = told["url"].Text;
        item.Type = told["type"].Text;
        item.Status = told["status"].Text;
        item.Labels = Tellings.Labels(told["labels"], label => label.Text);
        item.CreatedAt = told["createdAt"].Time;
        item.ClosedAt = told["closedAt"].Time;
        return item;
    }

    private static RunOutcome? Outcome(Foreign told) =>
        told.Text switch
        {
            null => null,
            "success" => RunOutcome.Success,
            "failure" => RunOutcome.Failure,
            "cancelled" => RunOutcome.Cancelled,
            "skipped" => RunOutcome.Skipped,
            var other => throw new Refusal(
                told.Path,
                $"Expected success, failure, cancelled or skipped, found “{other}”."
            ),
        };
}
