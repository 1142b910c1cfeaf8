using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

internal sealed class MeasureLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var points = (await db.Set<Point>().AsNoTracking().OrderBy(row => row.Date).ToListAsync(cancellation)).ToLookup(
            row => row.MeasureId,
            row => new MeasurePoint(row.Date, row.Value)
        );
        var measures = await db.Set<Measure>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        records.With<MeasureRecord>([
            .. measures.Select(row => new MeasureRecord(
                row.Id,
                row.Slug,
                row.Name,
                row.Unit,
                row.Better,
                row.IsOutcome,
                row.TeamId,
                row.ProductOwner,
                row.EngineeringOwner,
                row.DefinedAt,
                [.. points[row.Id]]
            )),
        ]);
    }
}
