using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>
/// Opens incidents from alarms and keeps them told: a pager's incident opens one, alerts open one with those of their group.
/// Whatever order alarms come in, and however often, the same alarms end up together.
/// </summary>
public static class AlarmFollowing
{
    /// <summary>Takes what is new of alarms and acts upon it, in one transaction.</summary>
    /// <returns>How many alarms had news; 0 when all is done.</returns>
    public static async Task<int> FollowAlarmsAsync(
        this AppDb db,
        int most = 500,
        CancellationToken cancellation = default
    )
    {
        // Looked at first without holding anything: mostly there is nothing.
        if (!await db.Set<AlarmNews>().AnyAsync(cancellation))
            return 0;
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        var news = await db.TakeAlarmNewsAsync(most, cancellation);
        if (news.Count > 0)
            await new AlarmFollower(db, await db.RulesAsync(news, cancellation)).FollowAsync(news, cancellation);
        if (own is not null)
            await own.CommitAsync(cancellation);
        return news.Count;
    }

    public static Task<List<GroupingRule>> GroupingRulesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        db.Set<GroupingRule>()
            .Where(rule => rule.RetiredAt == null)
            .OrderBy(rule => rule.Position)
            .ThenByDescending(rule => rule.AddedAt)
            .ThenBy(rule => rule.Id)
            .ToListAsync(cancellation);

    /// <summary>The first alert ever brings a rule to begin with, which people see and change as any other.</summary>
    private static async Task<List<GroupingRule>> RulesAsync(
        this AppDb db,
        List<Alarm> news,
        CancellationToken cancellation
    )
    {
        if (!news.Exists(alarm => alarm.Kind is AlarmKind.Alert) || await db.Set<GroupingRule>().AnyAsync(cancellation))
            return await db.GroupingRulesAsync(cancellation);
        var rule = new GroupingRule
        {
            Name = "Critical alerts of a service",
            Position = 1,
            Severities = "critical, page",
            GroupBy = GroupBy.Service,
            WindowMinutes = 30,
            AppliesFrom = db.Now.AddDays(-7),
            AddedAt = db.Now,
            AddedBy = "Binnacle",
        };
        db.Add(rule);
        db.Record("grouping-rule.added", rule.Name, RuleVerbs.Page, "To begin with: change it as you see fit");
        await db.SaveChangesAsync(cancellation);
        return [rule];
    }
}

/// <summary>One round of following: what is loaded, attached and merged in it.</summary>
internal sealed class AlarmFollower(AppDb db, IReadOnlyList<GroupingRule> rules)
{
    /// <summary>How near a pager's incident and an alert of the same service are, to be one incident.</summary>
    private static readonly TimeSpan PagerWindow = TimeSpan.FromMinutes(30);

    private readonly Dictionary<Guid, Incident> incidents = [];
    private readonly HashSet<Guid> affected = [];
    private readonly List<Incident> opened = [];

    public async Task FollowAsync(List<Alarm> news, CancellationToken cancellation)
    {
        foreach (
            var alarm in news.Where(row => row.StartedAt is not null)
                .OrderBy(row => row.StartedAt)
                .ThenBy(row => row.Id)
        )
        {
            var attached = await db.Set<IncidentAlarm>().FindAsync([alarm.Id], cancellation);
            if (attached is not null)
                affected.Add(attached.IncidentId);
            if (alarm.Kind is AlarmKind.Incident)
                await FollowPagerAsync(alarm, attached, cancellation);
            else if (Grouping.RuleOf(rules, alarm) is { Opens: true } rule)
                await FollowAlertAsync(alarm, attached, rule, cancellation);
            // What was attached is found by the next one.
            await db.SaveChangesAsync(cancellation);
        }
        await TellAsync(cancellation);
    }

