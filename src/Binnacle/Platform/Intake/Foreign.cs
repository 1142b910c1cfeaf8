using System.Globalization;
using System.Text.Json;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Intake;

/// <summary>A document of somebody else's, read without trust: what is missing or of another shape is null.</summary>
public readonly struct Foreign
{
    private readonly JsonElement? element;
    private readonly string? path;

    private Foreign(JsonElement? element, string path) => (this.element, this.path) = (element, path);

    public Foreign(JsonElement root)
        : this(root, "") { }

    /// <summary>Where it stands in the document: <c>pull_request.number</c>.</summary>
    public string Path => path ?? "";

    public bool IsThere => element is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    public bool IsObject => element is { ValueKind: JsonValueKind.Object };

    /// <summary>GitLab has been seen to send names and values with a blank behind them.</summary>
    public Foreign this[string name] =>
        new(
            element is { ValueKind: JsonValueKind.Object } own && Find(own, name, out var found) ? found : null,
            Path.Length == 0 ? name : $"{Path}.{name}"
        );

    public IEnumerable<Foreign> Items
    {
        get
        {
            if (element is not { ValueKind: JsonValueKind.Array } own)
                yield break;
            var index = 0;
            foreach (var item in own.EnumerateArray())
                yield return new(item, $"{Path}[{index++}]");
        }
    }

    /// <summary>Not empty; a number counts as its digits.</summary>
    public string? Text =>
        element switch
        {
            { ValueKind: JsonValueKind.String } own when Read(own).Trim() is { Length: > 0 } text => text,
            { ValueKind: JsonValueKind.Number } own => own.GetRawText(),
            _ => null,
        };

    public long? Number =>
        element is { ValueKind: JsonValueKind.Number } own && own.TryGetInt64(out var number) ? number
        : long.TryParse(Text, CultureInfo.InvariantCulture, out var read) ? read
        : null;

    public int? Small => Number is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public bool? Flag =>
        element?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>
    /// UTC, from ISO 8601 with any offset, from "2021-04-28 21:50:00 +0200" or "… UTC", or from a number since 1970: seconds,
    /// milliseconds, microseconds or nanoseconds, as its size says.
    /// Null for years that no tool means, as the year 1 of Alertmanager.
    /// </summary>
    public DateTime? Time
    {
        get
        {
            DateTime? read =
                element is { ValueKind: JsonValueKind.Number } && Number is { } number ? SinceEpoch(number)
                : Text is { } text ? Moment(text)
                : null;
            // To the microsecond, which is what both databases keep.
            return read is { Year: >= 1980 and < 2200 } moment ? moment.AddTicks(-(moment.Ticks % 10)) : null;
        }
    }

    /// <exception cref="Refusal">It is not there.</exception>
    public string RequireText() => Text ?? throw new Refusal(Path, "Expected a text here, found none.");

    /// <exception cref="Refusal">It is not there.</exception>
    public int RequireNumber() => Small ?? throw new Refusal(Path, $"Expected a whole number here, found {Found}.");

    /// <exception cref="Refusal">It is not there, or no time.</exception>
    public DateTime RequireTime() => Time ?? throw new Refusal(Path, $"Expected a time here, found {Found}.");

    private string Found =>
        element switch
        {
            null => "nothing",
            { ValueKind: JsonValueKind.Array } => "a list",
            { ValueKind: JsonValueKind.Object } => "an object",
            { } own => StorableText.Cut(StorableText.Of(own.GetRawText()), 60),
        };

    /// <summary>What is no text (half of a letter, bytes of another encoding) is replaced, not refused.</summary>
    private static string Read(JsonElement own)
    {
        try
        {
            return own.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return StorableText.Of(own.GetRawText().Trim('"'));
        }
    }

    private static bool Find(JsonElement own, string name, out JsonElement found)
    {
        try
        {
            return own.TryGetProperty(name, out found) || own.TryGetProperty($"{name} ", out found);
        }
        catch (InvalidOperationException)
        {
            found = default;
            return false;
        }
    }

    private static DateTime? SinceEpoch(long number) =>
        number switch
        {
            <= 0 => null,
            < 100_000_000_000 => DateTime.UnixEpoch.AddSeconds(number),
            < 100_000_000_000_000 => DateTime.UnixEpoch.AddMilliseconds(number),
            < 100_000_000_000_000_000 => DateTime.UnixEpoch.AddMicroseconds(number),
            _ => DateTime.UnixEpoch.AddTicks(number / 100),
        };

    private static DateTime? Moment(string text)
    {
        if (text.EndsWith(" UTC", StringComparison.Ordinal))
            text = $"{text[..^4]}Z";
        // "+0200" where "+02:00" is meant.
        else if (text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit))
            text = $"{text[..^2]}:{text[^2..]}";
        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment.UtcDateTime
            : null;
    }
}
