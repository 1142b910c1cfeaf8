using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

internal sealed class CommitmentLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation) =>
        records.With<CommitmentRecord>(
            await db.Set<Commitment>()
                .OrderBy(row => row.Number)
                .Select(row => new CommitmentRecord(
                    row.Id,
                    row.Number,
                    row.Title,
                    row.TeamId,
                    row.Origin,
                    row.MadeAt,
                    row.DueOn,
                    row.Closure == null ? null : row.Closure.At
                ))
                .ToListAsync(cancellation)
        );
}
