using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

/// <summary>A state that a decision came into, with who and when.</summary>
public sealed class DecisionStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }
    public DecisionStatus Status { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public string? Note { get; init; }

    /// <summary>What is decided is not undecided again; what was rejected may be proposed once more.</summary>
    public static bool MayFollow(DecisionStatus? from, DecisionStatus to) =>
        (from, to) switch
        {
            (null, _) => true,
            (_, DecisionStatus.Unknown or DecisionStatus.Draft) => false,
            (DecisionStatus.Unknown, _) => true,
            (DecisionStatus.Draft, DecisionStatus.Proposed or DecisionStatus.OnHold) => true,
            (
                DecisionStatus.Draft
                    or DecisionStatus.Proposed
                    or DecisionStatus.OnHold,
                DecisionStatus.Accepted
                    or DecisionStatus.Rejected
            ) => true,
            (DecisionStatus.Proposed, DecisionStatus.OnHold) => true,
            (DecisionStatus.OnHold or DecisionStatus.Rejected, DecisionStatus.Proposed) => true,
            (DecisionStatus.Accepted, DecisionStatus.Deprecated or DecisionStatus.Superseded) => true,
            (DecisionStatus.Deprecated, DecisionStatus.Superseded) => true,
            _ => false,
        };
}

public sealed class DecisionOption
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }
    public int Position { get; init; }
    public string Title { get; init; } = "";
    public string? Description { get; init; }

    /// <summary>One a line.</summary>
    public string? Pros { get; init; }

    /// <summary>One a line.</summary>
    public string? Cons { get; init; }

    public bool IsChosen { get; set; }
}

/// <summary>Advice: asked of somebody, given, considered. Any of the three may be missing yet; unasked advice was never asked.</summary>
public sealed class DecisionAdvice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }

    /// <summary>Who is asked, or gave it unasked.</summary>
    public Guid? PersonId { get; init; }

    public DateTime? AskedAt { get; init; }
    public string? AskedBy { get; init; }
    public string? Question { get; init; }
    public DateTime? GivenAt { get; set; }
    public string? GivenBy { get; set; }
    public string? Text { get; set; }
    public DateTime? ConsideredAt { get; set; }
    public string? ConsideredBy { get; set; }

    /// <summary>What was done with it.</summary>
    public string? Considered { get; set; }
}

/// <summary>Somebody saw that the decision is followed.</summary>
public sealed class DecisionConfirmation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public string How { get; init; } = "";
}

public enum RevisitVerdict
{
    StillHolds,
    Change,
}

/// <summary>Somebody looked at it again. The days before and after let any past day be replayed.</summary>
public sealed class DecisionRevisit
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public RevisitVerdict Verdict { get; init; }
    public string Note { get; init; } = "";
    public DateOnly? WasOn { get; init; }
    public DateOnly? NextOn { get; init; }
}

public enum VersionKind
{
    Written,
    Edited,
    Corrected,
}

/// <summary>What the decision said from then on.</summary>
public sealed class DecisionVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DecisionId { get; init; }
    public int Version { get; init; }
    public VersionKind Kind { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public string? Reason { get; init; }

    /// <summary><see cref="DecisionSubstance"/> as JSON.</summary>
    public string Substance { get; init; } = "";
}

/// <summary>A measure that the decision stands on.</summary>
public sealed class DecisionMeasure
{
    public Guid DecisionId { get; init; }
    public Guid MeasureId { get; init; }
}

/// <summary>A principle that was traded off, by the number that it keeps for good.</summary>
public sealed class DecisionPrinciple
{
    public Guid DecisionId { get; init; }
    public int Number { get; init; }
}

/// <summary>One row is the link in both directions: the younger supersedes the older, the older is superseded by the younger.</summary>
public sealed class DecisionLink
{
    public Guid YoungerId { get; init; }
    public Guid OlderId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}
