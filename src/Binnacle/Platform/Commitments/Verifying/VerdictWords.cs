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
        return $"{levels}, a change of {Signed(look.Change ?? 0, look.Unit)}{Bounds(look)}";
    }

    private static string Bounds(Verification look) =>
        look.Method is ComparisonMethod.Counted
            ? $"; all {look.CountAfter} were counted"
            : $" ({Signed(look.Low ?? 0, look.Unit)} to {Signed(look.High ?? 0, look.Unit)} at 95 %)";

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

    /// <summary>"+3.1 points", "−2 d".</summary>
    public static string Signed(double change, string unit) => (change < 0 ? "−" : "+") + Size(Math.Abs(change), unit);

    private static string Size(double size, string unit)
    {
        if (unit is not ("share" or "%"))
            return Wording.Measured(size, unit);
        var points = Wording.Measured(unit == "share" ? size * 100 : size, "");
        return points == "1" ? "1 point" : $"{points} points";
    }
}
