using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Results;

public sealed record ResultRow(
    Guid Id,
    string Scope,
    string Measure,
    DateOnly Month,
    double? Value,
    double? P90,
    double? Low,
    double? High,
    int N,
    int Covered,
    int Population,
    int LeftOut,
    int Definition,
    DateTime FrozenAt
);

public sealed record ResultFilter(string? Scope = null, string? Service = null);

/// <summary>What a row of a comparison is called.</summary>
public sealed record PartName(Guid Id, string Title);

public static class ResultQueries
{
    private sealed record After(DateOnly Month, string Measure);

    public static async Task<Page<ResultRow>?> ResultPartAsync(
        this AppDb db,
        ResultFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await db.DeliveryScopeAsync(filter.Scope, filter.Service, cancellation) is not { } scope)
            return null;
        var rows = db.Set<FrozenResult>().AsNoTracking().Where(row => row.ScopeKey == scope.Key);
        if (Cursor.Read<After>(part.Cursor) is { } after)
            rows = rows.Where(row =>
                row.Month < after.Month || (row.Month == after.Month && row.Measure.CompareTo(after.Measure) > 0)
            );
        return await rows.OrderByDescending(row => row.Month)
            .ThenBy(row => row.Measure)
            .PartAsync(part, Rows, row => new After(row.Month, row.Measure), cancellation);
    }

    /// <summary>Of one scope: two years hold at most 120.</summary>
    public static Task<List<ResultRow>> ResultsAsync(this AppDb db, string scope, CancellationToken cancellation) =>
        Rows(
                db.Set<FrozenResult>()
                    .AsNoTracking()
                    .Where(row => row.ScopeKey == scope)
                    .OrderByDescending(row => row.Month)
            )
            .ToListAsync(cancellation);

    /// <returns>Null where nothing of this measure and month was frozen.</returns>
    public static async Task<ResultComparison?> CompareAsync(
        this AppDb db,
        DeliveryScope scope,
        DateOnly month,
        string measure,
        CancellationToken cancellation
    )
    {
        var then = await db.Set<FrozenResult>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                row => row.ScopeKey == scope.Key && row.Month == month && row.Measure == measure,
                cancellation
            );
        if (then is null)
            return null;
        var period = Freezing.PeriodOf(month);
        // As it was frozen: cut out of the organization's, so that a row counts for the same scope.
        var whole = await db.DeliveryWindowAsync(DeliveryScope.Organization, period, cancellation);
        var own =
            scope.TeamId is { } team ? whole.OfTeam(team)
            : scope.ServiceId is { } service ? whole.OfService(service)
            : whole;
        return ResultComparison.Of(then, DeliveryMeasures.All(own, period).First(result => result.Key == measure));
    }

    public static async Task<Dictionary<Guid, PartName>> PartNamesAsync(
        this AppDb db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellation
    )
    {
        var changes = await db.Set<DeliveredChange>()
            .Where(row => ids.Contains(row.Id))
            .Select(row => new PartName(row.Id, row.Title))
            .ToListAsync(cancellation);
        var deployments = await db.Set<ProductionDeployment>()
            .Where(row => ids.Contains(row.Id))
            .Select(row => new PartName(row.Id, row.Name + " " + (row.Version ?? row.Commit ?? "")))
            .ToListAsync(cancellation);
        return changes.Concat(deployments).ToDictionary(name => name.Id);
    }

    private static IQueryable<ResultRow> Rows(IQueryable<FrozenResult> results) =>
        results.Select(row => new ResultRow(
            row.Id,
            row.ScopeKey,
            row.Measure,
            row.Month,
            row.Value,
            row.P90,
            row.Low,
            row.High,
            row.N,
            row.Covered,
            row.Population,
            row.LeftOut,
            row.Definition,
            row.FrozenAt
        ));
}
