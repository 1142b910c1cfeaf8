using System.Globalization;
using System.Text;

namespace Binnacle.Platform.Cadences;

/// <summary>Lines of an iCalendar file (RFC 5545, 3.1): ended by CRLF, folded after 75 octets, never inside a character.</summary>
internal sealed class CalendarText
{
    private const int LongestLine = 75;
    private readonly StringBuilder text = new();

    /// <summary>A value that is written as it is: a date, a rule, a name of ours.</summary>
    public CalendarText Line(string name, string value)
    {
        var line = $"{name}:{value}";
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            // What would end the line or is no text at all has no place in it.
            if (Rune.IsControl(rune))
                continue;
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
        return this;
    }

    /// <summary>Words of people (3.3.11): backslashes, semicolons, commas and line breaks are escaped.</summary>
    public CalendarText Words(string name, string? value) =>
        string.IsNullOrEmpty(value) ? this : Line(name, Escaped(value));

    public CalendarText Moment(string name, DateTime utc) =>
        Line(name, utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A local time with its zone; UTC has none.</summary>
    public CalendarText Local(string name, DateOnly day, int minute, string zone) =>
        zone is "UTC" ? Line(name, Local(day, minute) + "Z") : Line($"{name};TZID={zone}", Local(day, minute));

    public static string Local(DateOnly day, int minute) =>
        day.ToDateTime(TimeOnly.MinValue)
            .AddMinutes(minute)
            .ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    public static string Escaped(string value) =>
        value
            .ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    public override string ToString() => text.ToString();
}
