using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>Decisions for checks. What checks write stands in the Review for everybody: those that are not open count there, unnamed.</summary>
internal sealed class DecisionLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var rows = await db.Set<Decision>()
            .AsNoTracking()
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Number,
                Title = row.DataClass == DataClass.Open ? row.Title : "a decision",
                row.Status,
                row.DecidedAt,
                row.TeamId,
                row.WrittenAt,
                row.DocumentId,
                row.RevisitOn,
            })
            .ToListAsync(cancellation);
        var steps = await LookupAsync(
            db.Set<DecisionStep>()
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Select(row => new Row<(DecisionStatus, DateTime)>(row.DecisionId, new(row.Status, row.At)))
        );
        var confirmations = await LookupAsync(
            db.Set<DecisionConfirmation>()
                .OrderBy(row => row.At)
                .Select(row => new Row<DateTime>(row.DecisionId, row.At))
        );
        var revisits = await LookupAsync(
            db.Set<DecisionRevisit>()
                .OrderBy(row => row.At)
                .Select(row => new Row<(DateTime At, DateOnly? Was)>(row.DecisionId, new(row.At, row.WasOn)))
        );
        var measures = await LookupAsync(
            db.Set<DecisionMeasure>().Select(row => new Row<Guid>(row.DecisionId, row.MeasureId))
        );
        var principles = await LookupAsync(
            db.Set<DecisionPrinciple>()
                .OrderBy(row => row.Number)
                .Select(row => new Row<int>(row.DecisionId, row.Number))
        );
        records.With<DecidedRecord>(
            rows.ConvertAll(row => new DecidedRecord(
                row.Number,
                row.Title,
                row.Status.Word(),
                row.DecidedAt,
                row.TeamId,
                [.. measures[row.Id]],
                [.. principles[row.Id]]
            )
            {
                WrittenAt = row.WrittenAt,
                DocumentId = row.DocumentId,
                Steps = [.. steps[row.Id]],
                ConfirmedAt = [.. confirmations[row.Id]],
                RevisitDays = Days(row.WrittenAt, row.RevisitOn, [.. revisits[row.Id]]),
            })
        );

        async Task<ILookup<Guid, T>> LookupAsync<T>(IQueryable<Row<T>> query) =>
            (await query.ToListAsync(cancellation)).ToLookup(row => row.DecisionId, row => row.Value);
    }

    private sealed record Row<T>(Guid DecisionId, T Value);

    /// <summary>Each revisit says which day stood there before; the last stands there now.</summary>
    private static List<(DateOnly? Day, DateTime Since)> Days(
        DateTime written,
        DateOnly? now,
        IReadOnlyList<(DateTime At, DateOnly? Was)> revisits
    )
    {
        var days = new List<(DateOnly?, DateTime)>();
        var since = written;
        foreach (var (at, was) in revisits)
        {
            days.Add((was, since));
            since = at;
        }
        days.Add((now, since));
        return days;
    }
}
