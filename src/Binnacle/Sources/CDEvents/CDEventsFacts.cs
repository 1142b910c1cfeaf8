using Binnacle.Platform.Facts;

namespace Binnacle.Sources.CDEvents;

/// <summary>Of each kind of subject, what a fact can hold.</summary>
internal static class CDEventsFacts
{
    public static IEnumerable<Telling> Run(CDEventsPlace place, string kind)
    {
        var content = place.Content;
        var parent = content["pipelineRun"]["id"].Text is { } run
            ? Build.Of(place.Host, "", $"pipelinerun/{run}")
            : null;
        var build = Build.Of(place.Host, place.RepositoryKey, $"{kind}/{place.Subject}", parent);
        build.Name = content["pipelineName"].Text ?? content["taskName"].Text ?? (kind == "build" ? "Build" : null);
        build.Url = content["uri"].Text ?? content["url"].Text;
        switch (place.Verb)
        {
            case "queued":
                build.QueuedAt = place.At;
                break;
            case "started":
                build.StartedAt = place.At;
                break;
            case "finished":
                build.EndedAt = place.At;
                build.Outcome = content["outcome"].Text switch
                {
                    "success" => RunOutcome.Success,
                    "failure" or "error" => RunOutcome.Failure,
                    "cancel" or "cancelled" => RunOutcome.Cancelled,
                    // A build that says nothing but its artifact made one.
                    null when content["artifactId"].IsThere => RunOutcome.Success,
                    _ => null,
                };
                break;
        }
        yield return new(build, place.At);
    }

    public static IEnumerable<Telling> Changed(CDEventsPlace place)
    {
        var change = Change.Of(place.RepositoryKey is { Length: > 0 } key ? key : place.Host, place.Subject);
        change.Title = Tellings.Subject(place.Content["description"].Text);
        switch (place.Verb)
        {
            case "created":
                change.OpenedAt = place.At;
                break;
            case "merged":
                change.MergedAt = place.At;
                break;
            case "abandoned":
                change.ClosedAt = place.At;
                break;
        }
        yield return new(change, place.At);
        if (place.Verb != "reviewed")
            yield break;
        var review = ChangeReview.Of(change, place.Event);
        (review.At, review.Verdict) = (place.At, ReviewVerdict.Commented);
        yield return new(review, place.At);
    }

    /// <summary>Each of these events is a deployment of its own; that one was removed or published is none.</summary>
    public static IEnumerable<Telling> Deployed(CDEventsPlace place)
    {
        if (place.Verb is not ("deployed" or "upgraded" or "rolledback"))
            yield break;
        var deployment = Deployment.Of(
            place.Host,
            place.RepositoryKey,
            $"{place.Subject}/{place.Content["environment"]["id"].Text}/{place.Event}/{place.Verb}"
        );
        deployment.ServiceName = place.Subject;
        deployment.Environment = place.Content["environment"]["name"].Text ?? place.Content["environment"]["id"].Text;
        deployment.Version = place.Content["artifactId"].Text;
        deployment.IsRollback = place.Verb == "rolledback";
        (deployment.EndedAt, deployment.Outcome) = (place.At, RunOutcome.Success);
        yield return new(deployment, place.At);
    }

    public static IEnumerable<Telling> Incident(CDEventsPlace place)
    {
        var alarm = Alarm.Of(AlarmKind.Incident, place.Host, place.Subject);
        alarm.Title = place.Content["description"].Text;
        alarm.ServiceName = place.Content["service"]["id"].Text;
        alarm.Url = place.Content["ticketURI"].Text;
        if (place.Verb is "detected" or "reported")
            alarm.StartedAt = place.At;
        if (place.Verb == "resolved")
            alarm.ResolvedAt = place.At;
        yield return new(alarm, place.At);
    }

    public static IEnumerable<Telling> Ticket(CDEventsPlace place)
    {
        var item = WorkItem.Of(place.Host, "", place.Subject, place.Subject);
        item.Title = place.Content["summary"].Text;
        item.Type = place.Content["ticketType"].Text;
        item.Url = place.Content["uri"].Text;
        item.Labels = Tellings.Labels(place.Content["labels"], label => label.Text);
        if (place.Verb == "created")
            item.CreatedAt = place.At;
        if (place.Verb == "closed")
            (item.ClosedAt, item.Status) = (place.At, place.Content["resolution"].Text ?? "closed");
        yield return new(item, place.At);
    }
}
