using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents;

/// <summary>An incident as Flow attributes failures by it.</summary>
/// <param name="RepositoryId">Of its service; null where the service is unknown or has none.</param>
/// <param name="StartedAt">When impact began; where nobody said, when it was detected.</param>
/// <param name="RestoredAt">When impact ended; where nobody said, when it was mitigated, else resolved. Null while it lasts.</param>
/// <param name="CausedByDeploymentId">As somebody said; null where nobody did.</param>
public sealed record IncidentForFlow(
    Guid Id,
    Guid? ServiceId,
    Guid? RepositoryId,
    DateTime StartedAt,
    DateTime? RestoredAt,
    Guid? CausedByDeploymentId,
    Guid? RepairedByDeploymentId
);

public sealed record IncidentName
{
    public Guid Id { get; init; }

    public int Number { get; init; }

    public string Title { get; init; } = "";
}

/// <summary>What other practices may ask of this one.</summary>
public static class IncidentsContract
{
    /// <summary>Where an incident is read.</summary>
    public static string IncidentUrl(int number) => $"/practices/incidents/{number}";

    /// <summary>What incidents are called, for lists that name them.</summary>
    public static IQueryable<IncidentName> IncidentNames(this AppDb db) =>
        db.Set<Incident>()
            .Select(row => new IncidentName
            {
                Id = row.Id,
                Number = row.Number,
                Title = row.Title,
            });

    /// <summary>When the first began of those that <see cref="IncidentsForFlowAsync"/> would tell; null without any.</summary>
    public static Task<DateTime?> FirstIncidentForFlowAsync(
        this AppDb db,
        DateTime from,
        DateTime to,
        CancellationToken cancellation = default
    ) => db.OfFlow(from, to).MinAsync(row => (DateTime?)row.StartedAt, cancellation);

    /// <summary>Those that began from a moment on and before another, the oldest first; dismissed and merged ones are left out.</summary>
    public static async Task<IReadOnlyList<IncidentForFlow>> IncidentsForFlowAsync(
        this AppDb db,
        DateTime from,
        DateTime to,
        CancellationToken cancellation = default
    ) =>
        await db.OfFlow(from, to)
            .OrderBy(row => row.StartedAt)
            .ThenBy(row => row.Number)
            .Select(row => new IncidentForFlow(
                row.Id,
                row.ServiceId,
                db.Set<Service>()
                    .Where(service => service.Id == row.ServiceId)
                    .Select(service => service.RepositoryId)
                    .FirstOrDefault(),
                row.StartedAt,
                row.ImpactEndAt ?? row.MitigatedAt ?? row.ResolvedAt,
                row.CausedByDeploymentId,
                row.RepairedByDeploymentId
            ))
            .ToListAsync(cancellation);

    private static IQueryable<Incident> OfFlow(this AppDb db, DateTime from, DateTime to) =>
        db.Set<Incident>()
            .AsNoTracking()
            .Where(row =>
                row.DismissedAt == null
                && (row.ImpactStartAt ?? row.DetectedAt) != null
                && row.StartedAt >= from
                && row.StartedAt < to
            );
}
