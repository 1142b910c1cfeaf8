namespace Binnacle.Platform.Facts;

public enum AlarmKind
{
    /// <summary>A rule of a monitoring that fired.</summary>
    Alert,

    /// <summary>An incident of a pager or of another tool.</summary>
    Incident,
}

/// <summary>That something is wrong, as a monitoring or a pager says.</summary>
public sealed class Alarm : ServiceFact
{
    public AlarmKind Kind { get; set; }

    /// <summary>The rule's name, or the incident's title.</summary>
    [Newest]
    public string? Title { get; set; }

    [Newest]
    public string? Severity { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    [Newest]
    public string? RunbookUrl
    {
        get;
        set => field = ToldLink.Of(value);
    }

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

    public bool IsOpen => ResolvedAt is not { } resolved || ReopenedAt > resolved;

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
