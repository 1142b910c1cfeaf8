namespace Binnacle.Practices.Incidents.Register;

/// <summary>In the order in which they happen, mostly.</summary>
public enum MomentKind
{
    ImpactStart,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
    ImpactEnd,
}

public enum MomentSource
{
    Person,
    Alarm,
    Api,
}

/// <summary>What was told of one time of an incident: by whom, from where, and when it was told. Never changed, only replaced.</summary>
public sealed class Moment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    public MomentKind Kind { get; init; }

    /// <summary>Null where somebody took a time back: it is unknown then.</summary>
    public DateTime? At { get; init; }

    public MomentSource Source { get; init; }

    /// <summary>The alarm, the log, the ticket that says so.</summary>
    public string? SourceWhat { get; init; }

    public DateTime ToldAt { get; init; }

    public string ToldBy { get; init; } = "";

    /// <summary>Why it was corrected.</summary>
    public string? Why { get; init; }

    public DateTime? ReplacedAt { get; set; }
}
