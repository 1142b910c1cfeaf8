using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Incidents.Alarms;

public enum GroupBy
{
    /// <summary>All alerts of one service.</summary>
    Service,

    /// <summary>What the source itself holds for one cause; the alert's own title where it says nothing.</summary>
    GroupKey,

    /// <summary>The same alert of one service.</summary>
    ServiceAndTitle,
}

/// <summary>Which alerts open an incident, and which of them open one together. The first rule that fits decides.</summary>
public sealed class GroupingRule : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    /// <summary>Lower is asked first.</summary>
    public int Position { get; set; }

    /// <summary>The service as alarms name it, with <c>*</c> for anything; empty for all.</summary>
    public string Service { get; set; } = "";

    /// <summary>The alert's title, with <c>*</c> for anything; empty for all.</summary>
    public string Title { get; set; } = "";

    /// <summary>Severities as alarms name them, parted by commas; empty for all.</summary>
    public string Severities { get; set; } = "";

    public GroupBy GroupBy { get; set; }

    /// <summary>An alert that starts at most so long before or after another of its group belongs to the same incident.</summary>
    public int WindowMinutes { get; set; } = 30;

    /// <summary>False where such alerts are to open nothing.</summary>
    public bool Opens { get; set; } = true;

    /// <summary>Alerts that began before are left alone.</summary>
    public DateTime AppliesFrom { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public DateTime? RetiredAt { get; set; }

    public string? RetiredBy { get; set; }

    /// <summary>From now on it says what another one says; what it is called in the database and who added it stay.</summary>
    public GroupingRule Saying(GroupingRule other)
    {
        (Name, Position, Service, Title) = (other.Name, other.Position, other.Service, other.Title);
        (Severities, GroupBy, WindowMinutes, Opens) = (
            other.Severities,
            other.GroupBy,
            other.WindowMinutes,
            other.Opens
        );
        AppliesFrom = other.AppliesFrom;
        return this;
    }
}

/// <summary>That an alarm belongs to an incident, and to no other.</summary>
public sealed class IncidentAlarm
{
    public Guid AlarmId { get; init; }

    public Guid IncidentId { get; set; }

    /// <summary>Null for a pager's incident, and where no rule held for an alert.</summary>
    public Guid? RuleId { get; set; }

    /// <summary>What the rule holds it together by, with the rule.</summary>
    public string? GroupName { get; set; }

    public DateTime AttachedAt { get; init; }

    public string AttachedBy { get; init; } = "";
}
