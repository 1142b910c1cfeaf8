using Binnacle.Platform;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>
/// The three times of an incident. A span whose beginning is not known is unknown; one whose end is not told yet has lasted
/// until now, where the incident is open, and is unknown where it is over.
/// </summary>
public static class Spans
{
    /// <summary>Impact start until noticed. Noticed before there was impact took no time.</summary>
    public static Duration? Detect(Incident incident) =>
        incident.ImpactStartAt is { } start && incident.DetectedAt is { } detected
            ? new(Math.Max(0, (detected - start).TotalDays), true)
            : null;

    /// <summary>Noticed until acknowledged; still going on while an open one waits.</summary>
    public static Duration? Acknowledge(Incident incident, DateTime now) =>
        incident.DetectedAt is not { } detected ? null
        : incident.AcknowledgedAt is { } acknowledged
            ? acknowledged >= detected ? new((acknowledged - detected).TotalDays, true)
                : null
        : incident.IsOpen && now >= detected ? new((now - detected).TotalDays, false)
        : null;

    /// <summary>Impact start until impact end; still going on while it is open.</summary>
    public static Duration? Recover(Incident incident, DateTime now) =>
        incident.ImpactStartAt is not { } start ? null
        : incident.ImpactEndAt is { } end
            ? end >= start ? new((end - start).TotalDays, true)
                : null
        : incident.IsOpen && now >= start ? new((now - start).TotalDays, false)
        : null;
}
