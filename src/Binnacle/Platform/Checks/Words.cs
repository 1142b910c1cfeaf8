using System.Globalization;

namespace Binnacle.Platform.Checks;

/// <summary>How numbers and dates read in results: "14 %", "3 of 4", "34 d", "4 repositories".</summary>
public static class Words
{
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent is > 0 and < 0.5 ? "< 1 %" : $"{Math.Round(percent, MidpointRounding.AwayFromZero):0} %";
    }

    public static string Share(int part, int whole) => Percent(whole == 0 ? 0 : (double)part / whole);

    public static string Days(double days) =>
        days switch
        {
            < 1 => $"{Math.Round(days * 24):0} h",
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(days, 1):0.#} d"),
            _ => $"{Math.Round(days):0} d",
        };

    /// <summary>For sentences: "8 hours", "1 day", "34 days".</summary>
    public static string LongDays(double days)
    {
        var text = Days(days);
        var number = text[..^2];
        return text[^1] is 'h'
            ? number is "1"
                ? "1 hour"
                : $"{number} hours"
            : number is "1"
                ? "1 day"
                : $"{number} days";
    }

    /// <summary>"1 repository", "4 repositories". Irregular plurals are given.</summary>
    public static string Count(int count, string one, string? many = null) =>
        count == 1 ? $"1 {one}" : $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {many ?? Plural(one)}";

    public static string Plural(string one) =>
        one is [.., not ('a' or 'e' or 'o' or 'u'), 'y'] ? $"{one[..^1]}ies" : $"{one}s";

    /// <summary>"is" or "are", "has" or "have".</summary>
    public static string Verb(int count, string one, string many) => count == 1 ? one : many;

    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Date(DateTime at) => Date(DateOnly.FromDateTime(at));

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
        };
}