    private async Task FollowPagerAsync(Alarm alarm, IncidentAlarm? attached, CancellationToken cancellation)
    {
        var incident = attached is null
            ? await OpenAsync(alarm, null, null, cancellation)
            : await IncidentAsync(attached.IncidentId, cancellation);
        // What somebody dismissed draws nothing else in.
        if (alarm.ServiceId is null || incident.DismissedAt is not null)
            return;
        var (since, until) = (alarm.StartedAt!.Value - PagerWindow, alarm.StartedAt.Value + PagerWindow);
        var near = await (
            from link in db.Set<IncidentAlarm>()
            join other in db.Set<Alarm>() on link.AlarmId equals other.Id
            where
                other.Kind == AlarmKind.Alert
                && other.ServiceId == alarm.ServiceId
                && other.StartedAt >= since
                && other.StartedAt <= until
                && link.IncidentId != incident.Id
            select link.IncidentId
        )
            .Distinct()
            .ToListAsync(cancellation);
        var candidates = new List<Incident>();
        foreach (var id in near)
            candidates.Add(await IncidentAsync(id, cancellation));
        // Each of a pager's incidents is one of its own.
        var pagers = await WithPagerAsync(candidates, cancellation);
        await MergeAsync(incident, [.. near.Where(id => !pagers.Contains(id))], cancellation);
    }

    private async Task FollowAlertAsync(
        Alarm alarm,
        IncidentAlarm? attached,
        GroupingRule rule,
        CancellationToken cancellation
    )
    {
        var name = Grouping.NameOf(rule, alarm);
        var window = TimeSpan.FromMinutes(rule.WindowMinutes);
        var (since, until) = (alarm.StartedAt!.Value - window, alarm.StartedAt.Value + window);
        var (first, last) = (alarm.StartedAt.Value - PagerWindow, alarm.StartedAt.Value + PagerWindow);
        var near = await (
            from link in db.Set<IncidentAlarm>()
            join other in db.Set<Alarm>() on link.AlarmId equals other.Id
            where
                (link.GroupName == name && other.StartedAt >= since && other.StartedAt <= until)
                || (
                    alarm.ServiceId != null
                    && other.Kind == AlarmKind.Incident
                    && other.ServiceId == alarm.ServiceId
                    && other.StartedAt >= first
                    && other.StartedAt <= last
                )
            select link.IncidentId
        )
            .Distinct()
            .ToListAsync(cancellation);
        if (attached is not null && !near.Contains(attached.IncidentId))
            near.Add(attached.IncidentId);
        var candidates = new List<Incident>();
        foreach (var id in near)
            if (await IncidentAsync(id, cancellation) is { DismissedAt: null } there)
                candidates.Add(there);
        var pagers = await WithPagerAsync(candidates, cancellation);
        var main =
            attached is not null && candidates.Find(row => row.Id == attached.IncidentId) is { TouchedAt: not null } own
                ? own
                : candidates
                    .OrderByDescending(row => pagers.Contains(row.Id))
                    .ThenBy(row => row.StartedAt)
                    .ThenBy(row => row.Number)
                    .FirstOrDefault();
        if (main is null && attached is not null)
            return;
        main ??= await OpenAsync(alarm, rule, name, cancellation);
        if (attached is null && !opened.Exists(row => row.Key == KeyOf(alarm)))
            Attach(alarm, main, rule, name);
        await MergeAsync(
            main,
            [.. candidates.Where(row => !pagers.Contains(row.Id)).Select(row => row.Id)],
            cancellation
        );
    }

    private async Task<HashSet<Guid>> WithPagerAsync(List<Incident> candidates, CancellationToken cancellation)
    {
        var ids = candidates.ConvertAll(row => row.Id);
        return await (
            from link in db.Set<IncidentAlarm>()
            join other in db.Set<Alarm>() on link.AlarmId equals other.Id
            where ids.Contains(link.IncidentId) && other.Kind == AlarmKind.Incident
            select link.IncidentId
        ).ToHashSetAsync(cancellation);
    }

