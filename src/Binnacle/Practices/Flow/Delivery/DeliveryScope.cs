using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Whose delivery is looked at: the organization's, a team's, a repository's, or a service's, which may be a component of a monorepo.</summary>
/// <param name="Key">As in URLs: <c>organization</c>, <c>team:payments</c>, <c>service:checkout</c>.</param>
/// <param name="Name">Empty for the organization.</param>
public sealed record DeliveryScope(
    string Key,
    string Name,
    Guid? TeamId = null,
    Guid? RepositoryId = null,
    Guid? ServiceId = null
)
{
    public static readonly DeliveryScope Organization = new(ScopeText.Organization, "");

    public bool IsOrganization => TeamId is null && RepositoryId is null && ServiceId is null;
}

public static class DeliveryScopes
{
    /// <param name="scope">The scope that is chosen in the frame: the organization, a team, a repository.</param>
    /// <param name="service">A service's slug, which is more than the scope.</param>
    /// <returns>Null where there is no such team, repository or service.</returns>
    public static async Task<DeliveryScope?> DeliveryScopeAsync(
        this AppDb db,
        string? scope,
        string? service,
        CancellationToken cancellation
    )
    {
        // A form sends every field.
        if (!string.IsNullOrEmpty(service))
            return await db.Set<Service>()
                .Where(row => row.Slug == service && row.ArchivedAt == null)
                .Select(row => new DeliveryScope(ScopeText.OfService(row.Slug), row.Name, null, null, row.Id))
                .FirstOrDefaultAsync(cancellation);
        return await db.NamedScopeAsync(scope, cancellation) is { } named
            ? new(named.Key, named.Name, named.TeamId, named.RepositoryId)
            : null;
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
            // Distinct, so that a database begins with the few changes of a service and does not walk through all by date.
            changes =
                from id in db.Set<Arrival>()
                    .Where(row => row.ServiceId == service)
                    .Select(row => row.ChangeId)
                    .Distinct()
                join change in changes on id equals change.Id
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

    /// <summary>Incidents that count for no deployment; in a team or repository those whose service is in it.</summary>
    public static IQueryable<UnattributedIncident> UnattributedOf(this AppDb db, DeliveryScope scope)
    {
        var incidents = db.Set<UnattributedIncident>().AsNoTracking();
        var services = db.Set<Service>();
        if (scope.TeamId is { } team)
            incidents = incidents.Where(row => services.Any(one => one.Id == row.ServiceId && one.TeamId == team));
        if (scope.RepositoryId is { } repository)
            incidents = incidents.Where(row =>
                services.Any(one => one.Id == row.ServiceId && one.RepositoryId == repository)
            );
        if (scope.ServiceId is { } service)
            incidents = incidents.Where(row => row.ServiceId == service);
        return incidents;
    }

    public static Task<DateTime?> LastDeploymentAsync(
        this AppDb db,
        DeliveryScope scope,
        DateTime until,
        CancellationToken cancellation
    ) => db.DeploymentsOf(scope).Where(row => row.At < until).MaxAsync(row => (DateTime?)row.At, cancellation);
}
