using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents;

/// <summary>An incident as checks see it.</summary>
/// <param name="KnownAt">When it was opened here, or began, whichever was first: before that nobody could count it.</param>
/// <param name="Severity">Null while nobody judged it.</param>
/// <param name="PublishedAt">When its postmortem was shared, or first stood in a repository; null where there is none.</param>
public sealed record IncidentRecord(
    int Number,
    string Title,
    Guid? TeamId,
    Guid? RepositoryId,
    DateTime StartedAt,
    DateTime KnownAt,
    int? Severity,
    bool IsSevere,
    Detector? DetectedBy,
    DateTime? PublishedAt
);

/// <summary>An action from an incident as checks see it.</summary>
/// <param name="DueOn">Null where it was decided not to act.</param>
/// <param name="DoneOn">Null while it is open, or was dropped.</param>
/// <param name="DroppedOn">When it was dropped with a reason: it is neither kept nor late then.</param>
/// <param name="LookedAt">Each time that somebody looked whether it helped.</param>
public sealed record IncidentActionRecord(
    int Incident,
    string Title,
    Guid? TeamId,
    Guid? RepositoryId,
    DateTime MadeAt,
    DateOnly? DueOn,
    DateOnly? DoneOn,
    DateOnly? DroppedOn,
    bool IsDeclined,
    IReadOnlyList<DateTime> LookedAt
)
{
    /// <summary>When the gap of a detective action was closed, by an alert that really fired; null while it is open.</summary>
    public DateTime? FiredAt { get; init; }
}

/// <summary>Incidents and their actions, for checks.</summary>
internal sealed class IncidentLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var severe = (await db.SeverityLevelsAsync(cancellation))
            .Where(level => level.IsSevere)
            .Select(level => level.Rank)
            .ToHashSet();
        var repositories = await db.Set<Service>()
            .Where(row => row.RepositoryId != null)
            .ToDictionaryAsync(row => row.Id, row => row.RepositoryId, cancellation);
        var shared = await db.Set<Postmortem>()
            .Select(row => new { row.IncidentId, row.SharedAt })
            .ToDictionaryAsync(row => row.IncidentId, row => row.SharedAt, cancellation);
        var incidents = await db.Set<Incident>()
            .AsNoTracking()
            .Where(row => row.DismissedAt == null)
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
                row.TeamId,
                row.ServiceId,
                row.StartedAt,
                row.OpenedAt,
                row.Severity,
                row.DetectedBy,
                row.DocumentId,
                FileAt = db.Set<Document>()
                    .Where(document => document.Id == row.DocumentId)
                    .Select(document => (DateTime?)document.FirstSeenAt)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        records.With<IncidentRecord>([
            .. incidents.Select(row => new IncidentRecord(
                row.Number,
                row.Title,
                row.TeamId,
                row.ServiceId is { } service ? repositories.GetValueOrDefault(service) : null,
                row.StartedAt,
                row.OpenedAt < row.StartedAt ? row.OpenedAt : row.StartedAt,
                row.Severity,
                row.Severity is { } rank && severe.Contains(rank),
                row.DetectedBy,
                Earlier(shared.GetValueOrDefault(row.Id), row.FileAt)
            )),
        ]);
        await LoadActionsAsync(
            db,
            records,
            incidents.ToDictionary(row => row.Id, row => (row.Number, row.TeamId, row.ServiceId)),
            repositories,
            cancellation
        );
    }

    private static async Task LoadActionsAsync(
        AppDb db,
        CheckRecords records,
        Dictionary<Guid, (int Number, Guid? TeamId, Guid? ServiceId)> incidents,
        Dictionary<Guid, Guid?> repositories,
        CancellationToken cancellation
    )
    {
        var looks = (
            await db.Set<ActionLook>().Select(row => new { row.ActionId, row.At }).ToListAsync(cancellation)
        ).ToLookup(row => row.ActionId, row => row.At);
        var gaps = await db.Set<DetectionGap>()
            .Where(row => row.ClosedAt != null)
            .ToDictionaryAsync(row => row.Id, row => row.ClosedAt!.Value, cancellation);
        var actions = await db.Set<IncidentAction>()
            .AsNoTracking()
            .OrderBy(row => row.AddedAt)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.IncidentId,
                row.Title,
                row.AddedAt,
                row.GapId,
                IsDeclined = row.DeclinedAt != null,
                DueOn = db.Set<Commitment>()
                    .Where(own => own.Id == row.CommitmentId)
                    .Select(own => (DateOnly?)own.DueOn)
                    .FirstOrDefault(),
                ClosedOn = db.Set<Commitment>()
                    .Where(own => own.Id == row.CommitmentId)
                    .Select(own => own.ClosedOn)
                    .FirstOrDefault(),
                ClosedAs = db.Set<Commitment>()
                    .Where(own => own.Id == row.CommitmentId)
                    .Select(own => own.ClosedAs)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        records.With<IncidentActionRecord>([
            .. actions
                .Where(row => incidents.ContainsKey(row.IncidentId))
                .Select(row =>
                {
                    var incident = incidents[row.IncidentId];
                    return new IncidentActionRecord(
                        incident.Number,
                        row.Title,
                        incident.TeamId,
                        incident.ServiceId is { } service ? repositories.GetValueOrDefault(service) : null,
                        row.AddedAt,
                        row.DueOn,
                        row.ClosedAs is ClosureOutcome.Done ? row.ClosedOn : null,
                        row.ClosedAs is ClosureOutcome.Dropped ? row.ClosedOn : null,
                        row.IsDeclined,
                        [.. looks[row.Id].Order()]
                    )
                    {
                        FiredAt = row.GapId is { } gap && gaps.TryGetValue(gap, out var fired) ? fired : null,
                    };
                }),
        ]);
    }

    private static DateTime? Earlier(DateTime? one, DateTime? other) =>
        one is null ? other
        : other is null || one < other ? one
        : other;
}
