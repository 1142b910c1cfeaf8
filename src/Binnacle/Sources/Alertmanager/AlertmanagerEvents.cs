using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Alertmanager;

/// <summary>
/// The webhook receiver of Prometheus Alertmanager, version 4: prometheus.io/docs/alerting/latest/configuration. A group is sent
/// again and again while anything of it fires; an end in the year 1 means that it still does.
/// </summary>
internal sealed class AlertmanagerEvents : IEventSource
{
    public string Kind => "alertmanager";

    public string Name => "Alertmanager";

    public string SetUp =>
        "Add a receiver with webhook_configs: the address as url, send_resolved: true, and the secret as http_config.authorization.credentials; then route to it.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => null;

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["alerts"].IsThere && body["groupKey"].IsThere ? body["status"].Text ?? "alerts" : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        foreach (var alert in reading.Body["alerts"].Items)
        {
            var started = alert["startsAt"].RequireTime();
            var labels = alert["labels"];
            var alarm = Alarm.Of(AlarmKind.Alert, "alertmanager", $"{alert["fingerprint"].RequireText()}/{started:O}");
            alarm.Title = labels["alertname"].Text;
            alarm.ServiceName = labels["service"].Text ?? labels["app"].Text ?? labels["job"].Text;
            alarm.Severity = labels["severity"].Text;
            alarm.Url = alert["generatorURL"].Text;
            alarm.RunbookUrl = alert["annotations"]["runbook_url"].Text;
            alarm.GroupKey = reading.Body["groupKey"].Text;
            alarm.StartedAt = started;
            // While it fires an end may stand there that is only a guess.
            alarm.ResolvedAt = alert["status"].Text == "resolved" ? alert["endsAt"].RequireTime() : null;
            yield return new(alarm, alarm.ResolvedAt ?? started);
        }
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                version = "4",
                groupKey = "{}:{alertname=\"TestEvent\"}",
                status = "firing",
                receiver = "binnacle",
                alerts = new[]
                {
                    new
                    {
                        status = "firing",
                        labels = new
                        {
                            alertname = "TestEvent",
                            service = "test-event",
                            severity = "none",
                        },
                        annotations = new { summary = "Test event" },
                        startsAt = now,
                        endsAt = "0001-01-01T00:00:00Z",
                        fingerprint = "0000000000000000",
                    },
                },
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
}
