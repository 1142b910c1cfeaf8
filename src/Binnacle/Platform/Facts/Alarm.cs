namespace Binnacle.Platform.Facts;

public enum AlarmKind
{
    /// <summary>A rule of a monitoring that fired.</summary>
    Alert,

    /// <summary>An incident of a pager or of another tool.</summary>
    Incident,
}

/// <summary>That something is wrong, as a monitoring or a pager says.</summary>
public sealed class Alarm : IFact
{
    public Guid Id { get; set; }
    public string Key { get; set; } = "";
    public string RepositoryKey { get; set; } = "";
    public Guid? RepositoryId { get; set; }
    public string Stamps { get; set; } = "";

    public AlarmKind Kind { get; set; }

    /// <summary>The rule's name, or the incident's title.</summary>
    [Newest]
    public string? Title { get; set; }

    /// <summary>The service as the source names it.</summary>
    [Newest]
    public string? ServiceName { get; set; }

    [Newest]
    public string? Severity { get; set; }

    [Newest]
    public string? Url { get; set; }

    [Newest]
    public string? RunbookUrl { get; set; }

    /// <summary>What groups alarms of one cause, as the source sees it.</summary>
    [Newest]
    public string? GroupKey { get; set; }

    [Earliest]
    public DateTime? StartedAt { get; set; }

    [Earliest]
    public DateTime? AcknowledgedAt { get; set; }

    /// <summary>It is over unless <see cref="ReopenedAt"/> is later.</summary>
    [Latest]
    public DateTime? ResolvedAt { get; set; }

    [Latest]
    public DateTime? ReopenedAt { get; set; }

    /// <summary>The service of the catalogue, as <see cref="Attribution"/> decides from its name.</summary>
    public Guid? ServiceId { get; set; }

    public bool IsOpen => ResolvedAt is not { } resolved || ReopenedAt > resolved;

    public IFact Blank() =>
        new Alarm
        {
            Id = Id,
            Key = Key,
            Kind = Kind,
        };

    public static Alarm Of(AlarmKind kind, string host, string alarm)
    {
        var key = $"{host}/{(kind is AlarmKind.Alert ? "alerts" : "incidents")}/{alarm}";
        return new()
        {
            Id = FactIds.Of("alarm", key),
            Key = key,
            Kind = kind,
        };
    }
}
