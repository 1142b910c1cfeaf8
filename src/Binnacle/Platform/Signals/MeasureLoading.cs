using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>
/// Measures for the checks. Only the few outcome measures come with their points, and of these what two replayed years look
/// at: five hundred measures of five years would be a million rows every night.
/// </summary>
internal sealed class MeasureLoading : IRecordSource
{
    private const int Days = 820;

    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var since = db.Today.AddDays(-Days);
        var points = (
            await db.Set<Point>()
                .AsNoTracking()
                .Where(row => row.Date >= since && db.Set<Measure>().Any(of => of.Id == row.MeasureId && of.IsOutcome))
                .OrderBy(row => row.Date)
                .Select(row => new
                {
                    row.MeasureId,
                    Point = new MeasurePoint(row.Date, row.Value, row.Coverage, row.Version),
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.MeasureId, row => row.Point);
        var measures = await db.Set<Measure>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        var computed = await db.Set<MeasureSource>()
            .Where(row => row.Kind == SourceKind.Check)
            .Select(row => row.MeasureId)
            .ToListAsync(cancellation);
        var loaded = new List<MeasureRecord>();
        foreach (var row in measures)
        {
            IReadOnlyList<MeasurePoint> own =
                row.IsOutcome && computed.Contains(row.Id)
                    ? await (await db.PointsOfAsync(row.Id, cancellation))
                        .Where(point => point.Date >= since)
                        .OrderBy(point => point.Date)
                        .ToListAsync(cancellation)
                    : [.. points[row.Id]];
            loaded.Add(
                new(
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
                    own
                )
            );
        }
        records.With<MeasureRecord>(loaded);
    }
}
