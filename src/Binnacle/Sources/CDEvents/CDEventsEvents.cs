using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.CDEvents;

/// <summary>
/// CDEvents 0.3 to 0.5, as they are or inside a CloudEvent: cdevents.dev/docs. An event has one identity in its source, and is
/// told apart by its type, too, because not all producers keep to that.
/// </summary>
internal sealed class CDEventsEvents : IEventSource
{
    public string Kind => "cdevents";

    public string Name => "CDEvents";

    public string SetUp =>
        "Send each event as JSON by POST, bare or as a CloudEvent (structured or binary), with the secret as bearer token.";

    public bool IsGenuine(HookRequest request, string secret) => Signatures.HasToken(request, null, secret);

    public string? DeliveryOf(HookRequest request, Foreign body)
    {
        var context = Event(body)["context"];
        return context["id"].Text is { } id ? $"{context["source"].Text} {id} {context["type"].Text}" : null;
    }

    /// <summary>"service.deployed" of "dev.cdevents.service.deployed.0.3.0".</summary>
    public string? EventOf(HookRequest? request, Foreign body) =>
        Event(body)["context"]["type"].Text?.Split('.') is ["dev", "cdevents", var subject, var predicate, ..]
            ? $"{subject}.{predicate}"
            : null;

    public IEnumerable<Telling> Read(EventReading reading)
    {
        if (reading.Event.Split('.').Length != 2)
            return [];
        var told = Event(reading.Body);
        var subject = told["subject"];
        var place = new CDEventsPlace(
            reading.Event.Split('.')[1],
            told["context"]["timestamp"].RequireTime(),
            subject["source"].Text ?? told["context"]["source"].RequireText(),
            subject["id"].RequireText(),
            subject["content"],
            told["context"]["id"].RequireText()
        );
        return reading.Event.Split('.')[0] switch
        {
            "pipelinerun" or "taskrun" or "build" => CDEventsFacts.Run(place, reading.Event.Split('.')[0]),
            "change" => CDEventsFacts.Changed(place),
            "service" => CDEventsFacts.Deployed(place),
            "incident" => CDEventsFacts.Incident(place),
            "ticket" => CDEventsFacts.Ticket(place),
            _ => [],
        };
    }

    private static Foreign Event(Foreign body) => body["data"]["context"].IsThere ? body["data"] : body;

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                context = new
                {
                    specversion = "0.5.0",
                    id = Guid.CreateVersion7().ToString(),
                    source = "/test-event",
                    type = "dev.cdevents.pipelinerun.finished.0.3.0",
                    timestamp = now,
                },
                subject = new
                {
                    id = "test-event",
                    source = "/test-event",
                    content = new { pipelineName = "Test event", outcome = "success" },
                },
            },
            _ => [("Authorization", $"Bearer {secret}")]
        );
}

/// <param name="Verb">"deployed" of "service.deployed".</param>
/// <param name="Source">Where the subject lives; its id is one there.</param>
/// <param name="Event">The event's own id.</param>
internal sealed record CDEventsPlace(
    string Verb,
    DateTime At,
    string Source,
    string Subject,
    Foreign Content,
    string Event
)
{
    public string Host => $"cdevents{(Source.StartsWith('/') ? "" : "/")}{Source}";

    public string RepositoryKey
    {
        get
        {
            var repository = Content["repository"];
            return repository["id"].Text is not { } id ? ""
                : RepositoryKeys.Of(id) is { Length: > 0 } known ? known
                : RepositoryKeys.Of($"{repository["source"].Text?.TrimEnd('/')}/{id}") is { Length: > 0 } joined
                    ? joined
                : id.ToLowerInvariant();
        }
    }
}
