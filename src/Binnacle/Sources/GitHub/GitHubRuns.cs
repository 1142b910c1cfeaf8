using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitHub;

/// <summary>Workflow runs, jobs, checks, deployments and releases.</summary>
internal static class GitHubRuns
{
    public static Telling Workflow(GitHubPlace place, Foreign run)
    {
        var at = run["updated_at"].RequireTime();
        var build = Of(place, run["id"].RequireText(), run["run_attempt"].Small ?? 1);
        build.Name = run["name"].Text ?? place.Body["workflow"]["name"].Text;
        build.Commit = run["head_sha"].Text;
        build.Branch = run["head_branch"].Text;
        build.Url = run["html_url"].Text;
        var started = run["run_started_at"].Time;
        build.QueuedAt = build.Attempt > 1 ? started : run["created_at"].Time;
        build.StartedAt = started;
        build.Outcome = Outcome(run["conclusion"].Text);
        build.EndedAt = build.Outcome is null ? null : at;
        return new(build, at);
    }

    public static Telling Job(GitHubPlace place, Foreign job)
    {
        var attempt = job["run_attempt"].Small ?? 1;
        var run = Of(place, job["run_id"].RequireText(), attempt);
        var build = Build.Of(place.Host, place.Key, $"{place.Key}/jobs/{job["id"].RequireText()}", run);
        build.Attempt = attempt;
        build.Name = job["name"].Text;
        build.Commit = job["head_sha"].Text;
        build.Branch = job["head_branch"].Text;
        build.Url = job["html_url"].Text;
        build.QueuedAt = job["created_at"].Time;
        var status = job["status"].Text;
        // A job that waits says when it was queued as its start.
        build.StartedAt = status is "in_progress" or "completed" ? job["started_at"].Time : null;
        build.EndedAt = job["completed_at"].Time;
        if (status == "completed")
            build.Outcome = Outcome(job["conclusion"].Text);
        return new(
            build,
            build.EndedAt ?? build.StartedAt ?? build.QueuedAt ?? job["started_at"].Time ?? place.Reading.ReceivedAt
        );
    }

    /// <summary>Of other programs than GitHub's own, whose jobs come as jobs.</summary>
    public static IEnumerable<Telling> Check(GitHubPlace place)
    {
        var check = place.Body["check_run"];
        if (check["app"]["slug"].Text == "github-actions")
            yield break;
        var build = Build.Of(place.Host, place.Key, $"{place.Key}/checks/{check["id"].RequireText()}");
        build.Name = check["name"].Text;
        build.Commit = check["head_sha"].Text;
        build.Branch = check["check_suite"]["head_branch"].Text;
        build.Url = check["html_url"].Text;
        build.StartedAt = check["started_at"].Time;
        build.EndedAt = check["completed_at"].Time;
        build.Outcome = Outcome(check["conclusion"].Text);
        yield return new(build, build.EndedAt ?? build.StartedAt ?? place.Reading.ReceivedAt);
    }

    public static Telling Deployed(GitHubPlace place, Foreign told)
    {
        var deployment = Deployment.Of(place.Host, place.Key, $"{place.Key}/deployments/{told["id"].RequireText()}");
        deployment.Environment = told["original_environment"].Text ?? told["environment"].Text;
        deployment.IsProduction = told["production_environment"].Flag;
        deployment.Commit = told["sha"].Text;
        deployment.Version = told["ref"].Text;
        deployment.CreatedAt = told["created_at"].Time;
        deployment.IsRollback =
            told["task"].Text is { } task && task.Contains("rollback", StringComparison.Ordinal) ? true : null;
        return new(deployment, told["updated_at"].RequireTime());
    }

    public static Telling Status(GitHubPlace place, string id, Foreign status)
    {
        var at = status["created_at"].RequireTime();
        var deployment = Deployment.Of(place.Host, place.Key, $"{place.Key}/deployments/{id}");
        deployment.Url = status["target_url"].Text;
        switch (status["state"].Text)
        {
            case "in_progress":
                deployment.StartedAt = at;
                break;
            case "success":
                (deployment.EndedAt, deployment.Outcome) = (at, RunOutcome.Success);
                break;
            case "failure" or "error":
                (deployment.EndedAt, deployment.Outcome) = (at, RunOutcome.Failure);
                break;
            case "inactive":
                deployment.RemovedAt = at;
                break;
        }
        return new(deployment, at);
    }

    public static Telling Released(GitHubPlace place, Foreign told)
    {
        var release = Release.Of(place.Key, told["tag_name"].RequireText());
        release.Url = told["html_url"].Text;
        release.IsPrerelease = told["prerelease"].Flag;
        release.PublishedAt = told["draft"].Flag is true ? null : told["published_at"].Time;
        release.DeletedAt = place.Body["action"].Text == "deleted" ? place.Reading.ReceivedAt : null;
        var at = told["published_at"].Time ?? told["created_at"].Time ?? place.Reading.ReceivedAt;
        // A promoted one keeps its day of publishing; that it is no longer a first look comes after that it was.
        if (release.IsPrerelease is false && place.Body["action"].Text is "released" or "edited" or null)
            at = at.AddMicroseconds(1);
        return new(release, told["updated_at"].Time ?? at);
    }

    private static Build Of(GitHubPlace place, string run, int attempt)
    {
        var build = Build.Of(place.Host, place.Key, $"{place.Key}/runs/{run}/{attempt}");
        build.Attempt = attempt;
        return build;
    }

    private static RunOutcome? Outcome(string? conclusion) =>
        conclusion switch
        {
            "success" => RunOutcome.Success,
            "failure" or "timed_out" or "startup_failure" => RunOutcome.Failure,
            "cancelled" => RunOutcome.Cancelled,
            "skipped" or "neutral" or "stale" => RunOutcome.Skipped,
            _ => null,
        };
}
