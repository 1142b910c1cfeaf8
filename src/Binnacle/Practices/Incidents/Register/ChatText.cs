using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>
/// Reads what people copy out of a chat: Slack's and Teams' copies, exports with full times, plain lines that begin with a
/// time. A line without a time belongs to the message above it. Hours alone are on the day given, or on the day after where
/// the clock went back by more than half a day.
/// </summary>
public static partial class ChatText
{
    public const int Most = 2000;

    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);

    /// <param name="day">Of the first line, as the chat's clock has it.</param>
    /// <param name="offset">How far that clock is ahead of UTC; times that say their zone are what they say.</param>
    /// <param name="latest">What lies after it is left out: a copy may hold what came later.</param>
    public static IReadOnlyList<ChatLine> Read(
        string? text,
        DateOnly day,
        TimeSpan offset = default,
        DateTime? latest = null
    )
    {
        var lines = new List<(DateTime At, string? Author, List<string> Text)>();
        string? waiting = null;
        DateTime? before = null;
        foreach (var raw in (text ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.TrimEnd();
            if (line.Length == 0)
                continue;
            if (DayLine(line) is { } named)
            {
                (day, before, waiting) = (named, null, null);
                continue;
            }
            if (Head(line, waiting, day) is { } head)
            {
                var at = head.At;
                if (!head.HasDay)
                {
                    if (before is { } last && last - at > HalfADay)
                    {
                        day = day.AddDays(1);
                        at = at.AddDays(1);
                    }
                    before = at;
                }
                lines.Add((head.HasZone ? at : at - offset, head.Author, head.Text.Length > 0 ? [head.Text] : []));
                waiting = null;
                if (lines.Count == Most)
                    break;
            }
            else if (lines.Count > 0 && !IsName(line))
                lines[^1].Text.Add(line.Trim());
            else if (IsName(line))
            {
                // A name alone is the head of the message whose time stands on the next line; else it is text.
                if (waiting is not null && lines.Count > 0)
                    lines[^1].Text.Add(waiting);
                waiting = line.Trim();
            }
        }
        if (waiting is not null && lines.Count > 0)
            lines[^1].Text.Add(waiting);
        return
        [
            .. lines
                .Where(line => line.Text.Count > 0 && (latest is null || line.At <= latest))
                .Select(line => new ChatLine(line.At, line.Author, string.Join('\n', line.Text).Trim())),
        ];
    }

    private sealed record Heading(DateTime At, bool HasDay, bool HasZone, string? Author, string Text);

    private static Heading? Head(string line, string? waiting, DateOnly day)
    {
        // 2026-11-21 14:05:10 Ada: text — [2026-11-21T14:05:10Z] <ada> text
        if (Full().Match(line) is { Success: true } full && Moment(full.Groups["at"].Value) is { } at)
            return WithAuthor(at, true, full.Groups["zone"].Success, full.Groups["rest"].Value);
        // [14:05] Ada: text — 14:05 text — [2:05 PM] Ada: text
        if (Hour().Match(line) is { Success: true } hour && Clock(hour.Groups["at"].Value) is { } clock)
        {
            var (rest, hasZone) = (hour.Groups["rest"].Value, hour.Groups["zone"].Success);
            // Slack: a name on a line, then "  14:05" or "[14:05]" with the text below or beside.
            return waiting is not null && rest.Length == 0
                ? new(day.ToDateTime(clock, DateTimeKind.Utc), false, hasZone, waiting, "")
                : WithAuthor(day.ToDateTime(clock, DateTimeKind.Utc), false, hasZone, rest);
        }
        // Ada Kern  2:05 PM — Ada Kern [14:05] — Ada Kern 21/11 14:05 (Teams)
        return Trailing().Match(line) is { Success: true } trailing && Clock(trailing.Groups["at"].Value) is { } told
            ? new(day.ToDateTime(told, DateTimeKind.Utc), false, false, trailing.Groups["name"].Value.Trim(), "")
            : null;
    }

    private static Heading WithAuthor(DateTime at, bool hasDay, bool hasZone, string rest)
    {
        var said = Said().Match(rest);
        return said.Success
            ? new(at, hasDay, hasZone, said.Groups["name"].Value.Trim(), said.Groups["text"].Value.Trim())
            : new(at, hasDay, hasZone, null, rest.Trim());
    }

    private static DateTime? Moment(string text) =>
        DateTime.TryParse(
            text.Replace(',', ' ').Replace("UTC", "Z", StringComparison.Ordinal),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private static TimeOnly? Clock(string text) =>
        TimeOnly.TryParse(text.Replace('.', ':').Trim(), CultureInfo.InvariantCulture, out var clock) ? clock : null;

    private static DateOnly? DayLine(string line) =>
        DayAlone().Match(line.Trim()) is { Success: true } match
        && DateOnly.TryParse(
            Ordinal().Replace(match.Groups["day"].Value, "$1"),
            CultureInfo.InvariantCulture,
            out var day
        )
            ? day
            : null;

    private static bool IsName(string line) => NameAlone().IsMatch(line.Trim());

    [GeneratedRegex(
        @"^\s*\[?(?<at>\d{4}-\d\d-\d\d[T ,]+\d{1,2}:\d\d(:\d\d)?([.,]\d+)?(?<zone>Z|\s?UTC|[+-]\d\d:?\d\d)?)\]?\s*[-–—:|]?\s*(?<rest>.*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Full();

    [GeneratedRegex(
        @"^\s*[\[(]?(?<at>([01]?\d|2[0-3])[:.][0-5]\d(:[0-5]\d)?(\s?[AaPp]\.?[Mm]\.?)?)(?<zone>\s*(UTC|Z)\b)?[\])]?(?<zone>\s*(UTC|Z)\b)?(?![\d%])\s*[-–—|]?\s*(?<rest>.*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Hour();

    [GeneratedRegex(
        @"^(?<name>[\p{L}][\p{L}\p{M}'’.\- ]{0,60}?)\s*(\((Bot|App)\)|APP|BOT)?\s+(\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?,?\s+)?[\[(]?(?<at>([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?(\s?[AaPp][Mm])?)[\])]?\s*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Trailing();

    [GeneratedRegex(
        @"^(<(?<name>[^>]{1,60})>|@?(?<name>[\p{L}][\p{L}\p{M}\p{N}'’._\- ]{0,40}?)\s?[:>])\s+(?<text>.+)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Said();

    [GeneratedRegex(
        @"^[-–— ]*((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?<day>\d{4}-\d\d-\d\d|\d{1,2} \p{L}{3,9} \d{4}|\p{L}{3,9} \d{1,2}(st|nd|rd|th)?,? \d{4})[-–— ]*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DayAlone();

    [GeneratedRegex(@"(\d)(st|nd|rd|th)\b", RegexOptions.None, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^\p{Lu}[\p{L}\p{M}'’.\-]+( \p{Lu}[\p{L}\p{M}'’.\-]+){1,3}$", RegexOptions.None, 1000)]
    private static partial Regex NameAlone();
}
