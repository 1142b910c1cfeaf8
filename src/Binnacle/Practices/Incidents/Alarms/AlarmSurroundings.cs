using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>
/// What has to be known to decide over alarms of which something new was told: the alerts of their groups, the pagers near,
/// and the incidents that all of them belong to, held so that what a person says meanwhile is not overwritten.
/// </summary>
internal sealed class AlarmSurroundings(AppDb db, RuleOrder rules)
{
    /// <summary>How near a pager's incident and an alert of the same service are, to be one incident.</summary>
    private static readonly TimeSpan PagerWindow = TimeSpan.FromMinutes(30);

    private readonly Dictionary<Guid, Alarm> alarms = [];
    private readonly Dictionary<Guid, IncidentAlarm> links = [];
    private readonly Dictionary<Guid, Incident> incidents = [];

    /// <summary>Alerts over which is to be decided, with them those of their groups.</summary>
    private readonly HashSet<Guid> asked = [];

    public static async Task<AlarmSurroundings> LoadAsync(
        AppDb db,
        RuleOrder rules,
        List<Alarm> news,
        CancellationToken cancellation
    )
    {
        var around = new AlarmSurroundings(db, rules);
        foreach (var alarm in news)
            around.alarms.Add(alarm.Id, alarm);
        var ids = news.ConvertAll(alarm => alarm.Id);
        await around.AddAsync(all => all.Where(link => ids.Contains(link.AlarmId)), cancellation);
        around.NameAnew();
        await around.AddNearAsync(AlarmKind.Alert, cancellation);
        around.asked.UnionWith(
            around.alarms.Values.Where(alarm => alarm.Kind is AlarmKind.Alert).Select(alarm => alarm.Id)
        );
        await around.AddGroupsAsync(cancellation);
        await around.AddNearAsync(AlarmKind.Incident, cancellation);
        await around.AddIncidentsAsync(cancellation);
        return around;
    }

    public IncidentAlarm? LinkOf(Alarm alarm) => links.GetValueOrDefault(alarm.Id);

    public Incident? IncidentOf(Alarm alarm) => LinkOf(alarm) is { } link ? incidents[link.IncidentId] : null;

    public Incident Incident(Guid id) => incidents[id];

    public IEnumerable<IncidentAlarm> LinksOf(Incident incident) =>
        links.Values.Where(link => link.IncidentId == incident.Id);

    public IReadOnlyList<Alarm> AlarmsOf(Incident incident) =>
        [.. LinksOf(incident).Select(link => alarms[link.AlarmId])];

    public bool IsPagers(Incident incident) => AlarmsOf(incident).Any(alarm => alarm.Kind is AlarmKind.Incident);

    /// <summary>What is to be decided over. Where no rule holds for an attached alert any more, it is alone.</summary>
    public IEnumerable<AlarmGroup> Groups()
    {
        // What somebody dismissed draws nothing else in.
        var alerts = alarms
            .Values.Where(alarm =>
                alarm is { Kind: AlarmKind.Alert, StartedAt: not null } && IncidentOf(alarm)?.DismissedAt is null
            )
            .ToList();
        var left = alerts
            .Where(alarm => LinkOf(alarm) is not null && rules.OpeningOf(alarm) is null)
            .OrderBy(alarm => alarm.StartedAt)
            .ThenBy(alarm => alarm.Id)
            .Select(alarm => new AlarmGroup(null, "", [alarm]));
        return Grouping.Of(alerts, rules).Concat(left).Where(group => group.Alarms.Any(one => asked.Contains(one.Id)));
    }

    /// <summary>Of the pagers near one of these alerts the first that rang.</summary>
    public Incident? PagersNear(AlarmGroup group) =>
        alarms
            .Values.Where(pager =>
                pager is { Kind: AlarmKind.Incident, ServiceId: not null, StartedAt: not null }
                && IncidentOf(pager) is { DismissedAt: null }
                && group.Alarms.Any(alert =>
                    alert.ServiceId == pager.ServiceId
                    && (alert.StartedAt!.Value - pager.StartedAt.Value).Duration() <= PagerWindow
                )
            )
            .OrderBy(pager => pager.StartedAt)
            .ThenBy(pager => pager.Id)
            .Select(IncidentOf)
            .FirstOrDefault();

