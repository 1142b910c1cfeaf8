using System.Globalization;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Signals.Detection;

/// <summary>A finding in words that say how sure it is.</summary>
public static class ChangeWords
{
    /// <summary>"Checkout p95 fell by 120–180 ms around 3 Mar 2026"; null where there is nothing to tell.</summary>
    public static string? Headline(this ChangeFinding finding, string name, string unit) =>
        finding.Kind switch
        {
            ChangeKind.Step =>
                $"{name} {(finding.IsUp ? "rose" : "fell")} by {Range(finding, unit)} around {Wording.Day(finding.Around!.Value)}",
            ChangeKind.Drift => $"{name} {(finding.IsUp ? "rises" : "falls")} by {Range(finding, unit)} a month",
            _ => null,
        };

    /// <summary>For a list: "−120 to −180 ms, 3 Mar 2026".</summary>
    public static string Brief(this ChangeFinding? finding, string unit) =>
        finding?.Kind switch
        {
            ChangeKind.Step =>
                $"{(finding.IsUp ? "up" : "down")} {Range(finding, unit)}, {Wording.Day(finding.Around!.Value)}",
            ChangeKind.Drift => $"{(finding.IsUp ? "up" : "down")} {Range(finding, unit)} a month",
            ChangeKind.None => "none seen",
            ChangeKind.Wandering => "wanders",
            ChangeKind.TooFew => "too few points",
            _ => "not looked for yet",
        };

    /// <summary>What stands behind the headline, or why there is none.</summary>
    public static string Sure(this ChangeFinding finding, string unit) =>
        finding.Kind switch
        {
            ChangeKind.Step => $"{When(finding)}, with 95 % as the size is. {Chance(finding)}{Earlier(finding)}",
            ChangeKind.Drift =>
                $"Steadily since {Wording.Day(finding.From!.Value)}: a straight line explains it better than a change on any day. {Chance(finding)}",
            ChangeKind.None =>
                $"No change that could be seen since {Wording.Day(finding.From!.Value)}. A lasting one of {Size(finding.Smallest!.Value, unit)} in the middle would have been seen four times of five; of {Size(finding.SmallestLate!.Value, unit)} four weeks before the end.",
            ChangeKind.Wandering =>
                "Neighbouring days resemble each other so much that no change can be told from wandering.",
            _ => finding.Points == 0
                ? "No points yet."
                : $"{Wording.Count(finding.Points, "point", "points")}: a change can be told from chance from {ChangeDetection.LeastPoints} on.",
        };

    /// <summary>"120–180 ms"; of shares and per cents points, for a change of a per cent is something else.</summary>
    private static string Range(ChangeFinding finding, string unit)
    {
        var (low, high) = (Math.Abs(finding.Low!.Value), Math.Abs(finding.High!.Value));
        // An interval over zero would not have been told; at its edge nothing is the least.
        if (Math.Sign(finding.Low.Value) != Math.Sign(finding.High.Value))
            (low, high) = (0, Math.Max(low, high));
        if (low > high)
            (low, high) = (high, low);
        var scale = unit == "share" ? 100 : 1;
        var decimals = Decimals(high * scale);
        var (from, to) = (Text(low * scale, decimals), Text(high * scale, decimals));
        return $"{(from == to ? from : $"{from}–{to}")}{UnitOfDifference(unit)}";
    }

    private static string Size(double size, string unit)
    {
        var shown = unit == "share" ? size * 100 : size;
        return Text(shown, Decimals(shown)) + UnitOfDifference(unit);
    }

    /// <summary>Two digits that matter.</summary>
    private static int Decimals(double value) =>
        value == 0 ? 0 : Math.Clamp(1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);

    private static string Text(double value, int decimals) =>
        Math.Round(value, decimals).ToString("#,0.######", CultureInfo.InvariantCulture);

    private static string UnitOfDifference(string unit) =>
        unit switch
        {
            "share" or "%" => " points",
            "days" => " d",
            "" or "count" => "",
            _ => $" {unit}",
        };

    private static string Chance(ChangeFinding finding) =>
        finding.FalseAlarm <= 0.001
            ? "A series without a change looks like this less than once in 1,000 times."
            : $"A series without a change looks like this about once in {Math.Round(1 / finding.FalseAlarm!.Value):0} times.";

    private static string Earlier(ChangeFinding finding) =>
        finding.Earlier is { Count: > 0 } days
            ? $" It changed before around {string.Join(" and ", days.Select(Wording.Day))}."
            : "";

    private static string When(ChangeFinding finding) =>
        finding.Earliest == finding.Latest
            ? $"On {Wording.Day(finding.Earliest!.Value)}"
            : $"Between {Wording.Day(finding.Earliest!.Value)} and {Wording.Day(finding.Latest!.Value)}";
}
