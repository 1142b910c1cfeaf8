using System.Globalization;

namespace Binnacle.Platform.Cadences;

/// <summary>RRULE as text. What the subset does not hold is refused by the name of the part, never read past.</summary>
public static class RecurrenceText
{
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <exception cref="Refusal">A part is unknown, twice there, out of its range, or makes no meeting.</exception>
    public static Recurrence Read(string text)
    {
        var parts = Parts(text);
        var frequency = Take(parts, "FREQ") switch
        {
            "DAILY" => Frequency.Daily,
            "WEEKLY" => Frequency.Weekly,
            "MONTHLY" => Frequency.Monthly,
            "YEARLY" => Frequency.Yearly,
            "SECONDLY" or "MINUTELY" or "HOURLY" => throw Wrong(
                "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY: nothing meets more often than once a day"
            ),
            null => throw Wrong("FREQ is missing"),
            var other => throw Wrong($"FREQ={Cut(other)} is not known; it is DAILY, WEEKLY, MONTHLY or YEARLY"),
        };
        var rule = new Recurrence(
            frequency,
            Whole("INTERVAL", Take(parts, "INTERVAL"), 1, 1000) ?? 1,
            Days(Take(parts, "BYDAY"), frequency),
            MonthDays(Take(parts, "BYMONTHDAY"), frequency),
            Take(parts, "WKST") is { } week ? Day(week) : DayOfWeek.Monday,
            Whole("COUNT", Take(parts, "COUNT"), 1, Recurrence.MostCount),
            Until(Take(parts, "UNTIL"))
        );
        if (parts.Count > 0)
            throw Wrong($"{Cut(parts.Keys.First())} is not supported");
        if (rule is { Count: not null, Until: not null })
            throw Wrong("COUNT and UNTIL are not given together");
        return rule;
    }

    /// <summary>As it is kept and written into calendars; the same rule gives the same text.</summary>
    public static string Write(this Recurrence rule)
    {
        var parts = new List<string> { $"FREQ={rule.Frequency.ToString().ToUpperInvariant()}" };
        if (rule.Interval != 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"INTERVAL={rule.Interval}"));
        if (rule.Days.Count > 0)
            parts.Add("BYDAY=" + string.Join(',', rule.Days.Select(Write)));
        if (rule.MonthDays.Count > 0)
            parts.Add("BYMONTHDAY=" + string.Join(',', rule.MonthDays));
        if (rule.WeekStart is not DayOfWeek.Monday)
            parts.Add($"WKST={DayNames[(int)rule.WeekStart]}");
        if (rule.Count is { } count)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"COUNT={count}"));
        if (rule.Until is { } until)
            parts.Add($"UNTIL={until:yyyyMMdd}");
        return string.Join(';', parts);
    }

    private static string Write(RuleDay day) =>
        day.Nth?.ToString(CultureInfo.InvariantCulture) + DayNames[(int)day.Day];

    private static Dictionary<string, string> Parts(string text)
    {
        if (text.Length > 500)
            throw Wrong("it is longer than 500 characters");
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Trim().TrimEnd(';').Split(';'))
        {
            if (part.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value])
                throw Wrong($"“{Cut(part)}” is not a part as INTERVAL=2");
            if (!parts.TryAdd(name.Trim().ToUpperInvariant(), value.Trim().ToUpperInvariant()))
                throw Wrong($"{Cut(name)} is there twice");
        }
        return parts;
    }

    private static string? Take(Dictionary<string, string> parts, string name) =>
        parts.Remove(name, out var value) ? value : null;

    private static int? Whole(string name, string? text, int least, int most) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
        : throw Wrong($"{name} is a whole number from {least} to {most}, found “{Cut(text)}”");

    private static List<RuleDay> Days(string? text, Frequency frequency)
    {
        if (text is null)
            return [];
        if (frequency is Frequency.Yearly)
            throw Wrong("BYDAY by year is not supported");
        var days = text.Split(',')
            .Select(part =>
            {
                if (part.Length < 2)
                    throw Wrong($"“{Cut(part)}” is not a day as TU or -1FR");
                var nth = part.Length == 2 ? null : Whole("The number before a day", part[..^2], -5, 5);
                if (nth is 0)
                    throw Wrong("0 before a day means none");
                if (nth is not null && frequency is not Frequency.Monthly)
                    throw Wrong("a number before a day is for FREQ=MONTHLY");
                return new RuleDay(Day(part[^2..]), nth);
            })
            .Distinct()
            .ToList();
        return days.Count <= 35 ? days : throw Wrong("BYDAY names more than 35 days");
    }

    private static List<int> MonthDays(string? text, Frequency frequency)
    {
        if (text is null)
            return [];
        if (frequency is not Frequency.Monthly)
            throw Wrong("BYMONTHDAY is for FREQ=MONTHLY");
        var days = text.Split(',').Select(part => Whole("BYMONTHDAY", part, -31, 31)!.Value).Distinct().ToList();
        return days.Contains(0) ? throw Wrong("BYMONTHDAY is not 0") : days;
    }

    private static DayOfWeek Day(string text) =>
        Array.IndexOf(DayNames, text) is >= 0 and var day
            ? (DayOfWeek)day
            : throw Wrong($"“{Cut(text)}” is not a day as TU");

    /// <summary>Days alone: of a moment its UTC day, which differs from the local one by a day at most.</summary>
    private static DateOnly? Until(string? text) =>
        text is null ? null
        : text.Length is 8 or 15 or 16
        && DateOnly.TryParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, default, out var day)
            ? day
        : throw Wrong($"UNTIL is a day as 20270331, found “{Cut(text)}”");

    private static string Cut(string text) => text.Length > 30 ? text[..30] + "…" : text;

    private static Refusal Wrong(string why) => new("rule", $"The rule cannot be read: {why}.");
}
