using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>A quarter of a calendar year: <c>2026-Q4</c>.</summary>
public readonly partial record struct Quarter(int Year, int Of)
{
    public DateOnly First => new(Year, ((Of - 1) * 3) + 1, 1);

    public DateOnly Last => First.AddMonths(3).AddDays(-1);

    public Quarter Next => Of == 4 ? new(Year + 1, 1) : new(Year, Of + 1);

    public Quarter Before => Of == 1 ? new(Year - 1, 4) : new(Year, Of - 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Of}");

    public static Quarter Around(DateOnly day) => new(day.Year, ((day.Month - 1) / 3) + 1);

    /// <summary>"2026-Q4", "Q4 2026"; null for anything else.</summary>
    public static Quarter? Read(string? text)
    {
        var match = Written().Match(text?.Trim() ?? "");
        if (!match.Success)
            return null;
        var year = match.Groups["y"].Success ? match.Groups["y"] : match.Groups["z"];
        var of = match.Groups["q"].Success ? match.Groups["q"] : match.Groups["r"];
        return new(
            int.Parse(year.ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(of.ValueSpan, CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The quarter where the days are one, else both days.</summary>
    public static string Words(DateOnly from, DateOnly to)
    {
        var quarter = Around(from);
        return quarter.First == from && quarter.Last == to
            ? string.Create(CultureInfo.InvariantCulture, $"Q{quarter.Of} {quarter.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{from:d MMM yyyy} to {to:d MMM yyyy}");
    }

    [GeneratedRegex(
        @"^(?:(?<y>(?:19|20)\d\d)[- ]?[Qq](?<q>[1-4])|[Qq](?<r>[1-4])[- ]?(?<z>(?:19|20)\d\d))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
