using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.GitHub;

/// <summary>Webhooks of GitHub and GitHub Enterprise: docs.github.com/webhooks/webhook-events-and-payloads.</summary>
internal sealed class GitHubEvents : IEventSource
{
    public string Kind => "github";

    public string Name => "GitHub";

    public string SetUp =>
        "In the organization's or the repository's settings add a webhook: paste the address and the secret, choose application/json, and send these events: Pull requests, Pull request reviews, Pull request review comments, Issue comments, Pushes, Workflow runs, Workflow jobs, Check runs, Deployments, Deployment statuses, Releases, Issues.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "X-Hub-Signature-256", "sha256=", secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => request.Header("X-GitHub-Delivery");

    public string? EventOf(HookRequest? request, Foreign body) =>
        request?.Header("X-GitHub-Event")
        ?? (
            !body["repository"]["full_name"].IsThere || !body["repository"]["html_url"].IsThere ? null
            : body["comment"].IsThere && body["pull_request"].IsThere ? "pull_request_review_comment"
            : body["comment"].IsThere && body["issue"].IsThere ? "issue_comment"
            : Shapes.FirstOrDefault(shape => body[shape.Member].IsThere).Event
        );

    /// <summary>In a file no header says what it is; the order matters where one event holds the things of another.</summary>
    private static readonly (string Member, string Event)[] Shapes =
    [
        ("review", "pull_request_review"),
        ("workflow_job", "workflow_job"),
        ("deployment_status", "deployment_status"),
        ("deployment", "deployment"),
        ("workflow_run", "workflow_run"),
        ("check_run", "check_run"),
        ("merge_group", "merge_group"),
        ("release", "release"),
        ("pull_request", "pull_request"),
        ("issue", "issues"),
        ("pusher", "push"),
    ];

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var body = reading.Body;
        if (reading.Event is "ping" || !body["repository"].IsThere)
            return [];
        var address = body["repository"]["html_url"].RequireText();
        var place = new GitHubPlace(RepositoryKeys.HostOf(address), RepositoryKeys.Of(address), reading);
        return reading.Event switch
        {
            "pull_request" => GitHubChanges.Changed(place),
            "pull_request_review" => GitHubChanges.Reviewed(place),
            "pull_request_review_comment" =>
            [
                GitHubChanges.Comment(place, body["pull_request"]["number"].RequireNumber(), body["comment"]),
            ],
            "issue_comment" when body["issue"]["pull_request"].IsThere =>
            [
                GitHubChanges.Comment(place, body["issue"]["number"].RequireNumber(), body["comment"]),
            ],
            "push" => GitHubChanges.Pushed(place),
            "workflow_run" => [GitHubRuns.Workflow(place, body["workflow_run"])],
            "workflow_job" => [GitHubRuns.Job(place, body["workflow_job"])],
            "check_run" => GitHubRuns.Check(place),
            "deployment" => [GitHubRuns.Deployed(place, body["deployment"])],
            "deployment_status" =>
            [
                GitHubRuns.Deployed(place, body["deployment"]),
                GitHubRuns.Status(place, body["deployment"]["id"].RequireText(), body["deployment_status"]),
            ],
            "release" => [GitHubRuns.Released(place, body["release"])],
            "issues" => GitHubChanges.Issue(place, body["issue"]),
            _ => [],
        };
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                action = "completed",
                workflow_run = new
                {
                    id = 1,
                    run_attempt = 1,
                    name = "Test event",
                    head_sha = new string('0', 40),
                    head_branch = "main",
                    status = "completed",
                    conclusion = "success",
                    html_url = "https://github.com/example/test-event/actions/runs/1",
                    created_at = now.AddMinutes(-3),
                    run_started_at = now.AddMinutes(-3),
                    updated_at = now,
                },
                repository = new
                {
                    full_name = "example/test-event",
                    html_url = "https://github.com/example/test-event",
                    default_branch = "main",
                },
            },
            body =>
                [
                    ("X-GitHub-Event", "workflow_run"),
                    ("X-GitHub-Delivery", Guid.CreateVersion7().ToString()),
                    ("X-Hub-Signature-256", Signatures.Sign(body, "sha256=", secret)),
                ]
        );
}

/// <param name="Key">The repository's.</param>
internal sealed record GitHubPlace(string Host, string Key, EventReading Reading)
{
    public Foreign Body => Reading.Body;

    public string? Mark(Foreign user) => Reading.Marks.Of(Host, user["login"].Text);

    public static bool? IsBot(Foreign user) =>
        user["login"].Text is { } login ? Tellings.IsBot(login, user["type"].Text == "Bot") : null;
}