    public void Add(Incident incident, IncidentAlarm link)
    {
        incidents.TryAdd(incident.Id, incident);
        links.Add(link.AlarmId, link);
    }

    /// <summary>A rule or an attribution changed since: the next alert of the group finds it by the name of today.</summary>
    private void NameAnew()
    {
        foreach (var link in links.Values)
            if (rules.OpeningOf(alarms[link.AlarmId]) is { } rule)
                (link.RuleId, link.GroupName) = (rule.Id, Grouping.NameOf(rule, alarms[link.AlarmId]));
    }

    /// <summary>The attached alerts near the pagers at hand, or the other way round.</summary>
    private Task AddNearAsync(AlarmKind kind, CancellationToken cancellation)
    {
        var (services, since, until) = Span(
            alarms.Values.Where(alarm => alarm.Kind != kind && alarm.ServiceId is not null),
            PagerWindow
        );
        return services.Count == 0
            ? Task.CompletedTask
            : AddAsync(
                all =>
                    all.Where(link =>
                        db.Set<Alarm>()
                            .Any(alarm =>
                                alarm.Id == link.AlarmId
                                && alarm.Kind == kind
                                && services.Contains(alarm.ServiceId)
                                && alarm.StartedAt >= since
                                && alarm.StartedAt <= until
                            )
                    ),
                cancellation
            );
    }

    /// <summary>Groups go on from one alert to the next, so as long as there is one more.</summary>
    private async Task AddGroupsAsync(CancellationToken cancellation)
    {
        for (var before = -1; before != links.Count; )
        {
            before = links.Count;
            var ruled = alarms.Values.Where(alarm => rules.OpeningOf(alarm) is not null).ToList();
            var (_, since, until) = Span(ruled, rules.WidestWindow);
            var names = ruled.Select(alarm => Grouping.NameOf(rules.OpeningOf(alarm)!, alarm)).Distinct().ToList();
            if (names.Count == 0)
                return;
            await AddAsync(
                all =>
                    all.Where(link =>
                        names.Contains(link.GroupName!)
                        && db.Set<Alarm>()
                            .Any(alarm =>
                                alarm.Id == link.AlarmId && alarm.StartedAt >= since && alarm.StartedAt <= until
                            )
                    ),
                cancellation
            );
        }
    }

    private async Task AddIncidentsAsync(CancellationToken cancellation)
    {
        var ids = links.Values.Select(link => link.IncidentId).Distinct().ToList();
        if (ids.Count == 0)
            return;
        await db.HoldAsync<Incident>(ids, cancellation);
        foreach (
            var incident in await db.Set<Incident>()
                .Include(row => row.Moments)
                .Where(row => ids.Contains(row.Id))
                .ToListAsync(cancellation)
        )
            incidents.Add(incident.Id, incident);
        await AddAsync(all => all.Where(link => ids.Contains(link.IncidentId)), cancellation);
    }

    private async Task AddAsync(
        Func<IQueryable<IncidentAlarm>, IQueryable<IncidentAlarm>> which,
        CancellationToken cancellation
    )
    {
        var found = await which(db.Set<IncidentAlarm>()).ToListAsync(cancellation);
        foreach (var link in found)
            links.TryAdd(link.AlarmId, link);
        var missing = found.ConvertAll(link => link.AlarmId).FindAll(id => !alarms.ContainsKey(id));
        if (missing.Count == 0)
            return;
        foreach (
            var alarm in await db.Set<Alarm>()
                .AsNoTracking()
                .Where(row => missing.Contains(row.Id))
                .ToListAsync(cancellation)
        )
            alarms.Add(alarm.Id, alarm);
    }

    private static (List<Guid?> Services, DateTime Since, DateTime Until) Span(
        IEnumerable<Alarm> alarms,
        TimeSpan window
    )
    {
        var begun = alarms.Where(alarm => alarm.StartedAt is not null).ToList();
        return begun.Count == 0
            ? ([], default, default)
            : (
                [.. begun.Select(alarm => alarm.ServiceId).Distinct()],
                begun.Min(alarm => alarm.StartedAt!.Value) - window,
                begun.Max(alarm => alarm.StartedAt!.Value) + window
            );
    }
}
