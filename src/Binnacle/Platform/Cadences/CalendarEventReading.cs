using System.Globalization;

namespace Binnacle.Platform.Cadences;

/// <summary>An event from its lines.</summary>
internal static class CalendarEventReading
{
    private const int MostDates = 5_000;

    /// <summary>Names that Windows and Outlook write where others write IANA's: the common ones, by Unicode CLDR.</summary>
    private static readonly Dictionary<string, string> Windows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["W. Europe Standard Time"] = "Europe/Berlin",
        ["Central Europe Standard Time"] = "Europe/Budapest",
        ["Central European Standard Time"] = "Europe/Warsaw",
        ["Romance Standard Time"] = "Europe/Paris",
        ["GMT Standard Time"] = "Europe/London",
        ["Greenwich Standard Time"] = "Atlantic/Reykjavik",
        ["E. Europe Standard Time"] = "Europe/Chisinau",
        ["FLE Standard Time"] = "Europe/Kiev",
        ["GTB Standard Time"] = "Europe/Bucharest",
        ["Turkey Standard Time"] = "Europe/Istanbul",
        ["Israel Standard Time"] = "Asia/Jerusalem",
        ["India Standard Time"] = "Asia/Kolkata",
        ["China Standard Time"] = "Asia/Shanghai",
        ["Singapore Standard Time"] = "Asia/Singapore",
        ["Tokyo Standard Time"] = "Asia/Tokyo",
        ["AUS Eastern Standard Time"] = "Australia/Sydney",
        ["New Zealand Standard Time"] = "Pacific/Auckland",
        ["Eastern Standard Time"] = "America/New_York",
        ["Central Standard Time"] = "America/Chicago",
        ["Mountain Standard Time"] = "America/Denver",
        ["Pacific Standard Time"] = "America/Los_Angeles",
        ["E. South America Standard Time"] = "America/Sao_Paulo",
    };

    public static CalendarEvent Read(int line, IReadOnlyList<CalendarProperty> properties, List<string> notes)
    {
        var start =
            properties.FirstOrDefault(property => property.Name == "DTSTART")
            ?? throw CalendarReading.Wrong(line, "expected an event with DTSTART, found none in this one");
        var starts = Time(start, start.Value, notes);
        var (rule, problem) = Rule(properties);
        var ends = properties.FirstOrDefault(property => property.Name == "DTEND");
        return new(
            line,
            Text("UID"),
            Text("SUMMARY"),
            Organizer(Text("ORGANIZER")),
            Text("STATUS").Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase),
            starts,
            starts.Minute is null && ends is not null ? Time(ends, ends.Value, notes).Day : null,
            rule,
            Times("EXDATE"),
            Times("RDATE"),
            properties.FirstOrDefault(property => property.Name == "RECURRENCE-ID") is { } id
                ? Time(id, id.Value, notes)
                : null,
            problem
        );

        string Text(string name) =>
            properties.FirstOrDefault(property => property.Name == name)?.Words is { } words
                ? words.Length > 1000
                    ? words[..1000]
                    : words
                : "";

        List<CalendarTime> Times(string name)
        {
            var times = new List<CalendarTime>();
            foreach (var property in properties.Where(property => property.Name == name))
            foreach (var value in property.Value.Split(','))
            {
                if (times.Count == MostDates)
                    throw CalendarReading.Wrong(
                        property.Line,
                        $"expected up to {MostDates:N0} dates in {name}, found more"
                    );
                // Of a period only its beginning says when.
                times.Add(Time(property, value.Split('/')[0], notes));
            }
            return times;
        }
    }

    private static (Recurrence? Rule, string? Problem) Rule(IReadOnlyList<CalendarProperty> properties)
    {
        var rules = properties.Where(property => property.Name == "RRULE").ToList();
        if (rules.Count == 0)
            return (null, null);
        var line = rules[0].Line;
        var text = rules[0].Value.ToUpperInvariant();
        foreach (var bomb in new[] { "SECONDLY", "MINUTELY", "HOURLY" })
        {
            if (text.Contains($"FREQ={bomb}", StringComparison.Ordinal))
                throw CalendarReading.Wrong(
                    line,
                    $"expected a rule of days, found FREQ={bomb}. Nothing meets that often"
                );
        }
        if (rules.Count > 1)
            return (null, $"Line {rules[1].Line}: an event with two rules is not followed.");
        try
        {
            return (RecurrenceText.Read(Shortened(text)), null);
        }
        catch (Refusal refused)
        {
            return (null, $"Line {line}: {refused.Message}");
        }
    }

    /// <summary>A yearly rule often says its own day again (BYMONTH, BYMONTHDAY), and a huge COUNT means no end.</summary>
    private static string Shortened(string rule) =>
        string.Join(
            ';',
            rule.Split(';')
                .Where(part =>
                    !(
                        rule.Contains("FREQ=YEARLY", StringComparison.Ordinal)
                        && !rule.Contains("BYDAY", StringComparison.Ordinal)
                        && (
                            part.StartsWith("BYMONTH=", StringComparison.Ordinal)
                            || part.StartsWith("BYMONTHDAY=", StringComparison.Ordinal)
                        )
                        && !part.Contains(',', StringComparison.Ordinal)
                    )
                )
        );

    private static CalendarTime Time(CalendarProperty property, string value, List<string> notes)
    {
        var text = value.Trim();
        var isUtc = text.EndsWith('Z');
        if (DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, default, out var day) && IsSane(day))
            return new(day, null, null);
        if (
            !DateTime.TryParseExact(
                isUtc ? text[..^1] : text,
                ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            ) || !IsSane(DateOnly.FromDateTime(time))
        )
            throw CalendarReading.Wrong(
                property.Line,
                $"expected a time as 20270301T100000 between 1900 and 2200, found “{CalendarReading.Cut(text)}”"
            );
        return new(
            DateOnly.FromDateTime(time),
            (time.Hour * 60) + time.Minute,
            isUtc ? TimeZoneInfo.Utc : Zone(property, notes)
        );
    }

    private static bool IsSane(DateOnly day) => day.Year is >= 1900 and <= 2200;

    private static TimeZoneInfo? Zone(CalendarProperty property, List<string> notes)
    {
        if (!property.Parameters.TryGetValue("TZID", out var id))
            return null;
        var name = Windows.GetValueOrDefault(id, id);
        // Some programs put a path in front: /freeassociation.sourceforge.net/Europe/Berlin.
        var zone =
            LocalTime.ZoneOrNull(name)
            ?? LocalTime.ZoneOrNull(string.Join('/', name.Split('/').TakeLast(2)))
            ?? LocalTime.ZoneOrNull(string.Join('/', name.Split('/').TakeLast(3)));
        var note = $"The time zone “{CalendarReading.Cut(id)}” is not known; the cadence's own was taken.";
        if (zone is null && !notes.Contains(note))
            notes.Add(note);
        return zone;
    }

    /// <summary>The address alone, in lower case.</summary>
    private static string Organizer(string text) =>
        (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text["mailto:".Length..] : text)
            .Trim()
            .ToLowerInvariant();
}
