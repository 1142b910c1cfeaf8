using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>A time in which a measure was an outcome measure, as checks see it.</summary>
public sealed record OutcomeTermRecord(Guid MeasureId, DateTime Since, DateTime? EndedAt);

/// <summary>Who owned an outcome measure on one side, as checks see it.</summary>
public sealed record OwnershipRecord(Guid MeasureId, OwnerSide Side, string Name, DateTime Since, DateTime? EndedAt);

internal sealed class MetricLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation) =>
        records
            .With<OutcomeTermRecord>(
                await db.Set<OutcomeTerm>()
                    .OrderBy(row => row.Since)
                    .ThenBy(row => row.Id)
                    .Select(row => new OutcomeTermRecord(row.MeasureId, row.Since, row.EndedAt))
                    .ToListAsync(cancellation)
            )
            .With<OwnershipRecord>(
                await db.Set<Ownership>()
                    .OrderBy(row => row.Since)
                    .ThenBy(row => row.Id)
                    .Select(row => new OwnershipRecord(row.MeasureId, row.Side, row.Name, row.Since, row.EndedAt))
                    .ToListAsync(cancellation)
            );
}

/// <param name="Newest">The newest point up to the day.</param>
internal sealed record OutcomeMeasure(MeasureRecord Record, MeasurePoint? Newest)
{
    public DateTime At => Newest?.Date.ToDateTime(TimeOnly.MinValue) ?? Record.DefinedAt;

    /// <summary>
    /// The outcome measures of a scope on a day. Terms say since when and until when; a measure without terms is one for as
    /// long as it has been known, if it is one now.
    /// </summary>
    public static List<OutcomeMeasure> Of(CheckRecords records, Scope scope, DateOnly date)
    {
        var terms = records.Derived(
            typeof(OutcomeTermRecord),
            all => all.Of<OutcomeTermRecord>().ToLookup(term => term.MeasureId)
        );
        return
        [
            .. records
                .Of<MeasureRecord>()
                .Where(measure => scope.Holds(measure.TeamId, null) && Was(measure, [.. terms[measure.Id]], date))
                .Select(measure => new OutcomeMeasure(
                    measure,
                    measure.Points.LastOrDefault(point => point.Date <= date)
                ))
                .Where(measure => measure.Newest is not null || States.IsBy(measure.Record.DefinedAt, date))
                .OrderBy(measure => measure.Record.Name, StringComparer.Ordinal)
                .ThenBy(measure => measure.Record.Id),
        ];
    }

    private static bool Was(MeasureRecord measure, IReadOnlyList<OutcomeTermRecord> terms, DateOnly date)
    {
        if (terms.Count == 0)
            return measure.IsOutcome;
        // A term that ended on the day no longer holds on it.
        if (terms.Any(term => term.EndedAt is { } end && States.IsBy(term.Since, date) && !States.IsBy(end, date)))
            return true;
        if (!measure.IsOutcome)
            return false;
        return terms.FirstOrDefault(term => term.EndedAt is null) is { } open
            ? States.IsBy(open.Since, date)
            : terms.All(term => States.IsBy(term.EndedAt!.Value, date));
    }
}
