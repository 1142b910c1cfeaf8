using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Platform.Web.Components;

/// <summary>The number in a target's words, for the line in a chart: "at least 20 %" of a share is 0.2.</summary>
public static partial class TargetNumber
{
    /// <returns>Null when the words name no number, several, or one in another unit than the chart's.</returns>
    public static double? In(string? target, string unit)
    {
        // "3 to 5" or "2 of 3" is no one line.
        if (target is null || Numbers().Count(target) != 1)
            return null;
        var match = Numbers().Match(target);
        var number = double.Parse(
            match.Groups["number"].ValueSpan.ToString().Replace(",", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
        return (unit, match.Groups["unit"].Value) switch
        {
            ("share", "%") => number / 100,
            ("share", _) => null,
            ("days", "day") => number,
            // "decided within 14 days" limits an age; the chart counts.
            (_, "day" or "%") => null,
            _ => number,
        };
    }

    [GeneratedRegex(@"(?<number>\d[\d,]*(\.\d+)?)(\s*(?<unit>%|day))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
