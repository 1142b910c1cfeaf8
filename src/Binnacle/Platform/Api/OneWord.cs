using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binnacle.Platform.Api;

/// <summary>
/// One word for an enum. The framework's converter takes several with commas, whatever the enum, and makes a third of
/// them: <c>other-team,decision</c> would be <c>environment</c>.
/// </summary>
internal sealed class OneWord(JsonStringEnumConverter words) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(FlagsAttribute), inherit: false);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)
            Activator.CreateInstance(
                typeof(Of<>).MakeGenericType(typeToConvert),
                words.CreateConverter(typeToConvert, options)
            )!;

    private sealed class Of<T>(JsonConverter<T> words) : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Known = Enum.GetValues<T>()
            .Distinct()
            .ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String ? Named(reader.GetString()!) : throw Expected();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            words.Write(writer, value, options);

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => Named(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            words.WriteAsPropertyName(writer, value, options);

        /// <summary>As it is written or, as the framework takes it too, without hyphens: <c>other-team</c>, <c>otherTeam</c>.</summary>
        private static T Named(string word) =>
            Known.TryGetValue(word.Replace("-", "", StringComparison.Ordinal), out var value)
                ? value
                : throw Expected();

        /// <summary>The serializer adds the place; its own message is for whoever wrote the record.</summary>
        private static JsonException Expected() =>
            new(
                null,
                new Refusal("", $"one of {string.Join(", ", Known.Values.Select(value => KebabCase.Of(value)))}")
            );
    }
}
