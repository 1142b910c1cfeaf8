namespace Binnacle.History.Analyses;

/// <summary>Days from a change to the first release that has it.</summary>
public sealed class LeadTime
{
    /// <summary>One number for each released change.</summary>
    public Distribution Days { get; } = new();
}

/// <summary>
/// Lead time of changes to a release, over all and by the month of the release: by the month of the change, the newest would show only
/// those that were released quickly.
/// </summary>
/// <param name="since">UTC, not included.</param>
public sealed class LeadTimes(DateTime since, DateTime end)
{
    /// <summary>Of the whole window.</summary>
    public LeadTime All { get; } = new();

    /// <summary>By month of the release.</summary>
    public ByMonth<LeadTime> ByMonth { get; } = new(since, end);

    /// <summary>Changes of the window that no release has.</summary>
    public int Unreleased { get; private set; }

    /// <summary>Adds one change; null for one that is not released. A release that says it is older than its change took no time.</summary>
    public void Add(DateTime changedAt, DateTime? releasedAt)
    {
        if (changedAt <= since)
            return;
        if (releasedAt is not { } at)
        {
            Unreleased++;
            return;
        }
        var days = Math.Max(0, Math.Round((at - changedAt).TotalDays, 2));
        All.Days.Add(days);
        if (ByMonth.TryGet(at, out var month))
            month.Days.Add(days);
    }
}
