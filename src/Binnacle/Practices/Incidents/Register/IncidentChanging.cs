using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Detection;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>What is said of an incident beside its times.</summary>
public static class IncidentChanging
{
    private const int MostConditions = 20;

    /// <summary>All of it at once, as the form holds it; the Timeline tells from and to.</summary>
    public static async Task ChangeAsync(
        this AppDb db,
        Incident incident,
        IncidentWords words,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        if (words.Revision != incident.Revision)
            throw new Refusal(
                "",
                "Somebody or an alarm changed this incident while you wrote. Copy what you wrote, open the page again, and say it there."
            );
        var named = MissedSignal.Of(incident);
        var levels = await db.SeverityLevelsAsync(cancellation);
        var service = await IncidentValues.ServiceAsync(db, words.Service, incident.ServiceId, cancellation);
        var team = await db.TeamOfScopeAsync(words.Scope, "scope", incident.TeamId, cancellation);
        var teamId = team?.Id ?? service?.TeamId;
        var (title, severity) = (IncidentValues.Title(words.Title), IncidentValues.Severity(words.Severity));
        var summary = IncidentValues.Optional("summary", words.Summary, IncidentValues.LongestText);
        var what = IncidentValues.Optional("detectedWhat", words.DetectedWhat, 200);
        var missed = IncidentValues.MissedSignal(words.MissedSignal, words.DetectedBy);
        var signature = await db.SignatureAsync(words.Signature, service?.Id, cancellation);
        var told = new Changes()
            .Add("Title", incident.Title, title)
            .Add("Service", await db.ServiceNameAsync(incident.ServiceId, cancellation), service?.Name)
            .Add(
                "Team",
                await db.TeamNameAsync(incident.TeamId, cancellation),
                await db.TeamNameAsync(teamId, cancellation)
            )
            .Add("Severity", Level(incident.Severity), Level(severity))
            .Add("Summary", incident.Summary, summary)
            .Add("Noticed by", incident.DetectedBy?.Words(), words.DetectedBy?.Words())
            .Add("What noticed", incident.DetectedWhat, what)
            .Add("Should have told", incident.MissedSignal, missed)
            .Add("Way of failing", await db.SignatureOfAsync(incident, cancellation), signature?.Name);
        (incident.Title, incident.Severity, incident.Summary) = (title, severity, summary);
        (incident.ServiceId, incident.TeamId) = (service?.Id, teamId);
        (incident.DetectedBy, incident.DetectedWhat, incident.MissedSignal) = (words.DetectedBy, what, missed);
        incident.SignatureId = signature?.Id;
        await ConditionsAsync(db, incident, words.Conditions, told, cancellation);
        if (!told.Any)
            return;
        incident.TouchedAt ??= db.Now;
        incident.Revision++;
        await db.FollowGapAsync(incident, named, cancellation);
        db.Record("incident.changed", incident.Title, incident.Url, told.Told);
        await db.SaveIncidentAsync(cancellation);

        string? Level(int? rank) => rank is null ? null : levels.Level(rank);
    }

    /// <summary>Which deployment caused it and which repaired it, as people know and no rule can guess.</summary>
    public static async Task LinkDeploymentsAsync(
        this AppDb db,
        Incident incident,
        Guid? cause,
        Guid? repair,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var ids = new[] { cause, repair }.OfType<Guid>().ToList();
        var found = await db.Set<Deployment>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToListAsync(cancellation);
        foreach (var id in ids)
            if (!found.Exists(row => row.Id == id))
                throw new Refusal("cause", "There is no such deployment.");
        var told = new Changes()
            .Add("Caused by", Known(incident.CausedByDeploymentId), Known(cause))
            .Add("Repaired by", Known(incident.RepairedByDeploymentId), Known(repair));
        if (!told.Any)
            return;
        (incident.CausedByDeploymentId, incident.RepairedByDeploymentId) = (cause, repair);
        incident.TouchedAt ??= db.Now;
        db.Record("incident.deployments-named", incident.Title, incident.Url, told.Told);
        await db.SaveIncidentAsync(cancellation);

        string? Known(Guid? id) =>
            found.Find(row => row.Id == id) is { } row ? row.Words()
            : id is null ? null
            : "another deployment";
    }

