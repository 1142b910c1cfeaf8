namespace Binnacle.Platform.Checks;

public enum ScopeKind
{
    Organization,
    Team,
    Repository,
}

/// <summary>What a check looks at: the organization, a team, or, where no team is known, a repository.</summary>
public sealed record Scope(ScopeKind Kind, Guid Id, string Slug, string Name)
{
    /// <summary>Stable in URLs and snapshots: <c>organization</c>, <c>team:payments</c>, <c>repository:ledger</c>.</summary>
    public string Key =>
        Kind is ScopeKind.Organization ? "organization" : $"{Kind.ToString().ToLowerInvariant()}:{Slug}";

    public bool Holds(Guid? teamId, Guid? repositoryId) =>
        Kind switch
        {
            ScopeKind.Team => teamId == Id,
            ScopeKind.Repository => repositoryId == Id,
            _ => true,
        };
}
