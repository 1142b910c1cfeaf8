using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitLab;

/// <summary>Pipelines, jobs, deployments and releases.</summary>
internal static class GitLabRuns
{
    public static Telling Pipeline(GitLabPlace place, Foreign told)
    {
        var pipeline = Of(place, told["id"].RequireText());
        pipeline.Name = told["name"].Text ?? "Pipeline";
        pipeline.Commit = told["sha"].Text;
        pipeline.Branch = told["ref"].Text;
        pipeline.Url = told["url"].Text ?? told["web_url"].Text;
        pipeline.QueuedAt = told["created_at"].RequireTime();
        pipeline.StartedAt = told["queued_duration"].Number is { } waited
            ? pipeline.QueuedAt.Value.AddSeconds(waited)
            : told["started_at"].Time;
        pipeline.Outcome = Outcome(told["status"].Text);
        pipeline.EndedAt = pipeline.Outcome is null ? null : told["finished_at"].Time;
        return new(pipeline, pipeline.EndedAt ?? pipeline.QueuedAt.Value);
    }

    /// <summary>A hook names the jobs beside their pipeline.</summary>
    public static IEnumerable<Telling> PipelineJobs(GitLabPlace place)
    {
        var told = place.Body["object_attributes"];
        foreach (var job in place.Body["builds"].Items)
        {
            var build = JobOf(place, job["id"].RequireText(), Of(place, told["id"].RequireText()));
            build.Name = job["name"].Text;
            build.Commit = told["sha"].Text;
            build.Branch = told["ref"].Text;
            yield return Ended(
                build,
                job["created_at"],
                job["started_at"],
                job["finished_at"],
                job["status"].Text,
                place.Reading.ReceivedAt
            );
        }
    }

    public static Telling Job(GitLabPlace place)
    {
        var job = place.Body;
        var build = JobOf(place, job["build_id"].RequireText(), Of(place, job["pipeline_id"].RequireText()));
        build.Name = job["build_name"].Text;
        build.Commit = job["sha"].Text;
        build.Branch = job["ref"].Text;
        return Ended(
            build,
            job["build_created_at"],
            job["build_started_at"],
            job["build_finished_at"],
            job["build_status"].Text,
            place.Reading.ReceivedAt
        );
    }

    /// <summary>As the API lists it.</summary>
    public static Telling PastJob(GitLabPlace place, Foreign job)
    {
        var build = JobOf(place, job["id"].RequireText(), Of(place, job["pipeline"]["id"].RequireText()));
        build.Name = job["name"].Text;
        build.Commit = job["commit"]["id"].Text ?? job["pipeline"]["sha"].Text;
        build.Branch = job["ref"].Text;
        return Ended(
            build,
            job["created_at"],
            job["started_at"],
            job["finished_at"],
            job["status"].Text,
            place.Reading.ReceivedAt
        );
    }

    public static Telling Deployed(GitLabPlace place)
    {
        var told = place.Body;
        var at = told["status_changed_at"].RequireTime();
        var deployment = DeploymentOf(place, told["deployment_id"].RequireText(), told);
        deployment.Environment = told["environment"].Text;
        deployment.IsProduction = told["environment_tier"].Text is { } tier ? tier == "production" : null;
        deployment.Commit =
            told["commit_url"].Text is { } url && url.LastIndexOf('/') is > 0 and var slash
                ? url[(slash + 1)..]
                : told["short_sha"].Text;
        deployment.Url = told["deployable_url"].Text;
        if (told["status"].Text == "running")
            deployment.StartedAt = at;
        if (told["status"].Text is "created" or "blocked")
            deployment.CreatedAt = at;
        deployment.EndedAt = deployment.Outcome is null ? null : at;
        return new(deployment, at);
    }

    /// <summary>As the API lists it.</summary>
    public static Telling PastDeployment(GitLabPlace place, Foreign told)
    {
        var at = told["updated_at"].Time ?? told["created_at"].RequireTime();
        var deployment = DeploymentOf(place, told["id"].RequireText(), told);
        var job = told["deployable"];
        deployment.Environment = told["environment"]["name"].Text;
        deployment.IsProduction = told["environment"]["tier"].Text is { } tier ? tier == "production" : null;
        deployment.Commit = told["sha"].Text;
        deployment.Url = job["web_url"].Text;
        deployment.CreatedAt = told["created_at"].Time;
        deployment.StartedAt = job["started_at"].Time;
        deployment.EndedAt = deployment.Outcome is null ? null : job["finished_at"].Time ?? at;
        return new(deployment, at);
    }

    private static Deployment DeploymentOf(GitLabPlace place, string id, Foreign told)
    {
        var deployment = Deployment.Of(place.Host, place.Key, $"{place.Key}/deployments/{id}");
        deployment.Version = told["ref"].Text;
        deployment.Outcome = Outcome(told["status"].Text);
        return deployment;
    }

    public static Telling Released(GitLabPlace place, Foreign told)
    {
        var release = Release.Of(place.Key, (told["tag"].Text ?? told["tag_name"].Text) ?? told["tag"].RequireText());
        release.Url = told["url"].Text ?? told["_links"]["self"].Text;
        release.Commit = told["commit"]["id"].Text;
        // A day to come is a plan.
        release.PublishedAt =
            told["released_at"].Time is { } day && day <= place.Reading.ReceivedAt + TimesAhead.Allowed ? day : null;
        release.DeletedAt = told["action"].Text == "delete" ? place.Reading.ReceivedAt : null;
        return new(release, release.PublishedAt ?? told["created_at"].RequireTime());
    }

    private static Build Of(GitLabPlace place, string pipeline) =>
        Build.Of(place.Host, place.Key, $"{place.Key}/pipelines/{pipeline}");

    private static Build JobOf(GitLabPlace place, string job, Build pipeline) =>
        Build.Of(place.Host, place.Key, $"{place.Key}/jobs/{job}", pipeline);

    private static Telling Ended(
        Build build,
        Foreign created,
        Foreign started,
        Foreign finished,
        string? status,
        DateTime received
    )
    {
        build.QueuedAt = created.Time;
        build.StartedAt = started.Time;
        build.Outcome = Outcome(status);
        build.EndedAt = build.Outcome is null ? null : finished.Time;
        return new(build, build.EndedAt ?? build.StartedAt ?? build.QueuedAt ?? received);
    }

    private static RunOutcome? Outcome(string? status) =>
        status switch
        {
            "success" => RunOutcome.Success,
            "failed" => RunOutcome.Failure,
            "canceled" => RunOutcome.Cancelled,
            "skipped" => RunOutcome.Skipped,
            _ => null,
        };
}
