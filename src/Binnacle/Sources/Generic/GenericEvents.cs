using Binnacle.Platform;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake;

namespace Binnacle.Sources.Generic;

/// <summary>
/// For tools that nobody knows: one small form for each kind of fact, described in docs/sources.md. Several may come as a list
/// under "events".
/// </summary>
internal sealed class GenericEvents : IEventSource
{
    private static readonly string[] Kinds = ["build", "change", "commit", "deployment", "incident", "item", "review"];

    public string Kind => "generic";

    public string Name => "Anything else";

    public string SetUp =>
        "Send JSON by POST with the secret as bearer token, or sign the body: X-Binnacle-Signature: sha256= and the HMAC-SHA256 of the body in hexadecimal. The forms stand in the documentation under Sources.";

    public bool IsGenuine(HookRequest request, string secret) =>
        Signatures.IsSigned(request, "X-Binnacle-Signature", "sha256=", secret)
        || Signatures.HasToken(request, "X-Binnacle-Token", secret);

    public string? DeliveryOf(HookRequest request, Foreign body) =>
        request.Header("X-Binnacle-Delivery") ?? request.Header("Idempotency-Key");

    public string? EventOf(HookRequest? request, Foreign body) =>
        body["events"].IsThere ? "events"
        : body["kind"].Text is { } kind && (request is not null || Kinds.Contains(kind)) ? kind
        : null;

    public IEnumerable<Telling> Read(EventReading reading) =>
        reading.Event == "events"
            ? reading.Body["events"].Items.SelectMany(one => Read(one, reading))
            : Read(reading.Body, reading);

    private static IEnumerable<Telling> Read(Foreign told, EventReading reading)
    {
        var at = told["at"].RequireTime();
        var repository = told["repository"].Text is { } address
            ? RepositoryKeys.Of(address) is { Length: > 0 } key
                ? key
                : address.ToLowerInvariant()
            : "";
        switch (told["kind"].RequireText())
        {
            case "build":
                yield return new(GenericFacts.Build(told, repository, at), at);
                break;
            case "deployment":
                yield return new(GenericFacts.Deployment(told, repository, at), at);
                break;
            case "change":
                yield return new(GenericFacts.Change(told, Required(repository), reading), at);
                break;
            case "review":
                yield return new(GenericFacts.Review(told, Required(repository), reading, at), at);
                break;
            case "commit":
                yield return new(GenericFacts.Commit(told, Required(repository), at), at);
                break;
            case "incident":
                yield return new(GenericFacts.Incident(told), at);
                break;
            case "item":
                yield return new(GenericFacts.Item(told, repository), at);
                break;
            case var other:
                throw new Refusal(told["kind"].Path, $"Expected {string.Join(", ", Kinds)}, found “{other}”.");
        }
        string Required(string given) =>
            given.Length > 0
                ? given
                : throw new Refusal(told["repository"].Path, "Expected the address of a repository.");
    }

    public HookRequest Sample(string secret, DateTime now) =>
        Tellings.Request(
            new
            {
                kind = "deployment",
                id = "test-event",
                service = "test-event",
                environment = "test",
                outcome = "success",
                at = now,
                endedAt = now,
            },
            body =>
                [
                    ("X-Binnacle-Signature", Signatures.Sign(body, "sha256=", secret)),
                    ("X-Binnacle-Delivery", Guid.CreateVersion7().ToString()),
                ]
        );
}
