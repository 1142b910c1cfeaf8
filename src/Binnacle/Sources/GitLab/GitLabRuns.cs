using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitLab;

/// <summary>Pipelines, jobs, deployments and releases.</summary>
internal static class GitLabRuns
{
    public static IEnumerable<Telling> Pipeline(GitLabPlace place)
    {
        var told = place.Body["object_attributes"];
        var pipeline = Of(place, told["id"].RequireText());
        pipeline.Name = told["name"].Text ?? "Pipeline";
        pipeline.Commit = told["sha"].Text;
        pipeline.Branch = told["ref"].Text;
        pipeline.Url = told["url"].Text;
        pipeline.QueuedAt = told["created_at"].RequireTime();
        if (told["queued_duration"].Number is { } waited)
            pipeline.StartedAt = pipeline.QueuedAt.Value.AddSeconds(waited);
        pipeline.Outcome = Outcome(told["status"].Text);
        pipeline.EndedAt = pipeline.Outcome is null ? null : told["finished_at"].Time;
        yield return new(pipeline, pipeline.EndedAt ?? pipeline.QueuedAt.Value);
        foreach (var job in place.Body["builds"].Items)
        {
            var build = JobOf(place, job["id"].RequireText(), pipeline);
            build.Name = job["name"].Text;
            build.Commit = pipeline.Commit;
            build.Branch = pipeline.Branch;
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

    public static IEnumerable<Telling> Job(GitLabPlace place)
    {
        var job = place.Body;
        var build = JobOf(place, job["build_id"].RequireText(), Of(place, job["pipeline_id"].RequireText()));
        build.Name = job["build_name"].Text;
        build.Commit = job["sha"].Text;
        build.Branch = job["ref"].Text;
        yield return Ended(
            build,
            job["build_created_at"],
            job["build_started_at"],
            job["build_finished_at"],
            job["build_status"].Text,
            place.Reading.ReceivedAt
        );
    }

    public static IEnumerable<Telling> Deployed(GitLabPlace place)
    {
        var told = place.Body;
        var at = told["status_changed_at"].RequireTime();
        var deployment = Deployment.Of(
            place.Host,
            place.Key,
            $"{place.Key}/deployments/{told["deployment_id"].RequireText()}"
        );
        deployment.Environment = told["environment"].Text;
        deployment.IsProduction = told["environment_tier"].Text is { } tier ? tier == "production" : null;
        deployment.Commit =
            told["commit_url"].Text is { } url && url.LastIndexOf('/') is > 0 and var slash
                ? url[(slash + 1)..]
                : told["short_sha"].Text;
        deployment.Version = told["ref"].Text;
        deployment.Url = told["deployable_url"].Text;
        deployment.Outcome = Outcome(told["status"].Text);
        if (told["status"].Text == "running")
            deployment.StartedAt = at;
        if (told["status"].Text is "created" or "blocked")
            deployment.CreatedAt = at;
        deployment.EndedAt = deployment.Outcome is null ? null : at;
        yield return new(deployment, at);
    }

    public static IEnumerable<Telling> Released(GitLabPlace place)
    {
        var release = Release.Of(place.Key, place.Body["tag"].RequireText());
        release.Url = place.Body["url"].Text;
        release.Commit = place.Body["commit"]["id"].Text;
        release.PublishedAt = place.Body["released_at"].Time;
        release.DeletedAt = place.Body["action"].Text == "delete" ? place.Reading.ReceivedAt : null;
        yield return new(release, release.PublishedAt ?? place.Body["created_at"].RequireTime());
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
