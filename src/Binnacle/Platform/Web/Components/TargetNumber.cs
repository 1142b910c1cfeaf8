using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Platform.Web.Components;

/// <summary>The number in a target's words, for the line in a chart: "at least 20 %" of a share is 0.2.</summary>
public static partial class TargetNumber
{
    public static double? In(string? target, string unit)
    {
        if (target is null || Numbers().Match(target) is not { Success: true } match)
            return null;
        // "3 to 5" or "2 of 3" is no one line.
        if (Numbers().Count(target) > 1)
            return null;
        var number = double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return unit == "share" && target.Contains('%', StringComparison.Ordinal) ? number / 100 : number;
    }

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
