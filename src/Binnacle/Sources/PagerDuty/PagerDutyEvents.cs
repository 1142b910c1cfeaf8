using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.PagerDuty;

/// <summary>Webhooks of PagerDuty, version 3: developer.pagerduty.com/docs/webhooks-overview.</summary>
internal sealed class PagerDutyEvents : IEventSource
{
    public string Kind => "pagerduty";

    public string Name => "PagerDuty";

    public string SetUp =>
        "Under Integrations, Generic Webhooks (v3), add one for the account with all incident events and paste the address. PagerDuty makes the secret itself and shows it once: paste it here.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "X-PagerDuty-Signature", "v1=", secret);

    public string? DeliveryOf(HookRequest request, Foreign body) => body["event"]["id"].Text;

    public string? EventOf(HookRequest? request, Foreign body) => body["event"]["event_type"].Text;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        var told = reading.Body["event"];
        var data = told["data"];
        if (!reading.Event.StartsWith("incident.", StringComparison.Ordinal) || data["type"].Text != "incident")
            yield break;
        var at = told["occurred_at"].RequireTime();
        var alarm = PagerDutyIncidents.Of(data);
        switch (reading.Event)
        {
            case "incident.triggered":
                alarm.StartedAt ??= at;
                break;
            case "incident.acknowledged":
                alarm.AcknowledgedAt = at;
                break;
            case "incident.resolved":
                alarm.ResolvedAt = data["resolved_at"].Time ?? at;
                break;
            case "incident.reopened":
                alarm.ReopenedAt = data["reopened_at"].Time ?? at;
                break;
        }
        yield return new(alarm, at);
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                @event = new
                {
                    id = Guid.CreateVersion7().ToString("N"),
                    event_type = "incident.triggered",
                    occurred_at = now,
                    data = new
                    {
                        id = "TEST",
                        type = "incident",
                        title = "Test event",
                        html_url = "https://example.pagerduty.com/incidents/TEST",
                        service = new { summary = "test-event" },
                        urgency = "low",
                        created_at = now,
                    },
                },
            },
            body => [("X-PagerDuty-Signature", Signatures.Sign(body, "v1=", secret))]
        );
}
