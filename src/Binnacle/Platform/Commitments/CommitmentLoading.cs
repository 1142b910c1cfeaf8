using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>
/// What checks write stands in the Review for everybody with a role: commitments that are not open count there, unnamed.
/// </summary>
internal sealed class CommitmentLoading : IRecordSource
{
    public const string Unnamed = "a commitment";

    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation) =>
        records.With<CommitmentRecord>(
            await db.Set<Commitment>()
                .OrderBy(row => row.Number)
                .Select(row => new CommitmentRecord(
                    row.Id,
                    row.Number,
                    row.DataClass == DataClass.Open ? row.Title : Unnamed,
                    row.TeamId,
                    row.Origin,
                    row.MadeAt,
                    row.DueOn,
                    row.Closure == null ? null : row.Closure.At
                ))
                .ToListAsync(cancellation)
        );
}
