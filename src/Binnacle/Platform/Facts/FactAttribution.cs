using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>
/// Decides anew where past facts belong: their repository, where none was known, and service and production of all. Facts that
/// tell the same names are changed together, so it takes as long as there are names.
/// </summary>
public static class FactAttribution
{
    /// <returns>How many belong elsewhere now.</returns>
    public static async Task<int> AttributeFactsAsync(this AppDb db, CancellationToken cancellation = default)
    {
        await db.AwaitJoiningAsync(cancellation);
        var attribution = await db.AttributionAsync(cancellation);
        return await RepositoriesAsync<Change>(db, attribution, cancellation)
            + await RepositoriesAsync<ChangeReview>(db, attribution, cancellation)
            + await RepositoriesAsync<Build>(db, attribution, cancellation)
            + await RepositoriesAsync<Deployment>(db, attribution, cancellation)
            + await RepositoriesAsync<Alarm>(db, attribution, cancellation)
            + await RepositoriesAsync<WorkItem>(db, attribution, cancellation)
            + await RepositoriesAsync<WorkItemMove>(db, attribution, cancellation)
            + await RepositoriesAsync<PushedCommit>(db, attribution, cancellation)
            + await RepositoriesAsync<Release>(db, attribution, cancellation)
            + await ServicesOfDeploymentsAsync(db, attribution, cancellation)
            + await ServicesOfAlarmsAsync(db, attribution, cancellation)
            + await ProductionAsync(db, cancellation);
    }

    private static async Task<int> RepositoriesAsync<T>(
        AppDb db,
        Attribution attribution,
        CancellationToken cancellation
    )
        where T : class, IFact
    {
        var alone = db.Set<T>().Where(row => row.RepositoryId == null && row.RepositoryKey != "");
        var keys = await alone.Select(row => row.RepositoryKey).Distinct().ToListAsync(cancellation);
        var count = 0;
        foreach (var key in keys)
            if (attribution.RepositoryOf(key) is { } repository)
                count += await alone
                    .Where(row => row.RepositoryKey == key)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.RepositoryId, repository), cancellation);
        return count;
    }

    private static async Task<int> ServicesOfDeploymentsAsync(
        AppDb db,
        Attribution attribution,
        CancellationToken cancellation
    )
    {
        var all = db.Set<Deployment>();
        var told = await all.Select(row => new
            {
                row.ServiceName,
                row.RepositoryId,
                row.ServiceId,
            })
            .Distinct()
            .ToListAsync(cancellation);
        var count = 0;
        foreach (
            var (name, repository, service) in told.Select(row => (row.ServiceName, row.RepositoryId, row.ServiceId))
        )
            if (attribution.ServiceOf(name, repository) is var right && right != service)
                count += await all.Where(row =>
                        row.ServiceName == name && row.RepositoryId == repository && row.ServiceId == service
                    )
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.ServiceId, right), cancellation);
        return count;
    }

    private static async Task<int> ServicesOfAlarmsAsync(
        AppDb db,
        Attribution attribution,
        CancellationToken cancellation
    )
    {
        var all = db.Set<Alarm>();
        var told = await all.Select(row => new { row.ServiceName, row.ServiceId }).Distinct().ToListAsync(cancellation);
        var count = 0;
        foreach (var (name, service) in told.Select(row => (row.ServiceName, row.ServiceId)))
            if (attribution.ServiceOf(name, null) is var right && right != service)
            {
                var moved = all.Where(row => row.ServiceName == name && row.ServiceId == service);
                // Whoever acts on alarms hears of it before they are moved: afterwards nobody could tell which they were.
                await db.TellNewsAsync(await moved.Select(row => row.Id).ToListAsync(cancellation), cancellation);
                count += await moved.ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.ServiceId, right),
                    cancellation
                );
            }
        return count;
    }

    private static async Task<int> ProductionAsync(AppDb db, CancellationToken cancellation)
    {
        var all = db.Set<Deployment>();
        var told = await all.Select(row => new
            {
                row.Environment,
                row.IsProduction,
                row.InProduction,
            })
            .Distinct()
            .ToListAsync(cancellation);
        var count = 0;
        foreach (var (name, said, now) in told.Select(row => (row.Environment, row.IsProduction, row.InProduction)))
            if (Attribution.InProduction(said, name) is var right && right != now)
                count += await all.Where(row =>
                        row.Environment == name && row.IsProduction == said && row.InProduction == now
                    )
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.InProduction, right), cancellation);
        return count;
    }

    /// <summary>What is being joined with an older catalogue is there then, and what is joined later knows the newer one.</summary>
    private static async Task AwaitJoiningAsync(this AppDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.HoldAsync(FactSaving.Hold, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
