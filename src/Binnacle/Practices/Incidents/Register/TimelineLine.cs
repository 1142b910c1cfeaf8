using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Alarms;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>A line of an incident's timeline, with where it is known from.</summary>
/// <param name="Kind">"alarm", "deployment", "time", "update", "note", "chat", "role".</param>
/// <param name="EntryId">Of a line that people brought, which people may take away.</param>
public sealed record TimelineLine(
    DateTime At,
    string Kind,
    string Text,
    string Source,
    string? Url = null,
    Guid? EntryId = null
);

/// <summary>Assembles what is known of the hours around an incident: alarms, deployments before and during it, people.</summary>
public static class TimelineAssembling
{
    public const int HoursBefore = 6;
    private const int MostDeployments = 100;

    /// <summary>The oldest first.</summary>
    public static async Task<IReadOnlyList<TimelineLine>> TimelineOfAsync(
        this AppDb db,
        Incident incident,
        IReadOnlyList<Deployment> deployments,
        CancellationToken cancellation = default
    )
    {
        var alarms = await db.AlarmsOfAsync(incident.Id, cancellation);
        var entries = await db.Set<IncidentEntry>()
            .AsNoTracking()
            .Where(row => row.IncidentId == incident.Id && row.RemovedAt == null)
            .ToListAsync(cancellation);
        var roles = await db.Set<IncidentRole>()
            .AsNoTracking()
            .Where(row => row.IncidentId == incident.Id)
            .Select(row => new
            {
                row.Role,
                row.FromAt,
                row.GivenBy,
                Name = db.Set<Platform.Catalogue.Person>()
                    .Where(person => person.Id == row.PersonId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. alarms
                .SelectMany(OfAlarm)
                .Concat(deployments.Select(row => OfDeployment(incident, row)))
                .Concat(incident.Moments.Where(moment => moment.ReplacedAt is null).SelectMany(OfMoment))
                .Concat(entries.Select(OfEntry))
                .Concat(
                    roles.Select(row => new TimelineLine(
                        row.FromAt,
                        "role",
                        $"{row.Name ?? "Somebody who left"} {row.Role.Words()}",
                        $"said by {row.GivenBy}"
                    ))
                )
                .OrderBy(line => line.At)
                .ThenBy(line => line.Kind, StringComparer.Ordinal)
                .ThenBy(line => line.Text, StringComparer.Ordinal),
        ];
    }

    public static async Task<List<Alarm>> AlarmsOfAsync(
        this AppDb db,
        Guid incidentId,
        CancellationToken cancellation = default
    ) =>
        await (
            from attached in db.Set<IncidentAlarm>()
            join alarm in db.Set<Alarm>() on attached.AlarmId equals alarm.Id
            where attached.IncidentId == incidentId
            orderby alarm.StartedAt
            select alarm
        )
            .AsNoTracking()
            .ToListAsync(cancellation);

    /// <summary>Of its service, from some hours before it until it was over; without a service none can be told apart.</summary>
    public static async Task<List<Deployment>> DeploymentsAroundAsync(
        this AppDb db,
        Incident incident,
        CancellationToken cancellation = default
    )
    {
        var linked = new[] { incident.CausedByDeploymentId, incident.RepairedByDeploymentId }.OfType<Guid>().ToList();
        var from = incident.StartedAt.AddHours(-HoursBefore);
        var to = incident.ImpactEndAt ?? incident.ResolvedAt ?? db.Now;
        var service = incident.ServiceId;
        return await db.Set<Deployment>()
            .AsNoTracking()
            .Where(row =>
                linked.Contains(row.Id)
                || (
                    service != null
                    && row.ServiceId == service
                    && row.InProduction != false
                    && (row.StartedAt ?? row.EndedAt) >= from
                    && (row.StartedAt ?? row.EndedAt) <= to
                )
            )
            .OrderByDescending(row => row.StartedAt ?? row.EndedAt)
            .Take(MostDeployments)
            .ToListAsync(cancellation);
    }

    private static IEnumerable<TimelineLine> OfAlarm(Alarm alarm)
    {
        var source = $"{(alarm.Kind is AlarmKind.Alert ? "alert" : "pager")}, {alarm.Key.Split('/')[0]}";
        var title = alarm.Title ?? "Alarm";
        if (alarm.StartedAt is { } started)
            yield return new(
                started,
                "alarm",
                $"{title} began{(alarm.Severity is { } severity ? $" ({severity})" : "")}",
                source,
                alarm.Url
            );
        if (alarm.AcknowledgedAt is { } acknowledged)
            yield return new(acknowledged, "alarm", $"{title} was acknowledged", source, alarm.Url);
        if (alarm.ReopenedAt is { } reopened)
            yield return new(reopened, "alarm", $"{title} came back", source, alarm.Url);
        if (alarm.ResolvedAt is { } resolved)
            yield return new(
                resolved,
                "alarm",
                $"{title} {(alarm.Kind is AlarmKind.Alert ? "ended" : "was resolved")}",
                source,
                alarm.Url
            );
    }

    private static TimelineLine OfDeployment(Incident incident, Deployment row)
    {
        var role =
            row.Id == incident.CausedByDeploymentId ? ", which caused it"
            : row.Id == incident.RepairedByDeploymentId ? ", which repaired it"
            : "";
        var outcome = row.Outcome is null or RunOutcome.Success
            ? ""
            : $", {row.Outcome.ToString()!.ToLowerInvariant()}";
        return new(
            row.StartedAt ?? row.EndedAt ?? incident.StartedAt,
            "deployment",
            $"Deployed {row.Words()}{outcome}{role}",
            row.Key.Split('/')[0],
            row.Url
        );
    }

    /// <summary>What alarms told stands there by the alarm itself.</summary>
    private static IEnumerable<TimelineLine> OfMoment(Moment moment)
    {
        if (moment.At is { } at && moment.Source is not MomentSource.Alarm)
            yield return new(
                at,
                "time",
                moment.Kind.Words(),
                $"said by {moment.ToldBy}{(moment.SourceWhat is null ? "" : $", from {moment.SourceWhat}")}"
            );
    }

    private static TimelineLine OfEntry(IncidentEntry entry) =>
        new(
            entry.At,
            entry.Kind.ToString().ToLowerInvariant(),
            entry.Author is null ? entry.Text : $"{entry.Author}: {entry.Text}",
            entry.Kind is EntryKind.Chat ? $"{entry.Source}, pasted by {entry.AddedBy}" : $"{entry.AddedBy}",
            null,
            entry.Id
        );
}
