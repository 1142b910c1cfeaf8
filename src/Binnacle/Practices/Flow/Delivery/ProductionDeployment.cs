namespace Binnacle.Practices.Flow.Delivery;

/// <summary>What tells that a deployment failed, strongest first (docs/measures.md).</summary>
public enum FailureCause
{
    /// <summary>An incident names it.</summary>
    Named,

    /// <summary>An older version was deployed after it.</summary>
    RolledBack,

    /// <summary>A change that it brought was reverted by a later one.</summary>
    Reverted,

    /// <summary>The nearest before an incident of the same service.</summary>
    Nearest,
}

/// <summary>What a repair is known by.</summary>
public enum RepairKind
{
    /// <summary>An incident names it.</summary>
    Named,
    Rollback,
    Revert,

    /// <summary>It brought a fix while an incident of its service was open.</summary>
    FixDuringIncident,
}

/// <summary>A successful deployment to production, with what it brought and whether it held. Worked out anew, never edited.</summary>
public sealed class ProductionDeployment
{
    /// <summary>The fact's; of a version tag, made of its name.</summary>
    public Guid Id { get; init; }

    public Guid RepositoryId { get; init; }

    public Guid? ServiceId { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>The service as its source names it; the repository where none is named.</summary>
    public string Name { get; init; } = "";

    public string Environment { get; init; } = "";

    /// <summary>A version tag that stands for a deployment, where none is told.</summary>
    public bool IsApproximation { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime At { get; init; }

    public string? Commit { get; init; }

    public string? Version { get; init; }

    public string? Url { get; init; }

    /// <summary>Changes that it was the first to bring; null for the first observed, and where the commit is not in the history.</summary>
    public int? Changes { get; init; }

    /// <summary>An older version than the one before.</summary>
    public bool IsRollback { get; init; }

    /// <summary>By deployments alone: rolled back or reverted.</summary>
    public FailureCause? Undone { get; set; }

    /// <summary>When what took its place was there.</summary>
    public DateTime? UndoneAt { get; set; }

    /// <summary>By deployments alone: it takes an earlier one back.</summary>
    public RepairKind? Undoes { get; set; }

    /// <summary>With what incidents tell; see <see cref="FailureAttribution"/>.</summary>
    public FailureCause? Cause { get; set; }

    public Guid? IncidentId { get; set; }

    /// <summary>When service was back; null while it is not, or where it is unknown.</summary>
    public DateTime? RestoredAt { get; set; }

    public RepairKind? Repair { get; set; }
}

/// <summary>An incident for which several deployments may be the cause, so that none is counted.</summary>
public sealed class UnattributedIncident
{
    public Guid IncidentId { get; init; }

    public Guid? ServiceId { get; init; }

    public DateTime StartedAt { get; init; }

    public string Why { get; init; } = "";
}

/// <summary>What a repository's rows were worked out from; the same again is not worked out again.</summary>
public sealed class DeliveryReading
{
    public Guid RepositoryId { get; init; }

    public string Fingerprint { get; set; } = "";

    public DateTime At { get; set; }
}
