using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Postmortems;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>All that the page of one incident shows.</summary>
/// <param name="Deployments">Of its service in the hours before and during it, the newest first.</param>
/// <param name="File">The postmortem that is kept in a repository.</param>
/// <param name="NextUpdateAt">When those who wait were promised the next word.</param>
/// <param name="Proposed">Postmortem files of those days that no incident has yet.</param>
public sealed record IncidentModel(
    Incident Incident,
    IReadOnlyList<SeverityLevel> Levels,
    string? Service,
    string? Team,
    string? Signature,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<Deployment> Deployments,
    IReadOnlyList<TimelineLine> Timeline,
    IReadOnlyList<IncidentRoleRow> Roles,
    PostmortemStage? Postmortem,
    DocumentRow? File,
    IReadOnlyList<DocumentRow> Proposed,
    IReadOnlyList<ActionRow> Actions,
    int? MergedInto,
    DateTime? NextUpdateAt,
    DateTime Now
)
{
    public static async Task<IncidentModel?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.IncidentAsync(number, cancellation) is not { } incident)
            return null;
        var row = await db.IncidentRowAsync(number, cancellation);
        var deployments = await db.DeploymentsAroundAsync(incident, cancellation);
        return new(
            incident,
            await db.SeverityLevelsAsync(cancellation),
            row.Service,
            row.Team,
            await db.SignatureOfAsync(incident, cancellation),
            await db.ConditionsOfAsync(incident.Id, cancellation),
            deployments,
            await db.TimelineOfAsync(incident, deployments, cancellation),
            await RolesAsync(db, incident, cancellation),
            row.Postmortem,
            await db.FileOfAsync(incident, cancellation),
            incident.DocumentId is null ? await ProposedAsync(db, incident, cancellation) : [],
            await db.ActionsOfAsync(incident.Id, cancellation),
            await db.Set<Incident>()
                .Where(other => other.Id == incident.MergedIntoId)
                .Select(other => (int?)other.Number)
                .FirstOrDefaultAsync(cancellation),
            row.NextUpdateAt,
            db.Now
        );
    }

    private static Task<List<IncidentRoleRow>> RolesAsync(
        AppDb db,
        Incident incident,
        CancellationToken cancellation
    ) =>
        db.Set<IncidentRole>()
            .Where(row => row.IncidentId == incident.Id && row.UntilAt == null)
            .OrderBy(row => row.Role)
            .Select(row => new IncidentRoleRow(
                row.Role,
                db.Set<Person>()
                    .Where(person => person.Id == row.PersonId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
                row.FromAt
            ))
            .ToListAsync(cancellation);

    /// <summary>Files that appeared in the weeks after it, of its team or of none, and that no incident has.</summary>
    private static Task<List<DocumentRow>> ProposedAsync(AppDb db, Incident incident, CancellationToken cancellation)
    {
        var (from, to) = (incident.StartedAt.AddDays(-1), incident.StartedAt.AddDays(45));
        return db.Set<Document>()
            .AsNoTracking()
            .Where(row => row.Kind == DocumentKind.Postmortem && row.RemovedAt == null)
            .Where(row => row.FirstSeenAt >= from && row.FirstSeenAt <= to)
            .Where(row => incident.TeamId == null || row.TeamId == null || row.TeamId == incident.TeamId)
            .Where(row => !db.Set<Incident>().Any(other => other.DocumentId == row.Id))
            .OrderBy(row => row.FirstSeenAt)
            .Take(10)
            .AsRows(db)
            .ToListAsync(cancellation);
    }
}

/// <param name="Person">Null where they left the catalogue.</param>
public sealed record IncidentRoleRow(IncidentRoleKind Role, string? Person, DateTime FromAt);

/// <summary>What the fields of an incident offer.</summary>
public sealed record IncidentChoices(
    IReadOnlyList<SeverityLevel> Levels,
    IReadOnlyList<string> Services,
    IReadOnlyList<TeamChoice> Teams,
    IReadOnlyList<string> Signatures,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Signals
)
{
    internal const int Most = 300;

    public static async Task<IncidentChoices> LoadAsync(AppDb db, CancellationToken cancellation) =>
        new(
            await db.SeverityLevelsAsync(cancellation),
            await db.Set<Service>()
                .Where(row => row.ArchivedAt == null)
                .OrderBy(row => row.Name)
                .Take(Most)
                .Select(row => row.Name)
                .ToListAsync(cancellation),
            await db.TeamChoicesAsync(cancellation),
            await db.SignatureNamesAsync(cancellation),
            await db.Set<IncidentCondition>()
                .Select(row => row.Name)
                .Distinct()
                .OrderBy(name => name)
                .Take(Most)
                .ToListAsync(cancellation),
            await db.Set<Detection.DetectionGap>()
                .Select(row => row.Signal)
                .Distinct()
                .OrderBy(name => name)
                .Take(Most)
                .ToListAsync(cancellation)
        );
}
