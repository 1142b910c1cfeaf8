using Binnacle.Platform.Facts;
using Binnacle.Platform.Facts.Mapping;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>Rules in the order in which they are asked, made ready to be asked often.</summary>
public sealed class RuleOrder(IEnumerable<GroupingRule> rules)
{
    private readonly List<Asked> asked = [.. InOrder(rules).Select(rule => new Asked(rule))];

    public static IEnumerable<GroupingRule> InOrder(IEnumerable<GroupingRule> rules) =>
        rules.OrderBy(rule => rule.Position).ThenByDescending(rule => rule.AddedAt).ThenBy(rule => rule.Id);

    /// <summary>How far apart alarms of one group may begin.</summary>
    public TimeSpan WidestWindow =>
        TimeSpan.FromMinutes(asked.Select(one => one.Rule.WindowMinutes).DefaultIfEmpty(0).Max());

    /// <summary>The first that fits; null where none does.</summary>
    public GroupingRule? Of(Alarm alarm) =>
        alarm is { Kind: AlarmKind.Alert, StartedAt: not null } ? asked.Find(one => one.Fits(alarm))?.Rule : null;

    /// <summary>The first that fits, where it opens an incident.</summary>
    public GroupingRule? OpeningOf(Alarm alarm) => Of(alarm) is { Opens: true } rule ? rule : null;

    private sealed class Asked(GroupingRule rule)
    {
        private readonly NamePattern? service = Pattern(rule.Service);
        private readonly NamePattern? title = Pattern(rule.Title);
        private readonly HashSet<string> severities = rule
            .Severities.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        public GroupingRule Rule => rule;

        public bool Fits(Alarm alarm) =>
            alarm.StartedAt >= rule.AppliesFrom
            && service?.Matches(alarm.ServiceName ?? "") != false
            && title?.Matches(alarm.Title ?? "") != false
            && (severities.Count == 0 || severities.Contains(alarm.Severity ?? ""));

        /// <summary>Nothing written fits everything.</summary>
        private static NamePattern? Pattern(string written) => written.Length == 0 ? null : new(written);
    }
}
