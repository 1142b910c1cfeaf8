namespace Binnacle.Practices.Incidents.Register;

/// <summary>An incident as somebody tells it, in the form or through the API. Times are UTC.</summary>
/// <param name="Service">Its slug or name.</param>
/// <param name="Scope"><c>team:payments</c>; null for the service's own team.</param>
/// <param name="Severity">1 to 4, 1 the worst; null while nobody judged it.</param>
/// <param name="DetectedWhat">The alert, the channel: who or what noticed.</param>
/// <param name="MissedSignal">What should have told before a customer did.</param>
/// <param name="ImpactStartAt">Null where it is not known yet: it is never taken from when it was noticed.</param>
/// <param name="Key">What a program calls it: told again, the same incident is answered.</param>
public sealed record IncidentDraft(
    string? Title,
    string? Service = null,
    string? Scope = null,
    int? Severity = null,
    string? Summary = null,
    Detector? DetectedBy = null,
    string? DetectedWhat = null,
    string? MissedSignal = null,
    DateTime? ImpactStartAt = null,
    DateTime? DetectedAt = null,
    DateTime? AcknowledgedAt = null,
    DateTime? MitigatedAt = null,
    DateTime? ResolvedAt = null,
    DateTime? ImpactEndAt = null,
    string? Key = null
)
{
    public IEnumerable<(MomentKind Kind, DateTime? At)> Times =>
        [
            (MomentKind.ImpactStart, ImpactStartAt),
            (MomentKind.Detected, DetectedAt),
            (MomentKind.Acknowledged, AcknowledgedAt),
            (MomentKind.Mitigated, MitigatedAt),
            (MomentKind.Resolved, ResolvedAt),
            (MomentKind.ImpactEnd, ImpactEndAt),
        ];
}

/// <summary>What is said of an incident beside its times, all of it.</summary>
/// <param name="Signature">The way of failing, by name; a new name begins a new one.</param>
/// <param name="Conditions">What contributed, one a line.</param>
/// <param name="Revision">The one that the writer saw.</param>
public sealed record IncidentWords(
    string? Title,
    string? Service,
    string? Scope,
    int? Severity,
    string? Summary,
    Detector? DetectedBy,
    string? DetectedWhat,
    string? MissedSignal,
    string? Signature,
    string? Conditions,
    int? Revision
);
