using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Incidents.Detection;

public enum FiredIn
{
    Incident,
    Drill,
    Experiment,
}

/// <summary>A signal of a service that nobody here hears: customers noticed first. It closes when an alert really fired.</summary>
public sealed class DetectionGap : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? ServiceId { get; init; }

    /// <summary>"queue depth", "error rate by market".</summary>
    public string Signal { get; init; } = "";

    public DateTime OpenedAt { get; init; }

    public string OpenedBy { get; init; } = "";

    public DateTime? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    public FiredIn? FiredIn { get; set; }

    /// <summary>The incident, drill or experiment in which it fired.</summary>
    public string? FiredWhat { get; set; }

    public Guid? AlarmId { get; set; }
}
