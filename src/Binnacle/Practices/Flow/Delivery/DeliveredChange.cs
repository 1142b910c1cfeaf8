using Binnacle.History;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>How a change is known.</summary>
public enum ChangeOrigin
{
    /// <summary>The code host told of it.</summary>
    Told,

    /// <summary>A merge commit of the default branch: git alone.</summary>
    Merge,

    /// <summary>A commit of the default branch whose subject names a change: git alone.</summary>
    Squash,

    /// <summary>A commit pushed to the default branch: it has no review.</summary>
    Push,
}

/// <summary>
/// A change as delivery sees it: its moments, joined from what the code host told and from git. Worked out anew from both
/// (<see cref="DeliveryReckoning"/>), never edited; times are UTC.
/// </summary>
public sealed class DeliveredChange
{
    /// <summary>The same whenever it is worked out.</summary>
    public Guid Id { get; init; }

    public Guid RepositoryId { get; init; }

    /// <summary>Who owns most of what it touched, else the repository.</summary>
    public Guid? TeamId { get; init; }

    public ChangeOrigin Origin { get; init; }

    /// <summary>"12"; empty for a push.</summary>
    public string Number { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Url { get; init; }

    /// <summary>What brought it to the default branch: a full object name; null while open or not found in the history.</summary>
    public string? Commit { get; init; }

    public bool IsByBot { get; init; }

    public WorkKind Kind { get; init; }

    public MixDecidedBy DecidedBy { get; init; }

    public int? Added { get; init; }

    public int? Deleted { get; init; }

    public DateTime? FirstCommitAt { get; init; }

    public DateTime? OpenedAt { get; init; }

    public DateTime? ReadyAt { get; init; }

    /// <summary>The first look by another human.</summary>
    public DateTime? FirstReviewAt { get; init; }

    public DateTime? MergedAt { get; init; }

    /// <summary>Given up without a merge.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>The first successful production deployment of any service that contains it.</summary>
    public DateTime? DeployedAt { get; init; }

    /// <summary>The newest of its merge or end and all its arrivals; null while it is open.</summary>
    public DateTime? LastAt { get; init; }

    /// <summary>Merged, and no service has it yet, where deployments of one are known.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Where it stands in lists: its merge, else its opening, its end, its first commit; without any behind all others.</summary>
    public DateTime ListedAt { get; init; } = DateTime.UnixEpoch;
}

/// <summary>What told the kind of a change, strongest first.</summary>
public enum MixDecidedBy
{
    Nothing,
    Label,
    ConventionalCommit,
    Revert,
    Words,
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>It is in the first deployment that was observed, which contains all of history: since when is unknown.</summary>
    BeforeObserved,

    /// <summary>No production deployment of this service is known.</summary>
    NoDeployments,

    /// <summary>Its merge was not found in the history that is read here.</summary>
    NotInHistory,
}

/// <summary>A change and one service that it reaches; without a service, the repository as a whole.</summary>
public sealed class Arrival
{
    public Guid Id { get; init; }

    public Guid ChangeId { get; init; }

    public Guid RepositoryId { get; init; }

    public Guid? ServiceId { get; init; }

    public DeliveryState State { get; init; }

    public Guid? DeploymentId { get; init; }

    public DateTime? At { get; init; }
}
