using Binnacle.Platform.Web;

namespace Binnacle.Platform.Commitments;

/// <summary>Then, now and what was expected, as one plain comparison. It judges nothing.</summary>
public static class EffectWords
{
    /// <summary>"was 6 %, now 14 %; expected a rise of at least 10 points by 1 Mar 2027".</summary>
    public static string Compare(Commitment commitment, ExpectedNumber? now)
    {
        var unit = now?.Unit ?? commitment.UnitBefore ?? "";
        return $"was {Number(commitment.NumberBefore, unit)}, now {Number(now?.Number, unit)}; {Expected(commitment, unit)}";
    }

    /// <summary>"expected a rise of at least 10 points by 1 Mar 2027".</summary>
    public static string Expected(Commitment commitment, string unit)
    {
        var by = Wording.Day(commitment.VerifyOn ?? commitment.DueOn);
        return commitment.ExpectedAtLeast is not { } least
            ? $"expected to {(commitment.ExpectedUp ? "rise" : "fall")} by {by}"
            : $"expected a {(commitment.ExpectedUp ? "rise" : "fall")} of at least {Difference(least, unit)} by {by}";
    }

    /// <summary>What stands after a number in a field: "percentage points" where a share is meant.</summary>
    public static string UnitOfDifference(string unit) =>
        unit is "share" or "%" ? "percentage points" : Wording.UnitName(unit);

    private static string Difference(double difference, string unit) =>
        unit switch
        {
            "share" => $"{Wording.Plain(difference * 100)} points",
            "%" => $"{Wording.Plain(difference)} points",
            _ => Wording.Number(difference, unit),
        };

    private static string Number(double? number, string unit) =>
        number is { } known ? Wording.Measured(known, unit) : "unknown";
}