    /// <summary>"Payments API 4.2.1, 12 Mar 2026 14:05".</summary>
    public static string Words(this Deployment deployment) =>
        string.Join(
            ' ',
            new[]
            {
                deployment.ServiceName
                    ?? (deployment.RepositoryKey.Length > 0 ? deployment.RepositoryKey : "a deployment"),
                deployment.Version ?? (deployment.Commit is { Length: > 7 } commit ? commit[..7] : deployment.Commit),
                deployment.IsRollback == true ? "(a step back)" : null,
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    /// <summary>The postmortem that is kept in a repository; null for none.</summary>
    public static async Task LinkDocumentAsync(
        this AppDb db,
        Incident incident,
        int? number,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireWork(incident);
        var document = number is null
            ? null
            : await db.Set<Document>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.Number == number && row.Kind == DocumentKind.Postmortem && row.RemovedAt == null,
                    cancellation
                )
                ?? throw new Refusal("document", $"Document {number} is no postmortem.");
        if (incident.DocumentId == document?.Id)
            return;
        incident.DocumentId = document?.Id;
        incident.TouchedAt ??= db.Now;
        db.Record(
            "incident.document-linked",
            incident.Title,
            incident.Url,
            document is null ? "No file any more" : document.Path
        );
        await db.SaveIncidentAsync(cancellation);
    }

    /// <summary>Of that name, written alike or not; a new one where there is none.</summary>
    internal static async Task<FailureSignature?> SignatureAsync(
        this AppDb db,
        string? name,
        Guid? serviceId,
        CancellationToken cancellation
    )
    {
        if (IncidentValues.Optional("signature", name, 150) is not { } called)
            return null;
        var folded = called.ToLowerInvariant();
        var known = await db.Set<FailureSignature>()
            .FirstOrDefaultAsync(row => row.Name.ToLower() == folded, cancellation);
        if (known is not null)
            return known;
        var added = new FailureSignature
        {
            Name = called,
            ServiceId = serviceId,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
        };
        db.Add(added);
        return added;
    }

    private static async Task ConditionsAsync(
        AppDb db,
        Incident incident,
        string? lines,
        Changes told,
        CancellationToken cancellation
    )
    {
        var named = (lines ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('-', '*', ' '))
            .Where(line => line.Length > 0)
            .DistinctBy(line => line.ToLowerInvariant())
            .ToList();
        if (named.Count > MostConditions)
            throw new Refusal("conditions", $"Name at most {MostConditions}; the rest belongs into the postmortem.");
        if (named.Find(line => line.Length > 100) is { } tooLong)
            throw new Refusal("conditions", $"Keep each under 100 characters: “{tooLong[..60]}…”.");
        var known = await db.Set<IncidentCondition>()
            .Where(row => row.IncidentId == incident.Id)
            .ToListAsync(cancellation);
        told.Add(
            "Conditions",
            string.Join("; ", known.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase)),
            string.Join("; ", named.Order(StringComparer.OrdinalIgnoreCase))
        );
        bool Is(IncidentCondition row, string line) => row.Name.Equals(line, StringComparison.OrdinalIgnoreCase);
        db.RemoveRange(known.Where(row => !named.Exists(line => Is(row, line))));
        foreach (var line in named.Where(line => !known.Exists(row => Is(row, line))))
        {
            var folded = line.ToLowerInvariant();
            // Written as others wrote it, so that it is one condition and not two.
            var shared = await db.Set<IncidentCondition>()
                .Where(row => row.Name.ToLower() == folded)
                .OrderBy(row => row.AddedAt)
                .Select(row => row.Name)
                .FirstOrDefaultAsync(cancellation);
            db.Add(
                new IncidentCondition
                {
                    IncidentId = incident.Id,
                    Name = shared ?? line,
                    AddedAt = db.Now,
                    AddedBy = db.Viewer.Name,
                }
            );
        }
    }
}
