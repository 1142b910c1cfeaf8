using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

public enum OpenedFrom
{
    Hand,
    Api,
    Alarm,
}

public enum Detector
{
    /// <summary>An alert or another machine.</summary>
    Monitoring,

    /// <summary>A customer, before anybody here knew.</summary>
    Customer,

    /// <summary>Somebody of the organization who happened to look.</summary>
    Person,
}

/// <summary>Something went wrong for those who depend on a service. What was told of its times stands in <see cref="Moments"/>.</summary>
public sealed class Incident : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Markdown: what customers noticed.</summary>
    public string? Summary { get; set; }

    public Guid? ServiceId { get; set; }

    public Guid? TeamId { get; set; }

    /// <summary>The rank of a <see cref="SeverityLevel"/>, 1 the worst; null while nobody judged it.</summary>
    public int? Severity { get; set; }

    public DateTime OpenedAt { get; init; }

    public string OpenedBy { get; init; } = "";

    public OpenedFrom OpenedFrom { get; init; }

    /// <summary>What a program calls it, so that telling it twice opens one.</summary>
    public string? Key { get; init; }

    public DateTime? ImpactStartAt { get; private set; }

    public DateTime? DetectedAt { get; private set; }

    public DateTime? AcknowledgedAt { get; private set; }

    public DateTime? MitigatedAt { get; private set; }

    public DateTime? ResolvedAt { get; private set; }

    public DateTime? ImpactEndAt { get; private set; }

    /// <summary>Impact start, else when it was detected, else when it was opened: orders lists, and is no measurement.</summary>
    public DateTime StartedAt { get; private set; }

    public Detector? DetectedBy { get; set; }

    /// <summary>The alert, the channel: who or what noticed.</summary>
    public string? DetectedWhat { get; set; }

    /// <summary>What should have told before a customer did: "queue depth".</summary>
    public string? MissedSignal { get; set; }

    public Guid? SignatureId { get; set; }

    /// <summary>As somebody said; not what rules would guess.</summary>
    public Guid? CausedByDeploymentId { get; set; }

    public Guid? RepairedByDeploymentId { get; set; }

    /// <summary>The postmortem that is kept in a repository.</summary>
    public Guid? DocumentId { get; set; }

    /// <summary>Grows whenever what is said of it changes, so that nobody overwrites what they did not see.</summary>
    public int Revision { get; set; }

    /// <summary>When people first said something of it: from then on machines join it with no other.</summary>
    public DateTime? TouchedAt { get; set; }

    public DateTime? DismissedAt { get; set; }

    public string? DismissedBy { get; set; }

    public string? DismissedBecause { get; set; }

    public Guid? MergedIntoId { get; set; }

    /// <summary>All that was ever told of its times; of each kind at most one holds.</summary>
    public List<Moment> Moments { get; init; } = [];

    public string Url => IncidentsContract.IncidentUrl(Number);

    public bool IsOpen => ResolvedAt is null && ImpactEndAt is null && DismissedAt is null;

    public DateTime? TimeOf(MomentKind kind) =>
        kind switch
        {
            MomentKind.ImpactStart => ImpactStartAt,
            MomentKind.Detected => DetectedAt,
            MomentKind.Acknowledged => AcknowledgedAt,
            MomentKind.Mitigated => MitigatedAt,
            MomentKind.Resolved => ResolvedAt,
            _ => ImpactEndAt,
        };

    /// <summary>The moment that holds, and how it is known.</summary>
    public Moment? Current(MomentKind kind) => Moments.Find(moment => moment.Kind == kind && moment.ReplacedAt is null);

    /// <summary>Takes the place of what was told before, which is kept.</summary>
    /// <returns>The new row, to be added.</returns>
    public Moment Tell(
        MomentKind kind,
        DateTime? at,
        MomentSource source,
        string? what,
        DateTime now,
        string by,
        string? why,
        Guid? id = null
    )
    {
        if (Current(kind) is { } before)
            before.ReplacedAt = now;
        var moment = new Moment
        {
            Id = id ?? Guid.CreateVersion7(),
            IncidentId = Id,
            Kind = kind,
            At = at,
            Source = source,
            SourceWhat = what,
            ToldAt = now,
            ToldBy = by,
            Why = why,
        };
        Moments.Add(moment);
        Set(kind, at);
        return moment;
    }

    private void Set(MomentKind kind, DateTime? at)
    {
        switch (kind)
        {
            case MomentKind.ImpactStart:
                ImpactStartAt = at;
                break;
            case MomentKind.Detected:
                DetectedAt = at;
                break;
            case MomentKind.Acknowledged:
                AcknowledgedAt = at;
                break;
            case MomentKind.Mitigated:
                MitigatedAt = at;
                break;
            case MomentKind.Resolved:
                ResolvedAt = at;
                break;
            default:
                ImpactEndAt = at;
                break;
        }
        PlaceInTime();
    }

    /// <summary>To be called once where no moment was told.</summary>
    public void PlaceInTime() => StartedAt = ImpactStartAt ?? DetectedAt ?? OpenedAt;

    public SearchWords? ToBeFound() =>
        MergedIntoId is null ? new("incident", Number, Title, Summary, Url, StartedAt, TeamId) : null;
}
