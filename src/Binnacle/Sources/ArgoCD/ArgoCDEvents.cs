using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.ArgoCD;

/// <summary>
/// Notifications of Argo CD (argo-cd.readthedocs.io, operator manual, notifications, webhook), whose body is what its
/// administrator writes: the application as it is, under "app".
/// </summary>
internal sealed class ArgoCDEvents : IEventSource
{
    public string Kind => "argocd";

    public string Name => "Argo CD";

    public string SetUp =>
        "In argocd-notifications-cm add a webhook service with the address and the header Authorization: Bearer and the secret; a template whose body is {\"app\": {{toJson .app}}}; and let on-sync-running, on-sync-succeeded, on-sync-failed and on-deployed send it.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => null;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["app"]["metadata"]["name"].IsThere
            ? $"sync.{body["app"]["status"]["operationState"]["phase"].Text?.ToLowerInvariant() ?? "unknown"}"
            : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var app = reading.Body["app"];
        var state = app["status"]["operationState"];
        var started = state["startedAt"].RequireTime();
        var name = app["metadata"]["name"].RequireText();
        var source = app["spec"]["source"].IsThere
            ? app["spec"]["source"]
            : app["spec"]["sources"].Items.FirstOrDefault();
        var deployment = Deployment.Of(
            "argocd",
            RepositoryKeys.Of(source["repoURL"].Text),
            $"{app["metadata"]["namespace"].Text}/{name}/{started:O}"
        );
        deployment.ServiceName = name;
        deployment.Environment =
            app["metadata"]["labels"]["environment"].Text
            ?? app["spec"]["destination"]["namespace"].Text
            ?? app["spec"]["destination"]["name"].Text;
        deployment.Commit = state["syncResult"]["revision"].Text ?? app["status"]["sync"]["revision"].Text;
        deployment.Version = app["status"]["summary"]["images"].Items.Select(image => image.Text).FirstOrDefault();
        deployment.StartedAt = started;
        deployment.Outcome = state["phase"].Text switch
        {
            "Succeeded" => RunOutcome.Success,
            "Failed" or "Error" => RunOutcome.Failure,
            _ => null,
        };
        deployment.EndedAt = deployment.Outcome is null ? null : state["finishedAt"].Time;
        yield return new(deployment, deployment.EndedAt ?? started);
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                app = new
                {
                    metadata = new { name = "test-event", @namespace = "argocd" },
                    spec = new
                    {
                        source = new { repoURL = "https://github.com/example/test-event" },
                        destination = new { @namespace = "test" },
                    },
                    status = new
                    {
                        operationState = new
                        {
                            phase = "Succeeded",
                            startedAt = now.AddMinutes(-1),
                            finishedAt = now,
                            syncResult = new { revision = new string('0', 40) },
                        },
                    },
                },
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
}
