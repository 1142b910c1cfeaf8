using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binnacle.Platform.Signals.Fetching;

/// <summary>How the samples of one day become its point.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Aggregation>))]
public enum Aggregation
{
    Mean,
    Median,
    Percentile95,
    Min,
    Max,
    Sum,
    Last,
}

/// <summary>What a source asks; which of it counts depends on the kind. Holds no secret: where one belongs into the address stands <c>{secret}</c>.</summary>
/// <param name="Address">Of Prometheus its base; of JSON and CSV the document, in which <c>{from}</c> and <c>{to}</c> become days.</param>
/// <param name="Query">PromQL or SQL.</param>
/// <param name="StepMinutes">Of Prometheus: the distance of samples.</param>
/// <param name="List">JSON Pointer to an array with an element a day; null for one value of today.</param>
/// <param name="Value">JSON Pointer to the number; within an element of the list.</param>
/// <param name="Date">JSON Pointer to the day within an element of the list.</param>
/// <param name="SecretHeader">The header that carries the secret; null: <c>Authorization: Bearer</c>, "basic": <c>Authorization: Basic</c> of user:password.</param>
public sealed record SourceSettings(
    string? Address = null,
    string? Query = null,
    Aggregation Aggregation = Aggregation.Mean,
    int StepMinutes = 5,
    string? List = null,
    string? Value = null,
    string? Date = null,
    string? SecretHeader = null
)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Scheme, host and port: a secret given for one is never sent to another.</summary>
    [JsonIgnore]
    public string? Origin =>
        Uri.TryCreate(Address, UriKind.Absolute, out var address)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped).ToLowerInvariant()
            : null;

    public static SourceSettings Read(string json) =>
        JsonSerializer.Deserialize<SourceSettings>(json, Written) ?? new();

    public string Write() => JsonSerializer.Serialize(this, Written);
}
