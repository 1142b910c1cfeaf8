using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Jenkins;

/// <summary>The Notification plugin of Jenkins, format JSON: plugins.jenkins.io/notification.</summary>
internal sealed class JenkinsEvents : IEventSource
{
    public string Kind => "jenkins";

    public string Name => "Jenkins";

    public string SetUp =>
        "Install the Notification plugin. In each job, or in the pipeline's options, add an endpoint: format JSON, protocol HTTP, event All, and the address with ?token= and the secret behind it.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => null;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["build"]["phase"].Text is { } phase && body["build"]["number"].IsThere ? phase.ToLowerInvariant() : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var told = reading.Body["build"];
        var url = told["full_url"].Text;
        var host = RepositoryKeys.HostOf(url) is { Length: > 0 } known ? known : "jenkins";
        var job = reading.Body["url"].Text?.Trim('/') ?? reading.Body["name"].RequireText();
        var build = Build.Of(host, RepositoryKeys.Of(told["scm"]["url"].Text), $"{job}/{told["number"].RequireText()}");
        build.Name = reading.Body["display_name"].Text ?? reading.Body["name"].Text;
        build.Commit = told["scm"]["commit"].Text;
        build.Branch = told["scm"]["branch"].Text is { } branch ? Branch(branch) : null;
        build.Url = url;
        // The moment of this message, whatever it tells of.
        var at = told["timestamp"].Time ?? reading.ReceivedAt;
        switch (reading.Event)
        {
            case "queued":
                build.QueuedAt = at;
                break;
            case "started":
                build.StartedAt = at;
                break;
            case "completed" or "finalized":
                build.EndedAt = reading.Event == "completed" ? at : null;
                build.Outcome = told["status"].Text switch
                {
                    "SUCCESS" => RunOutcome.Success,
                    "FAILURE" or "UNSTABLE" => RunOutcome.Failure,
                    "ABORTED" => RunOutcome.Cancelled,
                    "NOT_BUILT" => RunOutcome.Skipped,
                    _ => null,
                };
                break;
        }
        yield return new(build, at);
    }

    private static string Branch(string name) =>
        name.StartsWith("origin/", StringComparison.Ordinal) ? name["origin/".Length..] : name;

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                name = "test-event",
                url = "job/test-event/",
                build = new
                {
                    full_url = "https://jenkins.example/job/test-event/1/",
                    number = new DateTimeOffset(now).ToUnixTimeSeconds(),
                    phase = "COMPLETED",
                    status = "SUCCESS",
                    timestamp = new DateTimeOffset(now).ToUnixTimeMilliseconds(),
                },
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
}
