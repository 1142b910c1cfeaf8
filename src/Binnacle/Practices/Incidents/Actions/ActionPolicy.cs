using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Practices.Incidents.Actions;

/// <summary>Until when actions are due, by the severity of their incident.</summary>
internal static class ActionPolicy
{
    public static readonly Threshold SevereDays = new(
        "incidents.severe-action-days",
        "Days until actions of a severe incident are due",
        30,
        "days",
        1,
        365
    );

    public static readonly Threshold OtherDays = new(
        "incidents.action-days",
        "Days until actions of other incidents are due",
        90,
        "days",
        1,
        730
    );

    /// <summary>The last day that the policy allows, for an action made today.</summary>
    public static async Task<DateOnly> DueAsync(AppDb db, Incident incident, CancellationToken cancellation)
    {
        var levels = await db.SeverityLevelsAsync(cancellation);
        var severe = levels.Any(level => level.IsSevere && level.Rank == incident.Severity);
        return db.Today.AddDays((int)await db.ValueAsync(severe ? SevereDays : OtherDays, cancellation));
    }
}
