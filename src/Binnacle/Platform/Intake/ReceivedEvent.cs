using System.Security.Cryptography;
using System.Text.Json;

namespace Binnacle.Platform.Intake;

/// <summary>An event on its way into the table.</summary>
/// <param name="Packed">The body, packed.</param>
public sealed record ReceivedEvent(IntakeEvent Event, byte[] Packed)
{
    private const int LongestDelivery = 300;
    private const int LongestEvent = 100;

    /// <summary>Names it. A body that is no JSON, or nests too deep, is kept like any other: whoever sent it will not send it again.</summary>
    /// <param name="isFile">Without headers, so that the document itself must say what it is.</param>
    public static ReceivedEvent Of(
        IEventSource source,
        Guid sourceId,
        HookRequest request,
        DateTime now,
        bool isFile = false
    )
    {
        var (delivery, name) = isFile ? (null, null) : Named(source, request, default);
        // Its sender waits: the body is read here only where the headers do not say it all.
        if (delivery is null || name is null)
            try
            {
                using var document = JsonDocument.Parse(request.Body, EventSources.Options);
                var body = new Foreign(document.RootElement);
                (delivery, name) = isFile ? (null, source.EventOf(null, body)) : Named(source, request, body);
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                // Reading it says why; the headers may have said what it was.
            }
        // A long name is cut by hashing, so that two long ones stay two.
        if (delivery is null or { Length: > LongestDelivery })
            delivery =
                $"sha256:{Convert.ToHexStringLower(SHA256.HashData(delivery is null ? request.Body.Span : System.Text.Encoding.UTF8.GetBytes(delivery)))}";
        return new(
            new()
            {
                SourceId = sourceId,
                Delivery = delivery,
                Event = name is { Length: > LongestEvent } ? name[..LongestEvent] : name ?? "unknown",
                ReceivedAt = now,
                Size = request.Body.Length,
            },
            PackedBody.Pack(request.Body.Span)
        );
    }

    private static (string? Delivery, string? Event) Named(IEventSource source, HookRequest request, Foreign body) =>
        (source.DeliveryOf(request, body), source.EventOf(request, body));
}
