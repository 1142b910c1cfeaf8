using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Detection;

/// <summary>A gap on the map.</summary>
/// <param name="Incidents">What customers noticed first through it, the newest first.</param>
/// <param name="Actions">Detective actions that should close it.</param>
public sealed record GapRow(
    Guid Id,
    Guid? ServiceId,
    string? Service,
    Guid? TeamId,
    string Signal,
    DateTime OpenedAt,
    DateTime? ClosedAt,
    string? ClosedBy,
    FiredIn? FiredIn,
    string? FiredWhat,
    string? Alarm,
    IReadOnlyList<GapIncident> Incidents,
    IReadOnlyList<GapAction> Actions
);

public sealed record GapChoice(Guid Id, string Signal, string? Service);

public sealed record GapIncident(int Number, string Title, DateTime StartedAt);

public sealed record GapAction(
    int? Commitment,
    string Title,
    DateOnly? ClosedOn,
    ClosureOutcome? Outcome,
    DateOnly? DueOn
);

/// <summary>The map of what customers noticed before we did, per service and signal.</summary>
public static class GapVerbs
{
    public const string Page = "/practices/incidents/gaps";

    private const int Most = 500;

    /// <summary>Open ones first, then what was closed last. Most teams have a handful; 500 at most are shown.</summary>
    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<List<GapRow>?> GapsAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    )
    {
        if (await db.NamedScopeAsync(scope, cancellation) is not { } named)
            return null;
        var gaps = db.Set<DetectionGap>().AsNoTracking();
        if (named.TeamId is { } team)
            gaps = gaps.Where(row =>
                db.Set<Service>().Any(service => service.Id == row.ServiceId && service.TeamId == team)
            );
        if (named.RepositoryId is { } repository)
            gaps = gaps.Where(row =>
                db.Set<Service>().Any(service => service.Id == row.ServiceId && service.RepositoryId == repository)
            );
        return await RowsAsync(
            db,
            await gaps.OrderBy(row => row.ClosedAt != null)
                .ThenByDescending(row => row.OpenedAt)
                .Take(Most)
                .ToListAsync(cancellation),
            cancellation
        );
    }

    public static async Task<GapRow?> GapAsync(this AppDb db, Guid id, CancellationToken cancellation = default) =>
        (
            await RowsAsync(
                db,
                await db.Set<DetectionGap>().AsNoTracking().Where(row => row.Id == id).ToListAsync(cancellation),
                cancellation
            )
        ).FirstOrDefault();

    /// <summary>Those that an action may promise to close, the newest first.</summary>
    public static Task<List<GapChoice>> OpenGapsAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<DetectionGap>()
            .Where(row => row.ClosedAt == null)
            .OrderByDescending(row => row.OpenedAt)
            .Take(Most)
            .Select(row => new GapChoice(
                row.Id,
                row.Signal,
                db.Set<Service>()
                    .Where(service => service.Id == row.ServiceId)
                    .Select(service => service.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancellation);

    private static async Task<List<GapRow>> RowsAsync(
        AppDb db,
        List<DetectionGap> found,
        CancellationToken cancellation
    )
    {
        var serviceIds = found.ConvertAll(row => row.ServiceId);
        var services = await db.Set<Service>()
            .Where(row => serviceIds.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.TeamId,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var incidents = (
            await db.Set<Incident>()
                .AsNoTracking()
                .Where(row =>
                    row.DismissedAt == null && row.DetectedBy == Detector.Customer && row.MissedSignal != null
                )
                .Where(row => serviceIds.Contains(row.ServiceId))
                .OrderByDescending(row => row.StartedAt)
                .Select(row => new
                {
                    row.ServiceId,
                    Signal = row.MissedSignal!,
                    row.Number,
                    row.Title,
                    row.StartedAt,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => (row.ServiceId, row.Signal.ToLowerInvariant()));
        var ids = found.ConvertAll(row => row.Id);
        var actions = (
            await db.Set<IncidentAction>()
                .AsNoTracking()
                .Where(row => row.GapId != null && ids.Contains(row.GapId.Value))
                .Select(row => new
                {
                    row.GapId,
                    row.Title,
                    row.CommitmentId,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.GapId!.Value);
        var commitmentIds = actions.SelectMany(rows => rows).Select(row => row.CommitmentId).OfType<Guid>().ToList();
        var commitments = await db.Set<Commitment>()
            .AsNoTracking()
            .Where(row => commitmentIds.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.ClosedOn,
                row.ClosedAs,
                row.DueOn,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var alarmIds = found.Select(row => row.AlarmId).OfType<Guid>().ToList();
        var alarms = await db.Set<Alarm>()
            .AsNoTracking()
            .Where(row => alarmIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Title, cancellation);
        return found.ConvertAll(gap =>
        {
            var service = gap.ServiceId is { } id ? services.GetValueOrDefault(id) : null;
            return new GapRow(
                gap.Id,
                gap.ServiceId,
                service?.Name,
                service?.TeamId,
                gap.Signal,
                gap.OpenedAt,
                gap.ClosedAt,
                gap.ClosedBy,
                gap.FiredIn,
                gap.FiredWhat,
                gap.AlarmId is { } alarm ? alarms.GetValueOrDefault(alarm) : null,
                [
                    .. incidents[(gap.ServiceId, gap.Signal.ToLowerInvariant())]
                        .Select(row => new GapIncident(row.Number, row.Title, row.StartedAt)),
                ],
                [
                    .. actions[gap.Id]
                        .Select(row =>
                        {
                            var own = row.CommitmentId is { } key ? commitments.GetValueOrDefault(key) : null;
                            return new GapAction(own?.Number, row.Title, own?.ClosedOn, own?.ClosedAs, own?.DueOn);
                        }),
                ]
            );
        });
    }

    /// <summary>What customers noticed first, and nobody said yet what should have told.</summary>
    public static async Task<List<GapIncident>> WithoutSignalAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) =>
        await db.IncidentsOfAsync(scope, cancellation) is { } incidents
            ? await incidents
                .Where(row =>
                    row.DismissedAt == null && row.DetectedBy == Detector.Customer && row.MissedSignal == null
                )
                .OrderByDescending(row => row.StartedAt)
                .Take(50)
                .Select(row => new GapIncident(row.Number, row.Title, row.StartedAt))
                .ToListAsync(cancellation)
            : [];
}
