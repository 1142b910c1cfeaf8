using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>Alarms that belong to one incident, the first of them first.</summary>
/// <param name="Rule">Null where none holds for it any more.</param>
public sealed record AlarmGroup(GroupingRule? Rule, string Name, IReadOnlyList<Alarm> Alarms);

/// <summary>
/// Which alarms belong together. Two of a group belong together when one starts within the window of the other, and through
/// others in between; so the groups are the same in whatever order alarms are told.
/// </summary>
public static class Grouping
{
    private const int LongestName = 300;

    /// <summary>What holds an alarm together with others under a rule.</summary>
    public static string NameOf(GroupingRule rule, Alarm alarm)
    {
        var service = alarm.ServiceId?.ToString() ?? alarm.ServiceName ?? "";
        var by = rule.GroupBy switch
        {
            GroupBy.Service => service,
            GroupBy.GroupKey => alarm.GroupKey ?? alarm.Title ?? "",
            _ => $"{service}/{alarm.Title}",
        };
        return StorableText.Cut(StorableText.Of($"{rule.Id}/{by}"), LongestName);
    }

    /// <summary>All groups of these alarms, the first to begin first; alarms that open nothing are in none.</summary>
    public static IReadOnlyList<AlarmGroup> Of(IEnumerable<Alarm> alarms, RuleOrder rules)
    {
        var groups = new List<AlarmGroup>();
        var ruled = alarms
            .Select(alarm => (Alarm: alarm, Rule: rules.OpeningOf(alarm)))
            .Where(row => row.Rule is not null)
            .GroupBy(row => (row.Rule, Name: NameOf(row.Rule!, row.Alarm)));
        foreach (var own in ruled)
        {
            var window = TimeSpan.FromMinutes(own.Key.Rule!.WindowMinutes);
            List<Alarm>? group = null;
            foreach (var (alarm, _) in own.OrderBy(row => row.Alarm.StartedAt).ThenBy(row => row.Alarm.Id))
            {
                if (group is null || alarm.StartedAt - group[^1].StartedAt > window)
                    groups.Add(new(own.Key.Rule, own.Key.Name, group = []));
                group.Add(alarm);
            }
        }
        return
        [
            .. groups.OrderBy(group => group.Alarms[0].StartedAt).ThenBy(group => group.Name, StringComparer.Ordinal),
        ];
    }
}