    private static string KeyOf(Alarm alarm) => $"alarm:{alarm.Id}";

    private async Task<Incident> OpenAsync(
        Alarm alarm,
        GroupingRule? rule,
        string? name,
        CancellationToken cancellation
    )
    {
        var incident = new Incident
        {
            Number = (int)await db.TakeNumbersAsync("incidents", 1, cancellation),
            Title = alarm.Title ?? "",
            OpenedAt = db.Now,
            OpenedBy = "Binnacle",
            OpenedFrom = OpenedFrom.Alarm,
            Key = KeyOf(alarm),
        };
        incident.PlaceInTime();
        db.Add(incident);
        // Placed at once, so that the next alarm of this round knows which came first.
        db.Add(
            incident.Tell(
                MomentKind.Detected,
                alarm.StartedAt,
                MomentSource.Alarm,
                alarm.Title,
                db.Now,
                "Binnacle",
                null
            )
        );
        incidents.Add(incident.Id, incident);
        opened.Add(incident);
        Attach(alarm, incident, rule, name);
        db.Record(
            "incident.opened",
            alarm.Title ?? "Alarm",
            incident.Url,
            rule is null ? "By the pager" : $"By the rule “{rule.Name}”"
        );
        return incident;
    }

    private void Attach(Alarm alarm, Incident incident, GroupingRule? rule, string? name)
    {
        db.Add(
            new IncidentAlarm
            {
                AlarmId = alarm.Id,
                IncidentId = incident.Id,
                RuleId = rule?.Id,
                GroupName = name,
                AttachedAt = db.Now,
                AttachedBy = "Binnacle",
            }
        );
        affected.Add(incident.Id);
    }

    /// <summary>Those that an alarm bridges, as long as no person said anything of them.</summary>
    private async Task MergeAsync(Incident main, List<Guid> others, CancellationToken cancellation)
    {
        foreach (var id in others.Where(id => id != main.Id).Distinct())
        {
            if (await IncidentAsync(id, cancellation) is not { TouchedAt: null, DismissedAt: null } other)
                continue;
            foreach (
                var link in await db.Set<IncidentAlarm>().Where(row => row.IncidentId == id).ToListAsync(cancellation)
            )
                link.IncidentId = main.Id;
            (other.DismissedAt, other.DismissedBy) = (db.Now, "Binnacle");
            (other.DismissedBecause, other.MergedIntoId) = ($"Its alarms belong to incident {main.Number}.", main.Id);
            affected.Add(main.Id);
            affected.Remove(id);
            db.Record("incident.merged", other.Title, other.Url, $"Into incident {main.Number}");
        }
    }

    private async Task<Incident> IncidentAsync(Guid id, CancellationToken cancellation)
    {
        if (!incidents.TryGetValue(id, out var incident))
        {
            incident = await db.Set<Incident>()
                .Include(row => row.Moments)
                .SingleAsync(row => row.Id == id, cancellation);
            incidents.Add(id, incident);
        }
        return incident;
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        var levels = await db.SeverityLevelsAsync(cancellation);
        var teams = await db.Set<Service>().ToDictionaryAsync(row => row.Id, row => row.TeamId, cancellation);
        var signatures = await db.Set<FailureSignature>()
            .AsNoTracking()
            .OrderBy(row => row.AddedAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        foreach (var id in affected)
        {
            var incident = await IncidentAsync(id, cancellation);
            var added = new List<Moment>();
            var alarms = await db.AlarmsOfAsync(id, cancellation);
            var told = AlarmTelling.Tell(incident, alarms, levels, teams, signatures, db.Now, added);
            db.AddRange(added);
            if (told.Count > 0)
                db.Record("incident.told", incident.Title, incident.Url, string.Join('\n', told));
            else if (db.Entry(incident).State is EntityState.Modified)
                db.Record("incident.told", incident.Title, incident.Url);
        }
        await db.SaveChangesAsync(cancellation);
    }
}
