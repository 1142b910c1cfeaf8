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
        var input = await db.DeliveryInputAsync(repository, cancellation);
        var fingerprint = DeliveryFingerprint.Of(input);
        var reading = await db.Set<DeliveryReading>().FindAsync([repository.Id], cancellation);
        if (reading?.Fingerprint == fingerprint)
            return false;
        var ledger = DeliveryReckoning.Of(input);
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

    /// <summary>Judges all deployments by the incidents that are known now.</summary>
    /// <returns>How many are judged otherwise than before.</returns>
    public static async Task<int> MarkFailuresAsync(this AppDb db, CancellationToken cancellation)
    {
        var rows = await db.Set<ProductionDeployment>().ToListAsync(cancellation);
        var before = rows.ToDictionary(row => row.Id, Judgement);
        var fixes = await (
            from delivery in db.Set<Arrival>()
            join change in db.Set<DeliveredChange>() on delivery.ChangeId equals change.Id
            where delivery.DeploymentId != null && change.Kind == WorkKind.Fix
            select delivery.DeploymentId!.Value
        )
            .Distinct()
            .ToHashSetAsync(cancellation);
        var window = TimeSpan.FromHours(await db.ValueAsync(FailureChecks.FailureHours, cancellation));
        var incidents = await db.IncidentsForFlowAsync(db.Now.AddYears(-DeliveryLoading.Years), db.Now, cancellation);
        var open = FailureAttribution.Mark(rows, incidents, fixes, window);
        await db.Set<UnattributedIncident>().ExecuteDeleteAsync(cancellation);
        db.AddRange(open);
        await db.SaveChangesAsync(cancellation);
        return rows.Count(row => Judgement(row) != before[row.Id]);
    }

    private static (FailureCause?, Guid?, DateTime?, RepairKind?) Judgement(ProductionDeployment row) =>
        (row.Cause, row.IncidentId, row.RestoredAt, row.Repair);
}
