using System.Globalization;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;

namespace Binnacle.Sources.HttpJson;

/// <summary>A number of today, or a list with a number a day, from JSON that a pointer leads into.</summary>
public sealed class HttpJsonSource(OutboundHttp http) : IFetchPoints
{
    private const int MostPoints = 5000;

    public SourceKind Kind => SourceKind.HttpJson;

    public bool WaitsForTheDaysEnd => false;

    public int DaysAtOnce(SourceSettings settings) => 366;

    public void Require(SourceSettings settings)
    {
        SourceAddress.Require(settings);
        foreach (
            var (field, pointer) in new[]
            {
                ("list", settings.List),
                ("value", settings.Value),
                ("date", settings.Date),
            }
        )
            if (!JsonPointer.IsValid(pointer ?? ""))
                throw new Refusal(field, "Write a JSON Pointer: it begins with a slash, as /data/0/value.");
    }

    public async Task<IReadOnlyList<MeasurePoint>> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var settings = request.Settings;
        var address = SourceAddress.Filled(request);
        var answer = await SourceAddress.GetAsync(
            http,
            address,
            settings,
            request.Secret,
            "application/json",
            cancellation
        );
        if (!answer.IsGood)
            throw SourceAddress.BadStatus(address, answer.Status);
        var place = OutboundHttp.Shown(address);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return string.IsNullOrEmpty(settings.List)
                ? [new(request.Today, Number(At(document.RootElement, settings.Value, place), place, settings.Value))]
                : Days(document.RootElement, settings, place);
        }
        catch (JsonException problem)
        {
            throw new OutboundFailure(
                $"{place}, line {problem.LineNumber + 1}: expected JSON, found something else. Is a sign-in page in front?"
            );
        }
    }

    private static List<MeasurePoint> Days(JsonElement root, SourceSettings settings, string place)
    {
        var list = At(root, settings.List, place);
        if (list.ValueKind is not JsonValueKind.Array)
            throw new OutboundFailure($"{place}, {settings.List}: expected an array, found {Shown(list)}.");
        if (list.GetArrayLength() > MostPoints)
            throw new OutboundFailure(
                $"{place}, {settings.List}: expected at most {MostPoints:N0} days, found {list.GetArrayLength():N0}."
            );
        var points = new List<MeasurePoint>();
        foreach (var (element, index) in list.EnumerateArray().Select((element, index) => (element, index)))
        {
            var here = $"{place}, {settings.List}/{index}";
            var value = At(element, settings.Value ?? "/value", here);
            if (value.ValueKind is JsonValueKind.Null)
                continue;
            points.Add(
                new(
                    Day(At(element, settings.Date ?? "/date", here), here),
                    Number(value, here, settings.Value ?? "/value")
                )
            );
        }
        return points;
    }

    private static JsonElement At(JsonElement root, string? pointer, string place) =>
        JsonPointer.Find(root, pointer ?? "", out var reached)
        ?? throw new OutboundFailure(
            $"{place}: expected something at {pointer}, found nothing below {(reached.Length == 0 ? "the root" : reached)}."
        );

    private static double Number(JsonElement value, string place, string? pointer)
    {
        var number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String
                when double.TryParse(
                    value.GetString(),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var read
                ) => read,
            _ => double.NaN,
        };
        return double.IsFinite(number)
            ? number
            : throw new OutboundFailure($"{place}, {pointer}: expected a number, found {Shown(value)}.");
    }

    /// <summary>2026-03-31, a time with its zone (its day in UTC), or seconds or milliseconds since 1970.</summary>
    private static DateOnly Day(JsonElement value, string place)
    {
        if (
            value.ValueKind is JsonValueKind.Number
            && value.TryGetInt64(out var since)
            && since is > 0 and < 32_503_680_000_000
        )
            return DateOnly.FromDateTime(
                (
                    since < 100_000_000_000
                        ? DateTimeOffset.FromUnixTimeSeconds(since)
                        : DateTimeOffset.FromUnixTimeMilliseconds(since)
                ).UtcDateTime
            );
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && text.Length >= 16
        )
            return DateOnly.FromDateTime(at.UtcDateTime);
        throw new OutboundFailure($"{place}: expected a day as 2026-03-31, found {Shown(value)}.");
    }

    private static string Shown(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            _ => value.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : value.GetRawText(),
        };
}
