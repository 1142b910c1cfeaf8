using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

public sealed record OwnershipRow(
    Guid Id,
    string Measure,
    string Name,
    OwnerSide Side,
    string Owner,
    bool IsInCatalogue,
    DateTime Since,
    DateTime? EndedAt,
    string? Reason,
    string By
);

public sealed record RotationAnswerRow(
    string Measure,
    string Name,
    OwnerSide Side,
    string Proposed,
    string Because,
    RotationChoice Choice,
    string? Taken,
    string? Reason,
    DateTime At,
    string By
);

/// <param name="Choice">Null while nobody answered.</param>
public sealed record RetirementRow(
    Guid Id,
    string Measure,
    string Name,
    Guid? TeamId,
    DateOnly ProposedOn,
    string Because,
    RetirementChoice? Choice,
    string? Reason,
    DateOnly? KeptUntil,
    DateTime? AnsweredAt,
    string? AnsweredBy
);

/// <summary>What happened to outcome measures: who owned them, what was proposed and answered.</summary>
public static class HistoryQueries
{
    private sealed record Key(DateTime Since, Guid Id);

    private sealed record DayKey(DateOnly Day, Guid Id);

    public static async Task<(List<OwnershipRow> Rows, int Total)> OwnershipsOnPageAsync(
        this AppDb db,
        string? scope,
        int page,
        CancellationToken cancellation = default
    ) => await Ownerships(db, scope).OnPageAsync(page, rows => AsRows(db, rows), cancellation);

    public static async Task<Page<OwnershipRow>> OwnershipPartAsync(
        this AppDb db,
        string? scope,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        IQueryable<Ownership> rows = Ownerships(db, scope);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            rows = rows.Where(row =>
                row.Since < last.Since || (row.Since == last.Since && row.Id.CompareTo(last.Id) < 0)
            );
        return await rows.OrderByDescending(row => row.Since)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, shown => AsRows(db, shown), row => new Key(row.Since, row.Id), cancellation);
    }

    public static async Task<(List<RotationAnswerRow> Rows, int Total)> RotationAnswersOnPageAsync(
        this AppDb db,
        string? scope,
        int page,
        CancellationToken cancellation = default
    )
    {
        var measures = db.MeasuresIn(scope);
        return await db.Set<RotationAnswer>()
            .Where(row => measures.Any(measure => measure.Id == row.MeasureId))
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .OnPageAsync(
                page,
                rows =>
                    rows.Select(row => new RotationAnswerRow(
                        db.Set<Measure>()
                            .Where(measure => measure.Id == row.MeasureId)
                            .Select(measure => measure.Slug)
                            .First(),
                        db.Set<Measure>()
                            .Where(measure => measure.Id == row.MeasureId)
                            .Select(measure => measure.Name)
                            .First(),
                        row.Side,
                        row.Proposed,
                        row.Because,
                        row.Choice,
                        row.Taken,
                        row.Reason,
                        row.At,
                        row.By
                    )),
                cancellation
            );
    }

    public static Task<List<RetirementRow>> OpenRetirementsAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) => AsRows(db, Retirements(db, scope).Where(row => row.Choice == null)).ToListAsync(cancellation);

    public static Task<RetirementRow> RetirementAsync(
        this AppDb db,
        Guid id,
        CancellationToken cancellation = default
    ) => AsRows(db, db.Set<Retirement>().Where(row => row.Id == id)).SingleAsync(cancellation);

    public static async Task<(List<RetirementRow> Rows, int Total)> AnsweredRetirementsAsync(
        this AppDb db,
        string? scope,
        int page,
        CancellationToken cancellation = default
    ) =>
        await Retirements(db, scope)
            .Where(row => row.Choice != null)
            .OrderByDescending(row => row.ProposedOn)
            .ThenByDescending(row => row.Id)
            .OnPageAsync(page, rows => AsRows(db, rows), cancellation);

    public static async Task<Page<RetirementRow>> RetirementPartAsync(
        this AppDb db,
        string? scope,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        IQueryable<Retirement> rows = Retirements(db, scope);
        if (Cursor.Read<DayKey>(part.Cursor) is { } last)
            rows = rows.Where(row =>
                row.ProposedOn < last.Day || (row.ProposedOn == last.Day && row.Id.CompareTo(last.Id) < 0)
            );
        return await rows.OrderByDescending(row => row.ProposedOn)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, shown => AsRows(db, shown), row => new DayKey(row.ProposedOn, row.Id), cancellation);
    }

    private static IOrderedQueryable<Ownership> Ownerships(AppDb db, string? scope)
    {
        var measures = db.MeasuresIn(scope);
        return db.Set<Ownership>()
            .Where(row => measures.Any(measure => measure.Id == row.MeasureId))
            .OrderByDescending(row => row.Since)
            .ThenByDescending(row => row.Id);
    }

    private static IOrderedQueryable<Retirement> Retirements(AppDb db, string? scope)
    {
        var measures = db.MeasuresIn(scope);
        return db.Set<Retirement>()
            .Where(row => measures.Any(measure => measure.Id == row.MeasureId))
            .OrderByDescending(row => row.ProposedOn)
            .ThenByDescending(row => row.Id);
    }

    private static IQueryable<OwnershipRow> AsRows(AppDb db, IQueryable<Ownership> rows) =>
        rows.Select(row => new OwnershipRow(
            row.Id,
            db.Set<Measure>().Where(measure => measure.Id == row.MeasureId).Select(measure => measure.Slug).First(),
            db.Set<Measure>().Where(measure => measure.Id == row.MeasureId).Select(measure => measure.Name).First(),
            row.Side,
            row.Name,
            row.PersonId != null,
            row.Since,
            row.EndedAt,
            row.Reason,
            row.By
        ));

    private static IQueryable<RetirementRow> AsRows(AppDb db, IQueryable<Retirement> rows) =>
        rows.Select(row => new RetirementRow(
            row.Id,
            db.Set<Measure>().Where(measure => measure.Id == row.MeasureId).Select(measure => measure.Slug).First(),
            db.Set<Measure>().Where(measure => measure.Id == row.MeasureId).Select(measure => measure.Name).First(),
            db.Set<Measure>().Where(measure => measure.Id == row.MeasureId).Select(measure => measure.TeamId).First(),
            row.ProposedOn,
            row.Because,
            row.Choice,
            row.Reason,
            row.KeptUntil,
            row.AnsweredAt,
            row.AnsweredBy
        ));
}
