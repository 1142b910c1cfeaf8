using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

internal static class UncountedDeployments
{
    /// <summary>What tools told of a period and no measure counts: it failed, or nobody says that it was production.</summary>
    public static async Task<IReadOnlyList<LeftOut>> UncountedDeploymentsAsync(
        this AppDb db,
        DeliveryScope scope,
        DeliveryPeriod period,
        CancellationToken cancellation
    )
    {
        var (from, until) = (period.From, period.Until);
        var told = db.Set<Deployment>().AsNoTracking().Where(row => row.EndedAt >= from && row.EndedAt < until);
        if (scope.TeamId is { } team)
            told = told.Where(row => db.Set<Repository>().Any(one => one.Id == row.RepositoryId && one.TeamId == team));
        if (scope.RepositoryId is { } repository)
            told = told.Where(row => row.RepositoryId == repository);
        if (scope.ServiceId is { } service)
            told = told.Where(row => row.ServiceId == service);
        var counts = await told.Where(row => row.InProduction != false)
            .GroupBy(row => new { row.InProduction, row.Outcome })
            .Select(same => new
            {
                same.Key.InProduction,
                same.Key.Outcome,
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
                "to environments of which no rule says whether they are production",
                counts.Where(row => row.InProduction is null).Sum(row => row.Count)
            ),
        ];
        return rows.FindAll(row => row.Count > 0);
    }
}
