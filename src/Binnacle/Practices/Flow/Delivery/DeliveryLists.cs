using Binnacle.Platform;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A change in a list: what, when, where it is; never who.</summary>
public sealed record ChangeListRow(
    Guid Id,
    string Number,
    string Title,
    string? Url,
    string Repository,
    string RepositorySlug,
    string? Commit,
    ChangeOrigin Origin,
    bool IsByBot,
    Binnacle.History.WorkKind Kind,
    MixDecidedBy DecidedBy,
    int? Lines,
    DateTime? FirstCommitAt,
    DateTime? OpenedAt,
    DateTime? ReadyAt,
    DateTime? FirstReviewAt,
    DateTime? MergedAt,
    DateTime? ClosedAt,
    DateTime? DeployedAt,
    DateTime ListedAt
);

public sealed record DeploymentListRow(
    Guid Id,
    string Name,
    string Environment,
    string Repository,
    string? Version,
    string? Commit,
    string? Url,
    DateTime At,
    bool IsApproximation,
    int? Changes,
    bool IsRollback,
    FailureCause? Cause,
    int? IncidentNumber,
    DateTime? RestoredAt,
    RepairKind? Repair
);

/// <param name="Show">open, waiting (for production), delivered, given-up; null is all.</param>
public sealed record ChangeFilter(string? Scope = null, string? Service = null, string? Show = null);

/// <param name="Show">failed, repairs; null is all.</param>
public sealed record DeploymentFilter(string? Scope = null, string? Service = null, string? Show = null);

public static class DeliveryLists
{
    private sealed record At(DateTime When, Guid Id);

