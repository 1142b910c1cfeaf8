namespace Binnacle.Platform.Signals;

public enum MeasureDirection
{
    Up,
    Down,
}

/// <summary>A measure with its points, oldest first. Outcome measures are the few that leaders steer by; the others come without points.</summary>
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

/// <param name="Coverage">Share of the population that was measured, 0 to 1; null where nobody knows.</param>
/// <param name="Version">Of the definition it was measured by; what is sent without one gets the one in force that day.</param>
public sealed record MeasurePoint(DateOnly Date, double Value, double? Coverage = null, int Version = 0)
{
    /// <summary>For queries that go on after the projection: Entity Framework sees through members, not through parameters.</summary>
    internal MeasurePoint()
        : this(default, 0) { }
}
