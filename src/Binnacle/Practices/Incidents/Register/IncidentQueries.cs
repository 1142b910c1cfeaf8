using System.Linq.Expressions;
using Binnacle.Platform;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Incidents.Postmortems;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <param name="Show">"open", "severe", "unjudged" (no severity, or who noticed is unknown), "dismissed" or "all".</param>
/// <param name="Scope">As <c>team:payments</c> or <c>repository:shop</c>; null or the organization for all.</param>
/// <param name="Service">A service's slug.</param>
/// <param name="Q">A part of the title.</param>
/// <param name="Sort">"started" or "title", with a minus for the other way; the newest first where nothing is said.</param>
public sealed record IncidentFilter(
    string? Show = null,
    string? Scope = null,
    string? Service = null,
    string? Q = null,
    string? Sort = null
)
{
    public static readonly IReadOnlyList<string> Choices = ["all", "open", "severe", "unjudged", "dismissed"];
}

/// <summary>An incident in a list. Days are null where they are unknown.</summary>
/// <param name="NextUpdateAt">When those who wait were promised the next word.</param>
public sealed record IncidentRow(
    int Number,
    string Title,
    string? Service,
    string? Team,
    int? Severity,
    bool IsOpen,
    Detector? DetectedBy,
    DateTime StartedAt,
    DateTime? ImpactStartAt,
    DateTime? DetectedAt,
    DateTime? AcknowledgedAt,
    DateTime? MitigatedAt,
    DateTime? ResolvedAt,
    DateTime? ImpactEndAt,
    PostmortemStage? Postmortem,
    bool HasFile,
    DateTime? NextUpdateAt
)
{
    public string Url => IncidentsContract.IncidentUrl(Number);
}

public static class IncidentQueries
{
    private sealed record Key(DateTime StartedAt, int Number);

    /// <summary>With its moments, ready to be changed.</summary>
    public static Task<Incident?> IncidentAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Incident>()
            .Include(row => row.Moments.OrderBy(moment => moment.ToldAt).ThenBy(moment => moment.Id))
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    internal static Task<Incident?> IncidentAsync(this AppDb db, string key, CancellationToken cancellation) =>
        db.Set<Incident>().Include(row => row.Moments).SingleOrDefaultAsync(row => row.Key == key, cancellation);

    public static Task<List<string>> ConditionsOfAsync(
        this AppDb db,
        Guid incidentId,
        CancellationToken cancellation = default
    ) =>
        db.Set<IncidentCondition>()
            .Where(row => row.IncidentId == incidentId)
            .OrderBy(row => row.Name)
            .Select(row => row.Name)
            .ToListAsync(cancellation);

