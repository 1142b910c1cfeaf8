namespace Binnacle.Platform.Commitments;

/// <summary>How a number was compared.</summary>
public enum ComparisonMethod
{
    /// <summary>There was nothing to compare.</summary>
    None,

    /// <summary>Means of whole weeks of a measure.</summary>
    Weeks,

    /// <summary>A check's share of a sample, on two days.</summary>
    Shares,

    /// <summary>A check's share of things that were all counted, on two days.</summary>
    Counted,
}

/// <summary>Why a number could not be compared.</summary>
public enum Unmeasurable
{
    No,
    MeasureGone,
    CheckGone,
    NothingBefore,
    NothingAfter,
    TooFewBefore,
    TooFewAfter,
    TooFewWeeks,
    UnitChanged,
    DefinitionChanged,

    /// <summary>A check's number that is no share: two days of it show a change, and nothing how sure it is.</summary>
    NoInterval,
}

/// <summary>One look at the number of a commitment. Never changed: who looks again writes another one.</summary>
public sealed class Verification
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CommitmentId { get; init; }

    /// <summary>The day that the look was promised for.</summary>
    public DateOnly LookedFor { get; init; }

    public DateTime At { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>Improved for sure, but by less than was promised.</summary>
    public bool LessThanPromised { get; init; }

    public Unmeasurable Unmeasurable { get; init; }

    public ComparisonMethod Method { get; init; }

    public string Unit { get; init; } = "";

    public DateOnly? BeforeFrom { get; init; }

    public DateOnly? BeforeTo { get; init; }

    public DateOnly? AfterFrom { get; init; }

    public DateOnly? AfterTo { get; init; }

    /// <summary>Points of a measure, or things that a check looked at, on each side.</summary>
    public int CountBefore { get; init; }

    public int CountAfter { get; init; }

    public double? Before { get; init; }

    public double? After { get; init; }

    /// <summary>The change and its bounds at 95 %, in the number's unit.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>The smallest true change that would have been found four times in five.</summary>
    public double? Detectable { get; init; }

    public VerificationAnswer? Answer { get; set; }

    public double? Change => After - Before;

    public bool Failed => Verdict is not Verdict.Improved;
}

public enum AnswerKind
{
    /// <summary>Another promise was made of it.</summary>
    NewCommitment,

    /// <summary>Look again on a later day.</summary>
    LookAgain,

    /// <summary>It stays as it is, with the reason.</summary>
    Accepted,

    /// <summary>A later look took its place.</summary>
    Replaced,
}

/// <summary>What somebody decided about a verification that failed. With it, it leaves the Review.</summary>
public sealed class VerificationAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid VerificationId { get; init; }
    public AnswerKind Kind { get; init; }
    public string? Reason { get; init; }
    public DateOnly? LookOn { get; init; }

    /// <summary>The number of the new commitment.</summary>
    public int? Commitment { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}