    public static async Task<Page<ChangeListRow>?> ChangePartAsync(
        this AppDb db,
        ChangeFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await ChangesAsync(db, filter, cancellation) is not { } changes)
            return null;
        if (Cursor.Read<At>(part.Cursor) is { } after)
            changes = changes.Where(row =>
                row.ListedAt < after.When || (row.ListedAt == after.When && row.Id.CompareTo(after.Id) < 0)
            );
        return await Newest(changes)
            .PartAsync(part, rows => Rows(db, rows), row => new At(row.ListedAt, row.Id), cancellation);
    }

    /// <returns>Null where scope or service is not there.</returns>
    public static async Task<(List<ChangeListRow> Rows, int Total)?> ChangesOnPageAsync(
        this AppDb db,
        ChangeFilter filter,
        int page,
        CancellationToken cancellation
    )
    {
        if (await ChangesAsync(db, filter, cancellation) is not { } changes)
            return null;
        // What is open is read from its oldest end.
        var sorted =
            filter.Show == "open" ? changes.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id) : Newest(changes);
        return await sorted.OnPageAsync(
            page,
            rows => Rows(db, Again(db, rows)),
            cancellation,
            () => TotalAsync(db, $"{filter}", sorted, cancellation)
        );
    }

    /// <summary>By their ids: of all that stands before a page far back, the index alone is read.</summary>
    private static IQueryable<DeliveredChange> Again(AppDb db, IQueryable<DeliveredChange> page) =>
        from id in page.Select(row => row.Id)
        join row in db.Set<DeliveredChange>().AsNoTracking() on id equals row.Id
        select row;

    private static IQueryable<ProductionDeployment> Again(AppDb db, IQueryable<ProductionDeployment> page) =>
        from id in page.Select(row => row.Id)
        join row in db.Set<ProductionDeployment>().AsNoTracking() on id equals row.Id
        select row;

    public static async Task<Page<DeploymentListRow>?> DeploymentPartAsync(
        this AppDb db,
        DeploymentFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await DeploymentsAsync(db, filter, cancellation) is not { } deployments)
            return null;
        if (Cursor.Read<At>(part.Cursor) is { } after)
            deployments = deployments.Where(row =>
                row.At < after.When || (row.At == after.When && row.Id.CompareTo(after.Id) < 0)
            );
        return await Newest(deployments)
            .PartAsync(part, rows => Rows(db, rows), row => new At(row.At, row.Id), cancellation);
    }

    public static async Task<(List<DeploymentListRow> Rows, int Total)?> DeploymentsOnPageAsync(
        this AppDb db,
        DeploymentFilter filter,
        int page,
        CancellationToken cancellation
    ) =>
        await DeploymentsAsync(db, filter, cancellation) is { } deployments
            ? await Newest(deployments)
                .OnPageAsync(
                    page,
                    rows => Rows(db, Again(db, rows)),
                    cancellation,
                    () => TotalAsync(db, $"{filter}", deployments, cancellation)
                )
            : null;

    private sealed record Total(int Count);

    /// <summary>Counting years of changes takes longer than reading fifty of them, so the count is remembered.</summary>
    private static async Task<int> TotalAsync<T>(
        AppDb db,
        string name,
        IQueryable<T> rows,
        CancellationToken cancellation
    ) =>
        (
            await db.RememberDeliveryAsync(
                name,
                async () => new Total(await rows.CountAsync(cancellation)),
                cancellation
            )
        ).Count;

    private static async Task<IQueryable<DeliveredChange>?> ChangesAsync(
        AppDb db,
        ChangeFilter filter,
        CancellationToken cancellation
    )
    {
        var scope = await db.DeliveryScopeAsync(filter.Scope, filter.Service, cancellation);
        if (scope is null)
            return null;
        var changes = db.ChangesOf(scope);
        return filter.Show switch
        {
            null or "" or "all" => changes,
            "open" => changes.Where(row => row.LastAt == null),
            "given-up" => changes.Where(row => row.MergedAt == null && row.ClosedAt != null),
            "delivered" => changes.Where(row => row.DeployedAt != null),
            "waiting" => changes.Where(row => row.IsWaiting),
            _ => throw new Refusal("show", "Show open, waiting, delivered, given-up or all."),
        };
    }

    private static async Task<IQueryable<ProductionDeployment>?> DeploymentsAsync(
        AppDb db,
        DeploymentFilter filter,
        CancellationToken cancellation
    )
    {
        var scope = await db.DeliveryScopeAsync(filter.Scope, filter.Service, cancellation);
        if (scope is null)
            return null;
        var deployments = db.DeploymentsOf(scope);
        return filter.Show switch
        {
            null or "" or "all" => deployments,
            "failed" => deployments.Where(row => row.Cause != null),
            "repairs" => deployments.Where(row => row.Repair != null),
            _ => throw new Refusal("show", "Show failed, repairs or all."),
        };
    }

    private static IOrderedQueryable<DeliveredChange> Newest(IQueryable<DeliveredChange> changes) =>
        changes.OrderByDescending(row => row.ListedAt).ThenByDescending(row => row.Id);

    private static IOrderedQueryable<ProductionDeployment> Newest(IQueryable<ProductionDeployment> deployments) =>
        deployments.OrderByDescending(row => row.At).ThenByDescending(row => row.Id);

    private static IQueryable<ChangeListRow> Rows(AppDb db, IQueryable<DeliveredChange> changes) =>
        from row in changes
        join repository in db.Set<Repository>() on row.RepositoryId equals repository.Id
        select new ChangeListRow(
            row.Id,
            row.Number,
            row.Title,
            row.Url,
            repository.Name,
            repository.Slug,
            row.Commit,
            row.Origin,
            row.IsByBot,
            row.Kind,
            row.DecidedBy,
            row.Added + row.Deleted,
            row.FirstCommitAt,
            row.OpenedAt,
            row.ReadyAt,
            row.FirstReviewAt,
            row.MergedAt,
            row.ClosedAt,
            row.DeployedAt,
            row.ListedAt
        );

    private static IQueryable<DeploymentListRow> Rows(AppDb db, IQueryable<ProductionDeployment> deployments) =>
        from row in deployments
        join repository in db.Set<Repository>() on row.RepositoryId equals repository.Id
        select new DeploymentListRow(
            row.Id,
            row.Name,
            row.Environment,
            repository.Name,
            row.Version,
            row.Commit,
            row.Url,
            row.At,
            row.IsApproximation,
            row.Changes,
            row.IsRollback,
            row.Cause,
            db.IncidentNames().Where(one => one.Id == row.IncidentId).Select(one => (int?)one.Number).FirstOrDefault(),
            row.RestoredAt,
            row.Repair
        );
}
