using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Binnacle.Platform;
using Binnacle.Platform.Api;

namespace Binnacle.Exchange;

/// <summary>The document as JSON: strict when read, stable when written.</summary>
public static class ExportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new OneWord(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)), new Microseconds() },
    };

    public static string Write(ExportDocument document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <exception cref="Refusal">Its field is the place (<c>$.people[3].number</c>, line); the message says what is wrong.</exception>
    public static ExportDocument Read(string json)
    {
        try
        {
            var document =
                JsonSerializer.Deserialize<ExportDocument>(json, Options)
                ?? throw new Refusal("$", "expected an object, found null");
            if (document.Format != ExportDocument.FormatName)
                throw new Refusal("$.format", $"expected “{ExportDocument.FormatName}”, found “{document.Format}”");
            if (document.Version is < 1 or > ExportDocument.Newest)
                throw new Refusal(
                    "$.version",
                    $"expected 1 to {ExportDocument.Newest}, found {document.Version}; a newer Binnacle reads it"
                );
            return document;
        }
        catch (JsonException problem)
        {
            var line = problem.LineNumber is { } number ? $", line {number + 1}" : "";
            throw new Refusal($"{problem.Path ?? "$"}{line}", Plain(problem));
        }
    }

    /// <summary>The serializer ends its sentence with the place, which stands in front already.</summary>
    private static string Plain(JsonException problem)
    {
        if (problem.InnerException is Refusal refused)
            return $"expected {refused.Message}";
        var message = problem.Message;
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>What both databases can keep; a seventh digit would be lost in one of them.</summary>
    private sealed class Microseconds : JsonConverter<DateTime>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            return DateTime.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var at
            )
                ? at
                : throw new JsonException($"expected a time such as 2026-03-12T09:30:00Z, found “{text}”");
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(Form, CultureInfo.InvariantCulture));
    }
}
