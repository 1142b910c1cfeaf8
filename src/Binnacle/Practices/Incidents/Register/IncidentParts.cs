using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Incidents.Register;

public enum EntryKind
{
    Note,

    /// <summary>What those who wait are told.</summary>
    Update,

    Chat,
}

/// <summary>A line of the timeline that people brought.</summary>
public sealed class IncidentEntry : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    public EntryKind Kind { get; init; }

    public DateTime At { get; init; }

    /// <summary>Of a line of chat, who wrote it, where names were kept.</summary>
    public string? Author { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Where it was read: "Slack", "by hand".</summary>
    public string Source { get; init; } = "";

    /// <summary>Of an update: when the next one is promised.</summary>
    public DateTime? NextAt { get; init; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public DateTime? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }
}

public enum IncidentRoleKind
{
    Lead,
    Operations,
    Communications,
    Scribe,
}

/// <summary>Who held a role in an incident, from when until when.</summary>
public sealed class IncidentRole : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    public IncidentRoleKind Role { get; init; }

    public Guid? PersonId { get; set; }

    public DateTime FromAt { get; init; }

    public DateTime? UntilAt { get; set; }

    public string GivenBy { get; init; } = "";
}

/// <summary>What contributed, in words that other incidents share.</summary>
public sealed class IncidentCondition : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid IncidentId { get; init; }

    /// <summary>As the first who named it wrote it: "Timeout longer than the caller's".</summary>
    public string Name { get; init; } = "";

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";
}

/// <summary>A way of failing that can be told again: incidents bear it, actions should change how often it comes.</summary>
public sealed class FailureSignature : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public Guid? ServiceId { get; init; }

    /// <summary>Alarms of this title, with <c>*</c> for anything, bear it; null where people alone say so.</summary>
    public string? AlarmTitle { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";
}
