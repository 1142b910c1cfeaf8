using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Actions;

/// <param name="Show">"all", "open", "overdue", "done" or "declined".</param>
/// <param name="Scope">As <c>team:payments</c> or <c>repository:shop</c>; null or the organization for all.</param>
public sealed record ActionFilter(string? Show = null, string? Scope = null)
{
    public static readonly IReadOnlyList<string> Choices = ["all", "open", "overdue", "done", "declined"];
}

/// <summary>An action in a list, with what it changed.</summary>
/// <param name="Commitment">Null where it was declined, or the viewer may not see it.</param>
/// <param name="NoSignatureBecause">Why it should change no way of failing.</param>
/// <param name="Fired">Of a detective action: when the alert of its gap really fired.</param>
public sealed record ActionRow(
    Guid Id,
    int Incident,
    string IncidentTitle,
    ActionKind Kind,
    string Title,
    int? Commitment,
    string? Owner,
    DateOnly? DueOn,
    DateOnly? ClosedOn,
    ClosureOutcome? Outcome,
    string? DeclinedBecause,
    string? DeclinedBy,
    string? Signature,
    string? NoSignatureBecause,
    string? Gap,
    DateTime? Fired,
    DateTime? LookedAt,
    string? LookNote,
    Recurrence? Recurrence
)
{
    public bool IsDone => Outcome is ClosureOutcome.Done;

    /// <summary>The way of failing, or why there is none; null where it was decided before that was asked.</summary>
    public string? ShouldChange => Signature ?? (NoSignatureBecause is { } why ? $"none, because {why}" : null);

    /// <summary>What came since it was done. How often it comes is what prevention should change, and nothing else.</summary>
    public string? SinceThen =>
        Recurrence is not { } came
            ? (Fired is { } fired ? $"its alert fired on {Words.Date(DateOnly.FromDateTime(fired))}" : null)
        : Kind is ActionKind.Preventive ? came.InWords
        : $"{came.Counts}; {Kind.Means()}, which counts do not show";

    public bool IsOverdueOn(DateOnly day) => ClosedOn is null && DueOn < day;
}

public static class ActionQueries
{
    private sealed record Key(DateTime AddedAt, Guid Id);

