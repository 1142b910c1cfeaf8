namespace Binnacle.Platform.Signals;

public enum MeasureDirection
{
    Up,
    Down,
}

/// <summary>A measure with its points, oldest first. Outcome measures are the few that leaders steer by.</summary>
public sealed record MeasureRecord(
    Guid Id,
    string Slug,
    string Name,
    string Unit,
    MeasureDirection Better,
    bool IsOutcome,
    Guid? TeamId,
    string? ProductOwner,
    string? EngineeringOwner,
    DateTime DefinedAt,
    IReadOnlyList<MeasurePoint> Points
);

public sealed record MeasurePoint(DateOnly Date, double Value);
