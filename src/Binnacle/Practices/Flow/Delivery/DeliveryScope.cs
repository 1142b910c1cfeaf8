using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Whose delivery is looked at: the organization's, a team's, a repository's, or a service's, which may be a component of a monorepo.</summary>
/// <param name="Key">As in URLs: <c>organization</c>, <c>team:payments</c>, <c>service:checkout</c>.</param>
public sealed record DeliveryScope(
    string Key,
    string Name,
    Guid? TeamId = null,
    Guid? RepositoryId = null,
    Guid? ServiceId = null
)
{
    public bool IsOrganization => TeamId is null && RepositoryId is null && ServiceId is null;

    public static DeliveryScope Organization(string name) => new("organization", name);
}

public static class DeliveryScopes
{
    /// <param name="scope">The scope that is chosen in the frame: the organization, a team, a repository.</param>
    /// <param name="service">A service's slug, which is more than the scope.</param>
    /// <returns>Null where there is no such team, repository or service.</returns>
    public static async Task<DeliveryScope?> DeliveryScopeAsync(
        this AppDb db,
        string scope,
        string? service,
        string organization,
        CancellationToken cancellation
    )
    {
        if (service is not null)
            return await db.Set<Service>()
                .Where(row => row.Slug == service && row.ArchivedAt == null)
                .Select(row => new DeliveryScope($"service:{row.Slug}", row.Name, null, null, row.Id))
                .FirstOrDefaultAsync(cancellation);
        return await db.NamedScopeAsync(scope, cancellation) switch
        {
            { TeamId: null, RepositoryId: null } => DeliveryScope.Organization(organization),
            { } named => new(named.Key, named.Name, named.TeamId, named.RepositoryId),
            null => null,
        };
    }

    /// <summary>Of a service, all that reach it.</summary>
    public static IQueryable<DeliveredChange> ChangesOf(this AppDb db, DeliveryScope scope)
    {
        var changes = db.Set<DeliveredChange>().AsNoTracking();
        if (scope.TeamId is { } team)
            changes = changes.Where(row => row.TeamId == team);
        if (scope.RepositoryId is { } repository)
            changes = changes.Where(row => row.RepositoryId == repository);
        if (scope.ServiceId is { } service)
            // A join, not "is among": a service's arrivals are few of all.
            changes =
                from arrival in db.Set<Arrival>().AsNoTracking()
                where arrival.ServiceId == service
                join change in changes on arrival.ChangeId equals change.Id
                select change;
        return changes;
    }

    public static IQueryable<ProductionDeployment> DeploymentsOf(this AppDb db, DeliveryScope scope)
    {
        var deployments = db.Set<ProductionDeployment>().AsNoTracking();
        if (scope.TeamId is { } team)
            deployments = deployments.Where(row => row.TeamId == team);
        if (scope.RepositoryId is { } repository)
            deployments = deployments.Where(row => row.RepositoryId == repository);
        if (scope.ServiceId is { } service)
            deployments = deployments.Where(row => row.ServiceId == service);
        return deployments;
    }

    public static Task<DateTime?> LastDeploymentAsync(
        this AppDb db,
        DeliveryScope scope,
        DateTime until,
        CancellationToken cancellation
    ) => db.DeploymentsOf(scope).Where(row => row.At < until).MaxAsync(row => (DateTime?)row.At, cancellation);
}
