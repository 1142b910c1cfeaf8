using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

internal static class DeliveryWriting
{
    /// <summary>Replaces what was worked out of a repository, in one transaction, where anything is new.</summary>
    public static async Task<bool> RenewDeliveryAsync(
        this AppDb db,
        Repository repository,
        CancellationToken cancellation
    )
    {
        var told = await db.DeliveryToldAsync(repository, cancellation);
        var fingerprint = DeliveryFingerprint.Of(told, await db.HistoryMarkAsync(repository, cancellation));
        var reading = await db.Set<DeliveryReading>().FindAsync([repository.Id], cancellation);
        if (reading?.Fingerprint == fingerprint)
            return false;
        var ledger = DeliveryReckoning.Of(await db.WithHistoryAsync(told, cancellation));
        if (reading is null)
            db.Add(reading = new() { RepositoryId = repository.Id });
        (reading.Fingerprint, reading.At) = (fingerprint, db.Now);
        await CarryMarksAsync(db, repository.Id, ledger, cancellation);
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        await db.Set<Arrival>().Where(row => row.RepositoryId == repository.Id).ExecuteDeleteAsync(cancellation);
        await db.Set<ProductionDeployment>()
            .Where(row => row.RepositoryId == repository.Id)
            .ExecuteDeleteAsync(cancellation);
        await db.Set<DeliveredChange>()
            .Where(row => row.RepositoryId == repository.Id)
            .ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync(ledger.Changes, cancellation);
        await db.InsertManyAsync(ledger.Deliveries, cancellation);
        await db.InsertManyAsync(ledger.Deployments, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (own is not null)
            await own.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Inside the transaction that deletes the repository; changes and readings go with its row.</summary>
    public static async Task ForgetDeliveryAsync(AppDb db, Guid repository, CancellationToken cancellation)
    {
        await db.Set<Arrival>().Where(row => row.RepositoryId == repository).ExecuteDeleteAsync(cancellation);
        await db.Set<ProductionDeployment>()
            .Where(row => row.RepositoryId == repository)
            .ExecuteDeleteAsync(cancellation);
        await db.BeginEditionAsync(cancellation);
    }

    /// <summary>Until they are judged again, deployments stand as they were judged: none is sound only because it was worked out anew.</summary>
    private static async Task CarryMarksAsync(
        AppDb db,
        Guid repository,
        DeliveryLedger ledger,
        CancellationToken cancellation
    )
    {
        var before = await db.Set<ProductionDeployment>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository)
            .ToDictionaryAsync(row => row.Id, cancellation);
        foreach (var row in ledger.Deployments)
            (row.Cause, row.IncidentId, row.RestoredAt, row.Repair) = before.TryGetValue(row.Id, out var old)
                ? (old.Cause ?? row.Undone, old.IncidentId, old.RestoredAt ?? row.UndoneAt, old.Repair ?? row.Undoes)
                : (row.Undone, null, row.UndoneAt, row.Undoes);
    }

    /// <summary>Judges the deployments of the years that are worked out by the incidents that are known now.</summary>
    /// <returns>How many are judged otherwise than before.</returns>
    public static async Task<int> MarkFailuresAsync(this AppDb db, CancellationToken cancellation)
    {
        var since = db.Now.AddYears(-DeliveryLoading.Years);
        var rows = await db.Set<ProductionDeployment>()
            .AsNoTracking()
            .Where(row => row.At >= since)
            .ToListAsync(cancellation);
        var before = rows.ToDictionary(row => row.Id, Judgement);
        var fixes = await (
            from delivery in db.Set<Arrival>()
            join change in db.Set<DeliveredChange>() on delivery.ChangeId equals change.Id
            where delivery.DeploymentId != null && delivery.At >= since && change.Kind == WorkKind.Fix
            select delivery.DeploymentId!.Value
        )
            .Distinct()
            .ToHashSetAsync(cancellation);
        var window = TimeSpan.FromHours(await db.ValueAsync(FailureChecks.FailureHours, cancellation));
        var incidents = await db.IncidentsForFlowAsync(since, db.Now, cancellation);
        var open = FailureAttribution.Mark(rows, incidents, fixes, window);
        var changed = rows.FindAll(row => Judgement(row) != before[row.Id]);
        db.UpdateRange(changed);
        await KeepUnattributedAsync(db, open, cancellation);
        if (!db.ChangeTracker.HasChanges())
            return 0;
        await db.BeginEditionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        return changed.Count;
    }

    private static async Task KeepUnattributedAsync(
        AppDb db,
        List<UnattributedIncident> open,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<UnattributedIncident>().ToDictionaryAsync(row => row.IncidentId, cancellation);
        foreach (var row in open)
            if (known.Remove(row.IncidentId, out var same))
                db.Entry(same).CurrentValues.SetValues(row);
            else
                db.Add(row);
        db.RemoveRange(known.Values);
    }

    private static (FailureCause?, Guid?, DateTime?, RepairKind?) Judgement(ProductionDeployment row) =>
        (row.Cause, row.IncidentId, row.RestoredAt, row.Repair);
}
