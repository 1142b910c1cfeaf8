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
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (
                reader.TokenType is not JsonTokenType.String
                || reader.GetString()!.Contains(',', StringComparison.Ordinal)
            )
                throw Expected();
            try
            {
                return words.Read(ref reader, typeToConvert, options);
            }
            catch (JsonException)
            {
                throw Expected();
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            words.Write(writer, value, options);

        public override T ReadAsPropertyName(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.GetString()!.Contains(',', StringComparison.Ordinal)
                ? throw Expected()
                : words.ReadAsPropertyName(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            words.WriteAsPropertyName(writer, value, options);

        /// <summary>The serializer adds the place; its own message is for whoever wrote the record.</summary>
        private static JsonException Expected() =>
            new(
                null,
                new Refusal(
                    "",
                    $"one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}"
                )
            );
    }
}
