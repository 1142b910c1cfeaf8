using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Platform.Markup;

/// <summary>Dates as people write them.</summary>
internal static partial class DateText
{
    private static readonly string[] Named =
    [
        "d MMMM yyyy",
        "d MMM yyyy",
        "MMMM d yyyy",
        "MMM d yyyy",
        "d-MMM-yyyy",
        "d-MMMM-yyyy",
        "d. MMMM yyyy",
        "yyyy MMM d",
        "yyyy MMMM d",
    ];

    /// <summary>The first date in a text; null where there is none, or where day and month cannot be told apart.</summary>
    public static DateOnly? Find(string text)
    {
        if (text.Length > 500)
            text = text[..500];
        if (YearFirst().Match(text) is { Success: true } iso)
            return Make(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value);
        if (Compact().Match(text) is { Success: true } compact)
            return Make(compact.Groups[1].Value, compact.Groups[2].Value, compact.Groups[3].Value);
        if (YearLast().Match(text) is { Success: true } last)
            return DayAndMonth(last);
        foreach (Match match in WithName().Matches(text))
        {
            var clean = Suffix()
                .Replace(match.Value, "$1")
                .Replace(",", " ", StringComparison.Ordinal)
                .Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);
            clean = Blanks().Replace(clean, " ").Trim();
            if (DateOnly.TryParseExact(clean, Named, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
        }
        return null;
    }

    public static bool IsAmbiguous(string text) =>
        Find(text) is null
        && !YearFirst().IsMatch(text)
        && YearLast().Match(text) is { Success: true } m
        && Number(m.Groups[1].Value) <= 12
        && Number(m.Groups[3].Value) <= 12;

    private static DateOnly? DayAndMonth(Match match)
    {
        var (first, second) = (match.Groups[1].Value, match.Groups[3].Value);
        var year = match.Groups[4].Value;
        // 12.02.2016 is the day first wherever dots are written; with slashes only a number above 12 tells.
        if (match.Groups[2].Value == "." || Number(first) > 12 || Number(first) == Number(second))
            return Make(year, second, first);
        return Number(second) > 12 ? Make(year, first, second) : null;
    }

    private static DateOnly? Make(string year, string month, string day) =>
        Number(month) is >= 1 and <= 12 and var m
        && Number(year) is >= 1970 and <= 2199 and var y
        && Number(day) is >= 1 and var d
        && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\d.])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?!\d)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<!\d)((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Compact();

    [GeneratedRegex(
        @"(?<![\d.])([0-9]{1,2})([./-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?!\d)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex YearLast();

    [GeneratedRegex(
        @"\b([0-9]{1,2}(st|nd|rd|th)?\.?[\s-]+(of\s+)?[A-Za-z]{3,9}\.?,?[\s-]+[0-9]{4}|[A-Za-z]{3,9}\.?\s+[0-9]{1,2}(st|nd|rd|th)?,?\s+[0-9]{4}|[0-9]{4}\s[A-Za-z]{3,9}\s[0-9]{1,2})\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex WithName();

    [GeneratedRegex(
        @"([0-9]{1,2})(?:st|nd|rd|th)|\bof\s|(?<=[A-Za-z])\.|(?<=[0-9])\.",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
