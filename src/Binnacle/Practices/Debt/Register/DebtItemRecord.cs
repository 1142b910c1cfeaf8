using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>An item as checks see it, with all its estimates, so that a past day can be replayed.</summary>
public sealed record DebtItemRecord(
    int Number,
    string Title,
    Guid? TeamId,
    Guid? RepositoryId,
    DateTime AddedAt,
    DateTime? OwnedSince,
    DateTime? ClosedAt,
    IReadOnlyList<DebtEstimateRecord> Estimates
)
{
    public bool IsOpenOn(DateOnly date) =>
        States.IsBy(AddedAt, date) && (ClosedAt is not { } closed || !States.IsBy(closed, date));

    public bool IsOwnedOn(DateOnly date) => OwnedSince is { } since && States.IsBy(since, date);

    /// <summary>The estimate in force on a day; null before the first.</summary>
    public DebtEstimateRecord? On(DateOnly date) => Estimates.LastOrDefault(estimate => States.IsBy(estimate.At, date));
}

/// <param name="Cost">The middle of the range, minor units a week; null where nobody said.</param>
public sealed record DebtEstimateRecord(DateTime At, DebtClass? Class, DateOnly? LookAgainOn, double? Cost);

internal sealed class DebtLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var items = await db.Set<DebtItem>()
            .AsNoTracking()
            .Include(row => row.Closure)
            .Include(row => row.Estimates)
            .AsSplitQuery()
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        records.With<DebtItemRecord>(
            items.ConvertAll(row => new DebtItemRecord(
                row.Number,
                row.Title,
                row.TeamId,
                row.RepositoryId,
                row.AddedAt,
                row.OwnedSince,
                row.Closure?.At,
                [
                    .. row
                        .Estimates.OrderBy(estimate => estimate.At)
                        .ThenBy(estimate => estimate.Id)
                        .Select(estimate => new DebtEstimateRecord(
                            estimate.At,
                            estimate.Class,
                            estimate.LookAgainOn,
                            (estimate.CostLow + estimate.CostHigh) / 2.0
                        )),
                ]
            ))
        );
    }
}
