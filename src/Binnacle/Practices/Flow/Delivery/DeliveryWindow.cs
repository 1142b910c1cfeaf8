using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Stages;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A change with what delivery counts of it.</summary>
/// <param name="State">Of the scope: where several services are reached, the one that has it first.</param>
public sealed record ChangeFlow(
    Guid Id,
    Guid RepositoryId,
    Guid? TeamId,
    bool IsByBot,
    WorkKind Kind,
    MixDecidedBy DecidedBy,
    int? Lines,
    DateTime? ClosedAt,
    ChangeMoments Moments,
    DeliveryState State,
    bool IsApproximation
)
{
    public ChangeStages Stages { get; } = ChangeStages.Of(Moments);

    public DateTime? OpenedAt => Moments.OpenedAt;

    public DateTime? MergedAt => Moments.MergedAt;

    public DateTime? DeployedAt => Moments.DeployedAt;

    /// <summary>Opened and neither merged nor given up by then.</summary>
    public bool IsOpenAt(DateTime at) => OpenedAt <= at && !(MergedAt <= at) && !(ClosedAt <= at);
}

public sealed record DeploymentFlow(
    Guid Id,
    Guid RepositoryId,
    Guid? ServiceId,
    Guid? TeamId,
    DateTime StartedAt,
    DateTime At,
    bool IsApproximation,
    int? Changes,
    FailureCause? Cause,
    DateTime? RestoredAt,
    RepairKind? Repair
);

/// <summary>All that delivery in a scope is counted from, for a period and the one before it.</summary>
/// <param name="OfServices">The changes as each service sees them: a change reaches each at its own time.</param>
public sealed record DeliveryWindow(
    DeliveryPeriod Period,
    IReadOnlyList<ChangeFlow> Changes,
    IReadOnlyList<DeploymentFlow> Deployments,
    int Unattributed,
    DateTime Now,
    ILookup<Guid, ChangeFlow> OfServices
)
{
    private readonly Lazy<ILookup<Guid, ChangeFlow>> changesOfTeams = new(() =>
        Changes.Where(change => change.TeamId is not null).ToLookup(change => change.TeamId!.Value)
    );

    private readonly Lazy<ILookup<Guid, DeploymentFlow>> deploymentsOfTeams = new(() =>
        Deployments.Where(row => row.TeamId is not null).ToLookup(row => row.TeamId!.Value)
    );

    private readonly Lazy<ILookup<Guid, DeploymentFlow>> deploymentsOfServices = new(() =>
        Deployments.Where(row => row.ServiceId is not null).ToLookup(row => row.ServiceId!.Value)
    );

    public IEnumerable<Guid> Teams =>
        changesOfTeams.Value.Select(team => team.Key).Union(deploymentsOfTeams.Value.Select(team => team.Key));

    public IEnumerable<Guid> Services =>
        OfServices.Select(service => service.Key).Union(deploymentsOfServices.Value.Select(service => service.Key));

    private static readonly ILookup<Guid, ChangeFlow> None = Array.Empty<ChangeFlow>().ToLookup(change => change.Id);

    /// <summary>Deployments of the period that tools told of and that count nowhere, by reason; not known of parts.</summary>
    public IReadOnlyList<LeftOut> Uncounted { get; init; } = [];

    public DeliveryWindow OfService(Guid service) =>
        new(Period, [.. OfServices[service]], [.. deploymentsOfServices.Value[service]], 0, Now, None);

    public DeliveryWindow OfTeam(Guid team) =>
        new(Period, [.. changesOfTeams.Value[team]], [.. deploymentsOfTeams.Value[team]], 0, Now, None);
}

public static class DeliveryWindows
{
    /// <summary>Of a large organization many rows: pages remember what is counted from it (<see cref="DeliveryMemory"/>), not the window.</summary>
    public static async Task<DeliveryWindow> DeliveryWindowAsync(
        this AppDb db,
        DeliveryScope scope,
        DeliveryPeriod period,
        CancellationToken cancellation = default
    )
    {
        var (from, until) = (period.Before.From, period.Until);
        var rows = await db.DeploymentsOf(scope)
            .Where(row => row.At >= from && row.At < until)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => new DeploymentFlow(
                row.Id,
                row.RepositoryId,
                row.ServiceId,
                row.TeamId,
                row.StartedAt ?? row.At,
                row.At,
                row.IsApproximation,
                row.Changes,
                row.Cause,
                row.RestoredAt,
                row.Repair
            ))
            .ToListAsync(cancellation);
        var reached = await ChangesAsync(db, scope, from, until, cancellation);
        return new(
            period,
            [
                .. reached
                    .GroupBy(one => one.Change.Id)
                    .Select(same =>
                        same.MinBy(one =>
                            (one.Change.DeployedAt is null, one.Change.DeployedAt, one.Change.State)
                        ).Change
                    )
                    .OrderBy(change => change.MergedAt ?? change.OpenedAt)
                    .ThenBy(change => change.Id),
            ],
            rows,
            await db.UnattributedOf(scope)
                .CountAsync(row => row.StartedAt >= period.From && row.StartedAt < until, cancellation),
            db.Now,
            reached.Where(one => one.Service is not null).ToLookup(one => one.Service!.Value, one => one.Change)
        )
        {
            Uncounted = await db.UncountedDeploymentsAsync(scope, period, cancellation),
        };
    }

    private static async Task<List<(Guid? Service, ChangeFlow Change)>> ChangesAsync(
        AppDb db,
        DeliveryScope scope,
        DateTime since,
        DateTime until,
        CancellationToken cancellation
    )
    {
        var deliveries = db.Set<Arrival>().AsNoTracking();
        if (scope.ServiceId is { } service)
            deliveries = deliveries.Where(row => row.ServiceId == service);
        var rows = await (
            // A service's are joined to its arrivals here.
            from change in db.ChangesOf(scope with { ServiceId = null })
            join delivery in deliveries on change.Id equals delivery.ChangeId
            where change.LastAt == null || change.LastAt >= since
            where (change.OpenedAt ?? change.FirstCommitAt ?? change.MergedAt) < until
            select new
            {
                change.Id,
                change.RepositoryId,
                change.TeamId,
                change.IsByBot,
                change.Kind,
                change.DecidedBy,
                Lines = change.Added + change.Deleted,
                change.FirstCommitAt,
                change.OpenedAt,
                change.ReadyAt,
                change.FirstReviewAt,
                change.MergedAt,
                change.ClosedAt,
                delivery.State,
                delivery.At,
                delivery.ServiceId,
            }
        ).ToListAsync(cancellation);
        var approximate = await db.Set<ProductionDeployment>()
            .Where(row => row.IsApproximation && row.At >= since && row.At < until)
            .Select(row => row.RepositoryId)
            .Distinct()
            .ToHashSetAsync(cancellation);
        return
        [
            .. from row in rows
            select (
                row.ServiceId,
                new ChangeFlow(
                    row.Id,
                    row.RepositoryId,
                    row.TeamId,
                    row.IsByBot,
                    row.Kind,
                    row.DecidedBy,
                    row.Lines,
                    Until(row.ClosedAt),
                    new(
                        row.FirstCommitAt,
                        row.OpenedAt,
                        row.ReadyAt,
                        row.FirstReviewAt,
                        Until(row.MergedAt),
                        Until(row.At)
                    ),
                    row.At >= until ? DeliveryState.Waiting : row.State,
                    approximate.Contains(row.RepositoryId)
                )
            ),
        ];

        // What came after the period's end was not known then.
        DateTime? Until(DateTime? at) => at < until ? at : null;
    }
}