    public static Task<string?> SignatureOfAsync(
        this AppDb db,
        Incident incident,
        CancellationToken cancellation = default
    ) =>
        db.Set<FailureSignature>()
            .Where(row => row.Id == incident.SignatureId)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellation);

    internal static Task<string?> ServiceNameAsync(this AppDb db, Guid? id, CancellationToken cancellation) =>
        db.Set<Service>().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellation);

    /// <summary>As it stands in lists.</summary>
    internal static Task<IncidentRow> IncidentRowAsync(this AppDb db, int number, CancellationToken cancellation) =>
        Rows(db, db.Set<Incident>().Where(row => row.Number == number)).SingleAsync(cancellation);

    /// <summary>Ways of failing, to choose from.</summary>
    public static Task<List<string>> SignatureNamesAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<FailureSignature>()
            .OrderBy(row => row.Name)
            .Take(IncidentChoices.Most)
            .Select(row => row.Name)
            .ToListAsync(cancellation);

    /// <summary>The postmortem that is kept in a repository.</summary>
    public static Task<DocumentRow?> FileOfAsync(
        this AppDb db,
        Incident incident,
        CancellationToken cancellation = default
    ) =>
        db.Set<Document>()
            .AsNoTracking()
            .Where(row => row.Id == incident.DocumentId)
            .AsRows(db)
            .FirstOrDefaultAsync(cancellation);

    /// <returns>Null where there is no such team or repository.</returns>
    /// <exception cref="Refusal">The filter asks for what there is not.</exception>
    public static async Task<(List<IncidentRow> Rows, int Total)?> IncidentsOnPageAsync(
        this AppDb db,
        IncidentFilter filter,
        int page,
        CancellationToken cancellation = default
    ) =>
        await FoundAsync(db, filter, cancellation) is { } found
            ? await Sorted(found, filter.Sort).OnPageAsync(page, rows => Rows(db, rows), cancellation)
            : null;

    /// <summary>For programs: the newest first, from a cursor.</summary>
    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<Page<IncidentRow>?> IncidentPartAsync(
        this AppDb db,
        IncidentFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        if (await FoundAsync(db, filter, cancellation) is not { } found)
            return null;
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            found = found.Where(row =>
                row.StartedAt < last.StartedAt || (row.StartedAt == last.StartedAt && row.Number < last.Number)
            );
        return await Sorted(found, null)
            .PartAsync(part, rows => Rows(db, rows), row => new Key(row.StartedAt, row.Number), cancellation);
    }

    /// <summary>How many each tab shows; none where there is no such team or repository.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> IncidentCountsAsync(
        this AppDb db,
        IncidentFilter filter,
        CancellationToken cancellation = default
    )
    {
        if (await db.IncidentsOfAsync(filter.Scope, cancellation) is not { } own)
            return new Dictionary<string, int>(StringComparer.Ordinal);
        var severe = await SevereAsync(db, cancellation);
        var (all, open) = (Shown("all", severe), Shown("open", severe));
        var (high, unjudged, dismissed) = (
            Shown("severe", severe),
            Shown("unjudged", severe),
            Shown("dismissed", severe)
        );
        var counts = await Sought(db, own, filter)
            .GroupBy(_ => 1)
            .Select(rows =>
                new[]
                {
                    rows.AsQueryable().Count(all),
                    rows.AsQueryable().Count(open),
                    rows.AsQueryable().Count(high),
                    rows.AsQueryable().Count(unjudged),
                    rows.AsQueryable().Count(dismissed),
                }
            )
            .FirstOrDefaultAsync(cancellation);
        return IncidentFilter
            .Choices.Index()
            .ToDictionary(choice => choice.Item, choice => counts?[choice.Index] ?? 0, StringComparer.Ordinal);
    }

    /// <summary>Those of a team, or of the services of a repository, or all.</summary>
    /// <returns>Null where there is no such team or repository.</returns>
    internal static async Task<IQueryable<Incident>?> IncidentsOfAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation
    )
    {
        if (await db.NamedScopeAsync(scope, cancellation) is not { } named)
            return null;
        var rows = db.Set<Incident>().AsNoTracking();
        if (named.TeamId is { } team)
            return rows.Where(row => row.TeamId == team);
        return named.RepositoryId is { } repository
            ? rows.Where(row =>
                db.Set<Service>().Any(service => service.Id == row.ServiceId && service.RepositoryId == repository)
            )
            : rows;
    }

    private static async Task<IQueryable<Incident>?> FoundAsync(
        AppDb db,
        IncidentFilter filter,
        CancellationToken cancellation
    ) =>
        await db.IncidentsOfAsync(filter.Scope, cancellation) is { } own
            ? Sought(db, own, filter).Where(Shown(filter.Show, await SevereAsync(db, cancellation)))
            : null;

    private static IQueryable<Incident> Sought(AppDb db, IQueryable<Incident> rows, IncidentFilter filter)
    {
        if (!string.IsNullOrWhiteSpace(filter.Service))
            rows = rows.Where(row =>
                db.Set<Service>().Any(service => service.Id == row.ServiceId && service.Slug == filter.Service)
            );
        if (string.IsNullOrWhiteSpace(filter.Q))
            return rows;
        var sought = filter.Q.Trim().ToLowerInvariant();
        return rows.Where(row => row.Title.ToLower().Contains(sought));
    }

    private static async Task<List<int>> SevereAsync(AppDb db, CancellationToken cancellation) =>
        [.. (await db.SeverityLevelsAsync(cancellation)).Where(level => level.IsSevere).Select(level => level.Rank)];

    /// <param name="severe">Which levels are.</param>
    private static Expression<Func<Incident, bool>> Shown(string? show, List<int> severe) =>
        show switch
        {
            null or "" or "all" => row => row.DismissedAt == null,
            "open" => row => row.DismissedAt == null && row.ResolvedAt == null && row.ImpactEndAt == null,
            "severe" => row => row.DismissedAt == null && row.Severity != null && severe.Contains(row.Severity.Value),
            "unjudged" => row => row.DismissedAt == null && (row.Severity == null || row.DetectedBy == null),
            "dismissed" => row => row.DismissedAt != null,
            _ => throw new Refusal("show", $"Choose {string.Join(", ", IncidentFilter.Choices)}."),
        };

    private static IOrderedQueryable<Incident> Sorted(IQueryable<Incident> rows, string? sort) =>
        sort switch
        {
            "started" => rows.OrderBy(row => row.StartedAt).ThenBy(row => row.Number),
            "title" => rows.OrderBy(row => row.Title).ThenBy(row => row.Number),
            "-title" => rows.OrderByDescending(row => row.Title).ThenBy(row => row.Number),
            _ => rows.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Number),
        };

    /// <summary>Joined, so that what is asked of each row is asked of those on the page alone, not of all before it.</summary>
    private static IQueryable<IncidentRow> Rows(AppDb db, IQueryable<Incident> rows) =>
        from row in rows
        join service in db.Set<Service>() on row.ServiceId equals service.Id into services
        from service in services.DefaultIfEmpty()
        join team in db.Set<Team>() on row.TeamId equals team.Id into teams
        from team in teams.DefaultIfEmpty()
        select new IncidentRow(
            row.Number,
            row.Title,
            service.Name,
            team.Name,
            row.Severity,
            row.ResolvedAt == null && row.ImpactEndAt == null && row.DismissedAt == null,
            row.DetectedBy,
            row.StartedAt,
            row.ImpactStartAt,
            row.DetectedAt,
            row.AcknowledgedAt,
            row.MitigatedAt,
            row.ResolvedAt,
            row.ImpactEndAt,
            db.Set<PostmortemState>()
                .Where(state =>
                    state.EndedAt == null
                    && db.Set<Postmortem>().Any(own => own.Id == state.PostmortemId && own.IncidentId == row.Id)
                )
                .Select(state => (PostmortemStage?)state.Stage)
                .FirstOrDefault(),
            row.DocumentId != null,
            db.Set<IncidentEntry>()
                .Where(entry => entry.IncidentId == row.Id && entry.Kind == EntryKind.Update && entry.RemovedAt == null)
                .OrderByDescending(entry => entry.At)
                .Select(entry => entry.NextAt)
                .FirstOrDefault()
        );
}