    public static async Task<List<ActionRow>> ActionsOfAsync(
        this AppDb db,
        Guid incidentId,
        CancellationToken cancellation = default
    ) =>
        await RowsAsync(
            db,
            await db.Set<IncidentAction>()
                .AsNoTracking()
                .Where(row => row.IncidentId == incidentId)
                .OrderBy(row => row.AddedAt)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation),
            cancellation
        );

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<(List<ActionRow> Rows, int Total)?> ActionsOnPageAsync(
        this AppDb db,
        ActionFilter filter,
        int page,
        CancellationToken cancellation = default
    )
    {
        if (await FoundAsync(db, filter, cancellation) is not { } found)
            return null;
        var (shown, total) = await found
            .OrderByDescending(row => row.AddedAt)
            .ThenByDescending(row => row.Id)
            .OnPageAsync(page, rows => rows, cancellation);
        return (await RowsAsync(db, shown, cancellation), total);
    }

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<Page<ActionRow>?> ActionPartAsync(
        this AppDb db,
        ActionFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        if (await FoundAsync(db, filter, cancellation) is not { } found)
            return null;
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            found = found.Where(row =>
                row.AddedAt < last.AddedAt || (row.AddedAt == last.AddedAt && row.Id.CompareTo(last.Id) < 0)
            );
        var shown = await found
            .OrderByDescending(row => row.AddedAt)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, rows => rows, row => new Key(row.AddedAt, row.Id), cancellation);
        return new(await RowsAsync(db, shown.Items, cancellation), shown.Next);
    }

    /// <summary>How many each tab shows; none where there is no such team or repository.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ActionCountsAsync(
        this AppDb db,
        ActionFilter filter,
        CancellationToken cancellation = default
    )
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (await db.IncidentsOfAsync(filter.Scope, cancellation) is not { } own)
            return counts;
        foreach (var show in ActionFilter.Choices)
            counts[show] = await Narrowed(db, own, show).CountAsync(cancellation);
        return counts;
    }

    private static async Task<IQueryable<IncidentAction>?> FoundAsync(
        AppDb db,
        ActionFilter filter,
        CancellationToken cancellation
    ) => await db.IncidentsOfAsync(filter.Scope, cancellation) is { } own ? Narrowed(db, own, filter.Show) : null;

    private static IQueryable<IncidentAction> Narrowed(AppDb db, IQueryable<Incident> of, string? show)
    {
        var rows = db.Set<IncidentAction>()
            .AsNoTracking()
            .Where(row => of.Any(incident => incident.Id == row.IncidentId));
        var today = db.Today;
        return show switch
        {
            null or "" or "all" => rows,
            "open" => rows.Where(row =>
                db.Set<Commitment>().Any(own => own.Id == row.CommitmentId && own.ClosedOn == null)
            ),
            "overdue" => rows.Where(row =>
                db.Set<Commitment>().Any(own => own.Id == row.CommitmentId && own.ClosedOn == null && own.DueOn < today)
            ),
            "done" => rows.Where(row =>
                db.Set<Commitment>().Any(own => own.Id == row.CommitmentId && own.ClosedAs == ClosureOutcome.Done)
            ),
            "declined" => rows.Where(row => row.DeclinedAt != null),
            _ => throw new Platform.Refusal("show", $"Choose {string.Join(", ", ActionFilter.Choices)}."),
        };
    }

    private static async Task<List<ActionRow>> RowsAsync(
        AppDb db,
        IReadOnlyList<IncidentAction> actions,
        CancellationToken cancellation
    )
    {
        if (actions.Count == 0)
            return [];
        var ids = actions.Select(row => row.Id).ToList();
        var incidentIds = actions.Select(row => row.IncidentId).Distinct().ToList();
        var incidents = await db.Set<Incident>()
            .AsNoTracking()
            .Where(row => incidentIds.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var commitmentIds = actions.Select(row => row.CommitmentId).OfType<Guid>().ToList();
        var commitments = await db.Set<Commitment>()
            .AsNoTracking()
            .Where(row => commitmentIds.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.DueOn,
                row.ClosedOn,
                row.ClosedAs,
                Owner = db.Set<Person>()
                    .Where(person => person.Id == row.OwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var looks = (
            await db.Set<ActionLook>().AsNoTracking().Where(row => ids.Contains(row.ActionId)).ToListAsync(cancellation)
        ).ToLookup(row => row.ActionId);
        var gapIds = actions.Select(row => row.GapId).OfType<Guid>().ToList();
        var gaps = await db.Set<DetectionGap>()
            .AsNoTracking()
            .Where(row => gapIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var signatureIds = actions.Select(row => row.SignatureId).OfType<Guid>().Distinct().ToList();
        var signatures = await db.Set<FailureSignature>()
            .AsNoTracking()
            .Where(row => signatureIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var times = (
            await db.Set<Incident>()
                .Where(row =>
                    row.DismissedAt == null && row.SignatureId != null && signatureIds.Contains(row.SignatureId.Value)
                )
                .Select(row => new
                {
                    row.Id,
                    row.SignatureId,
                    row.StartedAt,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.SignatureId!.Value);
        var first = await db.Set<Incident>()
            .Where(row => row.DismissedAt == null)
            .MinAsync(row => (DateTime?)row.StartedAt, cancellation);
        var rows = new List<ActionRow>();
        foreach (var action in actions)
        {
            var incident = incidents[action.IncidentId];
            var commitment = action.CommitmentId is { } id ? commitments.GetValueOrDefault(id) : null;
            var gap = action.GapId is { } gapId ? gaps.GetValueOrDefault(gapId) : null;
            var look = looks[action.Id].MaxBy(one => one.At);
            Recurrence? byDays = null;
            if (
                action.SignatureId is { } signature
                && commitment is { ClosedAs: ClosureOutcome.Done, ClosedOn: { } done }
                && first is { } begun
            )
            {
                var own = times[signature]
                    .Where(row => row.Id != action.IncidentId)
                    .Select(row => row.StartedAt)
                    .ToList();
                byDays = Recurrence.ByDays(own, DateOnly.FromDateTime(begun), done, db.Today);
            }
            rows.Add(
                new(
                    action.Id,
                    incident.Number,
                    incident.Title,
                    action.Kind,
                    action.Title,
                    commitment?.Number,
                    commitment?.Owner,
                    commitment?.DueOn,
                    commitment?.ClosedOn,
                    commitment?.ClosedAs,
                    action.DeclinedBecause,
                    action.DeclinedBy,
                    action.SignatureId is { } named ? signatures.GetValueOrDefault(named)?.Name : null,
                    action.NoSignatureBecause,
                    gap?.Signal,
                    gap?.ClosedAt,
                    look?.At,
                    look?.Note,
                    byDays
                )
            );
        }
        return rows;
    }

    /// <summary>The same counts over successful deployments of the service; null where they are not known for both sides.</summary>
    public static async Task<Recurrence?> ByDeploymentsAsync(
        this AppDb db,
        Guid? serviceId,
        ActionRow row,
        CancellationToken cancellation = default
    )
    {
        if (serviceId is null || row is not { Recurrence: { } byDays, ClosedOn: { } done })
            return null;
        var middle = done.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var from = middle.AddDays(-byDays.ExposureBefore);
        var own = db.Set<Deployment>()
            .Where(one =>
                one.ServiceId == serviceId
                && one.InProduction == true
                && one.Outcome == RunOutcome.Success
                && one.EndedAt >= from
            );
        var (first, before, after) = (
            await own.MinAsync(one => one.EndedAt, cancellation),
            await own.CountAsync(one => one.EndedAt < middle, cancellation),
            await own.CountAsync(one => one.EndedAt >= middle, cancellation)
        );
        // Deployments that are told of only since lately would make the past look short.
        return before == 0 || after == 0 || first > from.AddDays(30)
            ? null
            : Recurrence.Of(byDays.Before, before, byDays.After, after, "deployments");
    }
}
