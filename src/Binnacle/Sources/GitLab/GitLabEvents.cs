using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitLab;

/// <summary>Webhooks of GitLab: docs.gitlab.com/user/project/integrations/webhook_events. Times come with offsets, or with the word UTC.</summary>
internal sealed class GitLabEvents : IEventSource
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "merge_request",
        "note",
        "push",
        "tag_push",
        "pipeline",
        "build",
        "deployment",
        "release",
        "issue",
        "work_item",
    };

    public string Kind => "gitlab";

    public string Name => "GitLab";

    public string SetUp =>
        "In the group's or the project's settings under Webhooks: paste the address, paste the secret as Secret token, and tick Push events, Comments, Issues events, Merge request events, Job events, Pipeline events, Deployment events, Releases events.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, "X-Gitlab-Token", secret);

    /// <summary>Not X-Gitlab-Event-UUID: hooks that set off hooks share it.</summary>
    public string? DeliveryOf(HookRequest request, Foreign body) => request.Header("Idempotency-Key");

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["object_kind"].Text is { } kind && Kinds.Contains(kind) ? kind
        : request?.Header("X-Gitlab-Event") is not null ? body["object_kind"].Text
        : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var body = reading.Body;
        if (!Kinds.Contains(reading.Event) || (reading.Event == "work_item" && !body["project"].IsThere))
            return [];
        var address =
            body["project"]["web_url"].Text
            ?? body["project"]["homepage"].Text
            ?? body["repository"]["homepage"].Text
            ?? body["project"]["git_http_url"].Text;
        if (RepositoryKeys.Of(address) is not { Length: > 0 } key)
            throw new Refusal("project.web_url", "Expected the address of a project here, found none.");
        var place = new GitLabPlace(RepositoryKeys.HostOf(address), key, reading);
        return reading.Event switch
        {
            "merge_request" => GitLabChanges.Changed(place),
            "note" => GitLabChanges.Commented(place),
            "push" => GitLabChanges.Pushed(place),
            "issue" or "work_item" => [GitLabChanges.Issue(place, body["object_attributes"])],
            "pipeline" => [GitLabRuns.Pipeline(place, body["object_attributes"]), .. GitLabRuns.PipelineJobs(place)],
            "build" => [GitLabRuns.Job(place)],
            "deployment" => [GitLabRuns.Deployed(place)],
            "release" => [GitLabRuns.Released(place, body)],
            _ => [],
        };
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                object_kind = "pipeline",
                object_attributes = new
                {
                    id = 1,
                    @ref = "main",
                    sha = new string('0', 40),
                    status = "success",
                    created_at = now.AddMinutes(-3),
                    finished_at = now,
                    queued_duration = 5,
                },
                project = new { web_url = "https://gitlab.com/example/test-event" },
            },
            _ =>
                [
                    ("X-Gitlab-Event", "Pipeline Hook"),
                    ("X-Gitlab-Event-UUID", Guid.CreateVersion7().ToString()),
                    ("X-Gitlab-Token", secret),
                ]
        );
}

/// <param name="Key">The project's.</param>
internal sealed record GitLabPlace(string Host, string Key, EventReading Reading)
{
    public Foreign Body => Reading.Body;

    /// <summary>Events name an author by number here and by name there; the number is in all of them.</summary>
    public string? Mark(Foreign id) =>
        id.Text is { } number and not "0" ? Reading.Marks.Of(Host, $"user {number}") : null;
}
