using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Annotations;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>Decisions that cite a measure stand on its line, on the day they were decided; who may not see one does not see it here.</summary>
internal sealed class DecisionAnnotations : IAnnotate
{
    public async Task<IReadOnlyList<Annotated>> ReadAsync(
        AppDb db,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var (first, last) = (
            from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            to.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc)
        );
        var decided = await db.Set<Decision>()
            .AsNoTracking()
            .Where(row => row.DecidedAt >= first && row.DecidedAt <= last)
            .Where(row =>
                db.Set<DecisionMeasure>().Any(cited => cited.DecisionId == row.Id && cited.MeasureId == measure.Id)
            )
            .OrderByDescending(row => row.DecidedAt)
            .Take(200)
            .Select(row => new
            {
                row.Number,
                row.Title,
                row.DecidedAt,
            })
            .ToListAsync(cancellation);
        return
        [
            .. decided.Select(row => new Annotated(
                DateOnly.FromDateTime(row.DecidedAt!.Value),
                AnnotationKind.Decision,
                row.Title,
                $"/practices/decisions/{row.Number}"
            )),
        ];
    }
}
