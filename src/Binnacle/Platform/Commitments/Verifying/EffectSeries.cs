using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>The number that a commitment should move, as the days know it.</summary>
/// <param name="Exists">False where the measure or the check is gone.</param>
/// <param name="Levels">For a check: each day's snapshot that has a number.</param>
/// <param name="Points">For a measure: its points.</param>
public sealed record EffectSeries(
    bool Exists,
    string Name,
    string Unit,
    IReadOnlyList<MeasurePoint> Points,
    IReadOnlyList<Snapshot> Levels
);

public static class EffectSeriesQueries
{
    /// <param name="from">The first and the last day that are read.</param>
    public static async Task<EffectSeries> EffectSeriesAsync(
        this AppDb db,
        Commitment commitment,
        PracticeList practices,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation = default
    )
    {
        if (commitment.ExpectedMeasure is { } slug)
        {
            var measure = await db.Set<Measure>()
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
            if (measure is null)
                return new(false, slug, commitment.UnitBefore ?? "", [], []);
            var points = await (await db.PointsOfAsync(measure.Id, cancellation))
                .Where(row => row.Date >= from && row.Date <= to)
                .OrderBy(row => row.Date)
                .ToListAsync(cancellation);
            return new(true, measure.Name, measure.Unit, points, []);
        }
        var check = practices.Checks.FirstOrDefault(check => check.Id == commitment.ExpectedCheckId);
        var levels = await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.CheckId == commitment.ExpectedCheckId && row.ScopeKey == commitment.ExpectedScope)
            .Where(row => row.Date >= from && row.Date <= to)
            .OrderBy(row => row.Date)
            .ToListAsync(cancellation);
        return new(
            check is not null,
            check?.Title ?? commitment.ExpectedCheckId ?? "",
            levels.LastOrDefault(row => row.Number is not null)?.Unit ?? commitment.UnitBefore ?? "",
            [],
            levels
        );
    }
}
