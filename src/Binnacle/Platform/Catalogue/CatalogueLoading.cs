using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

internal sealed class CatalogueLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        records.With<TeamRecord>(
            await db.Set<Team>()
                .Where(row => row.ArchivedAt == null)
                .OrderBy(row => row.Name)
                .Select(row => new TeamRecord(row.Id, row.Slug, row.Name))
                .ToListAsync(cancellation)
        );
        records.With<ServiceRecord>(
            await db.Set<Service>()
                .Where(row => row.ArchivedAt == null)
                .OrderBy(row => row.Name)
                .Select(row => new ServiceRecord(
                    row.Id,
                    row.Slug,
                    row.Name,
                    row.TeamId,
                    row.RepositoryId,
                    row.Path,
                    row.IsCritical
                ))
                .ToListAsync(cancellation)
        );
        records.With<RepositoryRecord>(
            await db.Set<Repository>()
                .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
                .OrderBy(row => row.Name)
                .Select(row => new RepositoryRecord(
                    row.Id,
                    row.Slug,
                    row.Name,
                    row.TeamId,
                    row.AddedAt,
                    row.FirstCommitAt,
                    row.LastCommitAt,
                    row.IsShallow,
                    false
                ))
                .ToListAsync(cancellation)
        );
    }
}
