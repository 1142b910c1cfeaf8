using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>
/// One round of following. Each pager's incident is one of its own. A group of alerts belongs to the first pager near it,
/// else to the incident that it has, else it opens one; where people said something, all stays where it is.
/// </summary>
internal sealed class AlarmFollower(AppDb db, AlarmSurroundings around)
{
    private readonly HashSet<Incident> affected = [];

    public async Task FollowAsync(List<Alarm> news, CancellationToken cancellation)
    {
        foreach (
            var pager in news.Where(row =>
                    row is { Kind: AlarmKind.Incident, StartedAt: not null } && around.LinkOf(row) is null
                )
                .OrderBy(row => row.StartedAt)
                .ThenBy(row => row.Id)
        )
            Attach(pager, await OpenAsync(pager, null, cancellation), null);
        foreach (var group in around.Groups().ToList())
            await PlaceAsync(group, cancellation);
        affected.UnionWith(news.Select(around.IncidentOf).OfType<Incident>());
        await TellAsync(cancellation);
    }

    private async Task PlaceAsync(AlarmGroup group, CancellationToken cancellation)
    {
        var main =
            around.PagersNear(group)
            ?? group
                .Alarms.Select(around.IncidentOf)
                .OfType<Incident>()
                .Distinct()
                .OrderByDescending(row => row.TouchedAt is not null)
                .ThenByDescending(around.IsPagers)
                .ThenBy(row => row.StartedAt)
                .ThenBy(row => row.Number)
                .FirstOrDefault()
            ?? await OpenAsync(group.Alarms[0], group.Rule, cancellation);
        foreach (var alert in group.Alarms)
        {
            if (around.LinkOf(alert) is not { } link)
                Attach(alert, main, group.Rule);
            else if (around.Incident(link.IncidentId) is { TouchedAt: null } there && there != main)
            {
                if (around.IsPagers(there))
                    await MoveAsync(link, there, main, cancellation);
                else
                    Merge(there, main);
            }
        }
    }

    private async Task<Incident> OpenAsync(Alarm alarm, GroupingRule? rule, CancellationToken cancellation)
    {
        var incident = new Incident
        {
            Number = (int)await db.TakeNumbersAsync("incidents", 1, cancellation),
            Title = AlarmTelling.TitleOf(alarm),
            OpenedAt = db.Now,
            OpenedBy = "Binnacle",
            OpenedFrom = OpenedFrom.Alarm,
            Key = KeyOf(alarm.Id),
        };
        incident.PlaceInTime();
        db.Add(incident);
        db.Record(
            "incident.opened",
            incident.Title,
            incident.Url,
            rule is null ? "By the pager" : $"By the rule “{rule.Name}”"
        );
        return incident;
    }

    private static string KeyOf(Guid alarmId) => $"alarm:{alarmId}";

    private void Attach(Alarm alarm, Incident incident, GroupingRule? rule)
    {
        var link = new IncidentAlarm
        {
            AlarmId = alarm.Id,
            IncidentId = incident.Id,
            RuleId = rule?.Id,
            GroupName = rule is null ? null : Grouping.NameOf(rule, alarm),
            AttachedAt = db.Now,
            AttachedBy = "Binnacle",
        };
        db.Add(link);
        around.Add(incident, link);
        affected.Add(incident);
    }

    /// <summary>From one pager's incident to that of an earlier one, which was told later.</summary>
    private async Task MoveAsync(IncidentAlarm link, Incident from, Incident to, CancellationToken cancellation)
    {
        link.IncidentId = to.Id;
        affected.Add(from);
        affected.Add(to);
        // What the alert itself had opened points to where it is.
        var key = KeyOf(link.AlarmId);
        if (
            await db.Set<Incident>()
                .SingleOrDefaultAsync(row => row.Key == key && row.MergedIntoId == from.Id, cancellation) is
            { } merged
        )
            Point(merged, to);
    }

    private void Merge(Incident from, Incident to)
    {
        foreach (var link in around.LinksOf(from).ToList())
            link.IncidentId = to.Id;
        (from.DismissedAt, from.DismissedBy) = (db.Now, "Binnacle");
        Point(from, to);
        affected.Add(to);
        affected.Remove(from);
        db.Record("incident.merged", from.Title, from.Url, $"Into incident {to.Number}");
    }

    private static void Point(Incident merged, Incident to)
    {
        (merged.DismissedBecause, merged.MergedIntoId) = ($"Its alarms belong to incident {to.Number}.", to.Id);
        merged.Revision++;
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        var levels = await db.SeverityLevelsAsync(cancellation);
        var serviceIds = affected.SelectMany(around.AlarmsOf).Select(alarm => alarm.ServiceId).Distinct().ToList();
        var teams = await db.Set<Service>()
            .Where(row => serviceIds.Contains(row.Id))
            .Select(row => new { row.Id, row.TeamId })
            .ToDictionaryAsync(row => row.Id, row => row.TeamId, cancellation);
        var signatures = await AlarmSignature.AllAsync(db, cancellation);
        foreach (var incident in affected.OrderBy(row => row.Number))
        {
            var added = new List<Moment>();
            var told = AlarmTelling.Tell(incident, around.AlarmsOf(incident), levels, teams, signatures, db.Now, added);
            db.AddRange(added);
            // What is opened now tells that.
            if (db.Entry(incident).State is not EntityState.Modified)
                continue;
            // What people touched has new times at most, of which none stands in the form that they may have open.
            if (incident.TouchedAt is null)
                incident.Revision++;
            db.Record("incident.told", incident.Title, incident.Url, string.Join('\n', told));
        }
        await db.SaveChangesAsync(cancellation);
    }
}
