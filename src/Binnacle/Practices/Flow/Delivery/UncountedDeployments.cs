using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

internal static class UncountedDeployments
{
    /// <summary>What tools told of a period and no measure counts: it failed, nobody says that it was production, or of what.</summary>
    public static async Task<IReadOnlyList<LeftOut>> UncountedDeploymentsAsync(
        this AppDb db,
        DeliveryScope scope,
        DeliveryPeriod period,
        CancellationToken cancellation
    )
    {
        var (since, until) = (period.From, period.Until);
        // Whose they are is asked as of those that count: a tool may name only the service.
        var told =
            from row in db.Set<Deployment>().AsNoTracking()
            where row.EndedAt >= since && row.EndedAt < until && row.InProduction != false
            join service in db.Set<Service>() on row.ServiceId equals service.Id into services
            from service in services.DefaultIfEmpty()
            join repository in db.Set<Repository>()
                on row.RepositoryId ?? service.RepositoryId equals repository.Id
                into repositories
            from repository in repositories.DefaultIfEmpty()
            select new
            {
                row.InProduction,
                row.Outcome,
                row.ServiceId,
                RepositoryId = (Guid?)repository.Id,
                TeamId = service.TeamId ?? repository.TeamId,
            };
        if (scope.TeamId is { } team)
            told = told.Where(row => row.TeamId == team);
        if (scope.RepositoryId is { } own)
            told = told.Where(row => row.RepositoryId == own);
        if (scope.ServiceId is { } only)
            told = told.Where(row => row.ServiceId == only);
        var counts = await told.GroupBy(row => new
            {
                row.InProduction,
                row.Outcome,
                IsKnown = row.RepositoryId != null,
            })
            .Select(same => new
            {
                same.Key.InProduction,
                same.Key.Outcome,
                same.Key.IsKnown,
                Count = same.Count(),
            })
            .ToListAsync(cancellation);
        List<LeftOut> rows =
        [
            new(
                "to production that did not succeed",
                counts
                    .Where(row => row.InProduction == true && row.Outcome is not RunOutcome.Success)
                    .Sum(row => row.Count)
            ),
            new(
                "to production of what belongs to no repository of the catalogue",
                counts
                    .Where(row => row is { InProduction: true, Outcome: RunOutcome.Success, IsKnown: false })
                    .Sum(row => row.Count)
            ),
            new(
                "to environments of which no rule says whether they are production",
                counts.Where(row => row.InProduction is null).Sum(row => row.Count)
            ),
        ];
        return rows.FindAll(row => row.Count > 0);
    }
}
