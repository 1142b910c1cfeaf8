using Binnacle.History;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>All that is known of one repository and bears on its delivery.</summary>
/// <param name="Head">The newest commit of the default branch; null where its history is not read.</param>
/// <param name="Commits">Every commit that is read; those older than <paramref name="Since"/> have no subject.</param>
/// <param name="Changes">As the code host told of them.</param>
/// <param name="Deployments">To production, whatever their outcome.</param>
/// <param name="Tags">Releases by version tag, without pre-releases.</param>
/// <param name="Items">The type of a work item by its name: "SHOP-12" → "bug".</param>
/// <param name="Since">Changes that were merged before are not worked out.</param>
internal sealed record DeliveryInput(
    Guid RepositoryId,
    string Repository,
    Guid? TeamId,
    string? Branch,
    ObjectId? Head,
    IReadOnlyList<KnownCommit> Commits,
    IReadOnlyDictionary<ObjectId, Touched> Touched,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<ChangeReview> Reviews,
    IReadOnlyList<Deployment> Deployments,
    IReadOnlyList<KnownTag> Tags,
    IReadOnlyList<ServicePart> Services,
    IReadOnlyDictionary<string, string> Items,
    DateTime Since
);

internal sealed record KnownCommit(
    ObjectId Name,
    IReadOnlyList<ObjectId> Parents,
    DateTime At,
    DateTime CommittedAt,
    string Subject,
    bool IsByBot
)
{
    public bool IsMerge => Parents.Count > 1;
}

/// <summary>What a commit touched, vendored and generated files left out.</summary>
internal sealed class Touched
{
    public int Added { get; set; }

    public int Deleted { get; set; }

    public Dictionary<Guid, int> FilesOfTeam { get; } = [];

    public HashSet<Guid> Services { get; } = [];
}

internal sealed record KnownTag(string Name, ObjectId Commit, DateTime At);

/// <summary>A service of the repository; its path is empty for the whole, else a component of a monorepo.</summary>
internal sealed record ServicePart(Guid Id, string Name, string Path, Guid? TeamId);

/// <summary>What was worked out of one repository.</summary>
internal sealed record DeliveryLedger(
    IReadOnlyList<DeliveredChange> Changes,
    IReadOnlyList<Arrival> Deliveries,
    IReadOnlyList<ProductionDeployment> Deployments
);
