using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Opsgenie;

/// <summary>The webhook integration of Opsgenie: support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data.</summary>
internal sealed class OpsgenieEvents : IEventSource
{
    public string Kind => "opsgenie";

    public string Name => "Opsgenie";

    public string SetUp =>
        "Add the Webhook integration: paste the address, choose the actions Create, Acknowledge, Close and Update, and add the header Authorization with “Bearer” and the secret.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => null;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["alert"]["alertId"].IsThere ? body["action"].Text : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var alert = reading.Body["alert"];
        var at = alert["updatedAt"].Time ?? alert["createdAt"].RequireTime();
        var alarm = Alarm.Of(AlarmKind.Incident, "opsgenie", alert["alertId"].RequireText());
        alarm.Title = alert["message"].Text;
        alarm.Severity = alert["priority"].Text;
        alarm.GroupKey = alert["alias"].Text;
        alarm.ServiceName = alert["details"]["service"].Text ?? alert["entity"].Text;
        alarm.StartedAt = alert["createdAt"].Time;
        switch (reading.Event)
        {
            case "Acknowledge":
                alarm.AcknowledgedAt = at;
                break;
            case "Close":
                alarm.ResolvedAt = at;
                break;
            case "UnAcknowledge":
                break;
        }
        yield return new(alarm, at);
    }

    public HookRequest Sample(string secret, DateTime now)
    {
        var milliseconds = new DateTimeOffset(now).ToUnixTimeMilliseconds();
        return Tellings.Request(
            new
            {
                action = "Create",
                alert = new
                {
                    alertId = $"test-{milliseconds}",
                    message = "Test event",
                    createdAt = milliseconds,
                    updatedAt = milliseconds,
                    priority = "P5",
                },
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
    }
}
