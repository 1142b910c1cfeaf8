using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Incidents.Actions;

public enum ActionKind
{
    /// <summary>It should not happen again.</summary>
    Preventive,

    /// <summary>It should be noticed earlier.</summary>
    Detective,

    /// <summary>It should be over sooner, or what it broke be mended.</summary>
    Corrective,
}

/// <summary>A commitment that an incident led to, and what it should change; or that nothing is to be done, and why.</summary>
public sealed class IncidentAction : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    public ActionKind Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Null where it was decided not to act.</summary>
    public Guid? CommitmentId { get; init; }

    /// <summary>The way of failing that should become rarer, or be noticed.</summary>
    public Guid? SignatureId { get; init; }

    /// <summary>Where it should change no way of failing: why not.</summary>
    public string? NoSignatureBecause { get; init; }

    /// <summary>The detection gap that it should close.</summary>
    public Guid? GapId { get; init; }

    public DateTime? DeclinedAt { get; init; }

    public string? DeclinedBy { get; init; }

    public string? DeclinedBecause { get; init; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public List<ActionLook> Looks { get; init; } = [];
}

/// <summary>That somebody looked, after its day, whether it changed what it should.</summary>
public sealed class ActionLook
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ActionId { get; init; }

    public DateTime At { get; init; }

    public string By { get; init; } = "";

    /// <summary>What the figures said then.</summary>
    public RecurrenceVerdict Verdict { get; init; }

    public string? Note { get; init; }
}

public enum RecurrenceVerdict
{
    TooEarly,
    Rarer,
    NoEvidence,
    MoreOften,
}
