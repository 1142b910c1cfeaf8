using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.CircleCI;

/// <summary>Outbound webhooks of CircleCI: circleci.com/docs/webhooks.</summary>
internal sealed class CircleCIEvents : IEventSource
{
    private const string Host = "circleci.com";

    public string Kind => "circleci";

    public string Name => "CircleCI";

    public string SetUp =>
        "In the project's settings under Webhooks: paste the address and the secret token, and choose Workflow completed and Job completed.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "circleci-signature", "v1=", secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => body["id"].Text;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["type"].Text is "workflow-completed" or "job-completed" or "ping" ? body["type"].Text : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var body = reading.Body;
        if (reading.Event == "ping")
            yield break;
        var vcs = body["pipeline"]["vcs"];
        var key = RepositoryKeys.Of(
            vcs["origin_repository_url"].Text ?? vcs["target_repository_url"].Text ?? Address(body)
        );
        // Projects that came through an app tell of their commit here instead.
        var git = body["pipeline"]["trigger_parameters"]["git"];
        var at = body["happened_at"].RequireTime();
        var workflow = Build.Of(Host, key, $"workflows/{body["workflow"]["id"].RequireText()}");
        var isJob = reading.Event == "job-completed";
        var told = isJob ? body["job"] : body["workflow"];
        var build = isJob ? Build.Of(Host, key, $"jobs/{told["id"].RequireText()}", workflow) : workflow;
        build.Name = told["name"].Text;
        build.Commit = vcs["revision"].Text ?? git["checkout_sha"].Text;
        build.Branch = vcs["branch"].Text ?? git["branch"].Text;
        build.Url = told["url"].Text ?? body["workflow"]["url"].Text;
        build.QueuedAt = isJob ? null : told["created_at"].Time;
        build.StartedAt = told["started_at"].Time;
        build.EndedAt = told["stopped_at"].Time ?? at;
        build.Outcome = told["status"].Text switch
        {
            "success" => RunOutcome.Success,
            "failed" or "error" or "unauthorized" or "infrastructure_fail" or "timedout" => RunOutcome.Failure,
            "canceled" => RunOutcome.Cancelled,
            "not_run" => RunOutcome.Skipped,
            _ => null,
        };
        yield return new(build, at);
    }

    /// <summary>Without a section vcs: what the trigger says, or the project's name, as gh/octo/shop.</summary>
    private static string? Address(Foreign body)
    {
        var trigger = body["pipeline"]["trigger_parameters"];
        foreach (var part in (string[])["github_app", "gitlab", "git"])
        foreach (var member in (string[])["web_url", "repo_url", "checkout_url"])
            if (trigger[part][member].Text is { } address && RepositoryKeys.Of(address).Length > 0)
                return address;
        return body["project"]["slug"].Text?.Split('/') switch
        {
            ["gh" or "github", var owner, var name] => $"https://github.com/{owner}/{name}",
            ["bb" or "bitbucket", var owner, var name] => $"https://bitbucket.org/{owner}/{name}",
            _ => null,
        };
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                type = "workflow-completed",
                id = Guid.CreateVersion7().ToString(),
                happened_at = now,
                workflow = new
                {
                    id = "test-event",
                    name = "Test event",
                    status = "success",
                    created_at = now.AddMinutes(-3),
                    stopped_at = now,
                },
                pipeline = new
                {
                    vcs = new
                    {
                        origin_repository_url = "https://github.com/example/test-event",
                        revision = new string('0', 40),
                        branch = "main",
                    },
                },
            },
            body => [("circleci-signature", Signatures.Sign(body, "v1=", secret))]
        );
}
