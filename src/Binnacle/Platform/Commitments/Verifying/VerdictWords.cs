using Binnacle.Platform.Web;

namespace Binnacle.Platform.Commitments;

/// <summary>A verdict in words: what moved, between which bounds, and what could have been seen.</summary>
public static class VerdictWords
{
    public static string Word(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Improved => "improved",
            Verdict.NoEvidence => "no evidence",
            Verdict.Worse => "worse",
            _ => "not measurable",
        };

    /// <summary>The icon and CSS class of the verdict.</summary>
    public static string Mark(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Improved => "pass",
            Verdict.NoEvidence => "warn",
            Verdict.Worse => "fail",
            _ => "unknown",
        };

    public static string Word(this Verification look) =>
        look.LessThanPromised ? "improved, less than promised" : look.Verdict.Word();

    /// <summary>"Improved: from 41.2 % to 38.1 %, a change of −3.1 points (−4.0 to −2.2 at 95 %)."</summary>
    public static string Sentence(Commitment commitment, Verification look) =>
        look.Verdict switch
        {
            Verdict.Improved when look.LessThanPromised =>
                $"Improved, but by less than the {Size(commitment.ExpectedAtLeast!.Value, look.Unit)} promised: {Moved(look)}.",
            Verdict.Improved => $"Improved: {Moved(look)}.",
            Verdict.Worse => $"Worse: {Moved(look)}.",
            Verdict.NoEvidence when look.Method is ComparisonMethod.Counted => $"No evidence: {Moved(look)}.",
            Verdict.NoEvidence =>
                $"No evidence: {Moved(look)}. A change of {Size(look.Detectable ?? 0, look.Unit)} or more would probably have been seen.",
            _ => $"Not measurable: {Why(commitment, look)}.",
        };

    private static string Moved(Verification look)
    {
        var levels = $"from {Level(look.Before, look.Unit)} to {Level(look.After, look.Unit)}";
        if (look.Before == look.After)
            return $"{Level(look.After, look.Unit)} before and after{Bounds(look)}";
        return $"{levels}, a change of {Change(look)}{Bounds(look)}";
    }

    private static string Bounds(Verification look)
    {
        if (look.Method is ComparisonMethod.Counted)
            return $"; all {look.CountAfter} were counted";
        return $" ({Bare(look.Low ?? 0, look)} to {Bare(look.High ?? 0, look)} at 95 %)";
    }

    /// <summary>"+0.49": without its unit, for where the unit stands beside it.</summary>
    public static string Bare(double change, Verification look)
    {
        var shown = look.Unit == "share" ? change * 100 : change;
        return (shown < 0 ? "−" : "+") + Rounded(Math.Abs(shown), look);
    }

    /// <summary>The change with its unit, to the digits that its interval supports.</summary>
    public static string Change(Verification look)
    {
        var number = Bare(look.Change ?? 0, look);
        return look.Unit switch
        {
            "share" or "%" => $"{number} points",
            "days" => $"{number} d",
            "" or "count" => number,
            _ => $"{number} {look.Unit}",
        };
    }

    /// <summary>Two digits of half the interval's width: more would pretend to know.</summary>
    private static string Rounded(double value, Verification look)
    {
        var half = ((look.High ?? 0) - (look.Low ?? 0)) / 2 * (look.Unit == "share" ? 100 : 1);
        if (half <= 0 || !double.IsFinite(half))
            return Wording.Measured(value, "");
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(half)), 0, 6);
        return value.ToString($"N{decimals}", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Why(Commitment commitment, Verification look) =>
        look.Unmeasurable switch
        {
            Unmeasurable.MeasureGone => $"the measure {commitment.ExpectedMeasure} is gone",
            Unmeasurable.CheckGone => $"there is no check {commitment.ExpectedCheckId} any more",
            Unmeasurable.NothingBefore => $"no number from {Days(look.BeforeFrom, look.BeforeTo)}, before it was made",
            Unmeasurable.NothingAfter => $"no number from {Days(look.AfterFrom, look.AfterTo)}, after it was done",
            Unmeasurable.TooFewBefore =>
                $"{Points(look.CountBefore)} from {Days(look.BeforeFrom, look.BeforeTo)}, before it was made; it takes {Looking.FewestPoints}",
            Unmeasurable.TooFewAfter =>
                $"{Points(look.CountAfter)} from {Days(look.AfterFrom, look.AfterTo)}, after it was done; it takes {Looking.FewestPoints}",
            Unmeasurable.TooFewWeeks => "a single week on each side does not tell how weeks differ by themselves",
            Unmeasurable.UnitChanged => "the unit of the number changed in between",
            Unmeasurable.DefinitionChanged => "the definition of the number changed in between",
            _ =>
                $"it moved from {Level(look.Before, look.Unit)} to {Level(look.After, look.Unit)}, and two days of such a number do not tell how sure that is",
        };

    private static string Points(int count) => Wording.Count(count, "point", "points");

    private static string Days(DateOnly? from, DateOnly? to) =>
        from == to ? Wording.Day(from!.Value) : $"{Wording.Day(from!.Value)} to {Wording.Day(to!.Value)}";

    private static string Level(double? value, string unit) =>
        value is { } known ? Wording.Measured(known, unit) : "unknown";

    private static string Size(double size, string unit)
    {
        if (unit is not ("share" or "%"))
            return Wording.Measured(size, unit);
        var points = Wording.Measured(unit == "share" ? size * 100 : size, "");
        return points == "1" ? "1 point" : $"{points} points";
    }
}
