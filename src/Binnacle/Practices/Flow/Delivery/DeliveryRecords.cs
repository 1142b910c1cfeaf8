using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>The days on which a repository was built, and deployed to production; oldest first.</summary>
public sealed record SignalDays(Guid RepositoryId, IReadOnlyList<DateOnly> Builds, IReadOnlyList<DateOnly> Deployments);

/// <summary>A deployment as checks judge it; version tags are left out.</summary>
public sealed record DeploymentRecord(
    Guid RepositoryId,
    Guid? TeamId,
    string Name,
    DateTime At,
    FailureCause? Cause,
    string? Commit
);

/// <summary>Three years, so that two years of trend look back at something.</summary>
internal sealed class DeliveryRecordLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var since = db.Now.AddYears(-DeliveryLoading.Years);
        var builds = await db.Set<Build>()
            .Where(row => row.RepositoryId != null && row.EndedAt >= since)
            .Select(row => new { row.RepositoryId, Day = row.EndedAt!.Value.Date })
            .Distinct()
            .ToListAsync(cancellation);
        var deployments = await db.Set<ProductionDeployment>()
            .AsNoTracking()
            .Where(row => !row.IsApproximation && row.At >= since)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => new DeploymentRecord(
                row.RepositoryId,
                row.TeamId,
                row.Name,
                row.At,
                row.Cause,
                row.Commit
            ))
            .ToListAsync(cancellation);
        var built = builds.ToLookup(row => row.RepositoryId!.Value, row => DateOnly.FromDateTime(row.Day));
        var deployed = deployments.ToLookup(row => row.RepositoryId, row => DateOnly.FromDateTime(row.At));
        records.With<SignalDays>(
            [
                .. built
                    .Select(own => own.Key)
                    .Union(deployed.Select(own => own.Key))
                    .Select(id => new SignalDays(id, [.. built[id].Order()], [.. deployed[id].Distinct()])),
            ]
        );
        records.With<DeploymentRecord>(deployments);
    }
}
