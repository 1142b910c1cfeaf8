using System.Globalization;

namespace Binnacle.Platform.Web;

/// <summary>What people type into fields, read the same way everywhere. Empty is null; what cannot be read is told with its field.</summary>
public static class FormText
{
    public static DateOnly? Day(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day
        : throw new Refusal(field, $"“{text.Trim()}” is not a day. Write it as 2027-03-01.");

    /// <summary>A moment in UTC, as a field of kind <c>datetime-local</c> sends it; seconds may be left out.</summary>
    public static DateTime? Moment(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        string[] forms =
        [
            "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
        ];
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text.Trim(), forms, CultureInfo.InvariantCulture, Utc, out var at)
            ? at
            : throw new Refusal(field, $"“{text.Trim()}” is not a moment. Write it in UTC, as 2027-03-01 14:05.");
    }

    /// <summary>As such a field takes it.</summary>
    public static string? Of(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A point or a comma before the decimals, no signs between thousands. Of a share "70 %" is 0.7.</summary>
    public static double? Number(string field, string? text, string unit = "")
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (unit is "share" or "%" && text.Trim() is [.. var before, '%'])
            return Number(field, before) is { } percent ? (unit == "share" ? percent / 100 : percent) : null;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return
            double.TryParse(text.Trim().Replace(',', '.'), Plain, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new Refusal(field, $"“{text.Trim()}” is not a number. Write it as 12.5.");
    }
}
