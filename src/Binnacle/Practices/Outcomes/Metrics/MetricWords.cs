using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

internal static class MetricWords
{
    public const string Url = "/practices/outcomes";
    public const string OwnershipUrl = "/practices/outcomes/ownership";
    public const string RetirementUrl = "/practices/outcomes/retirement";

    /// <summary>The value of a threshold in force for the organization today.</summary>
    public static async Task<double> LimitAsync(this AppDb db, Threshold threshold, CancellationToken cancellation)
    {
        var value = await db.Set<Setting>()
            .Where(row => row.Key == threshold.Key && row.TeamId == null)
            .OrderByDescending(row => row.SetAt)
            .ThenByDescending(row => row.Id)
            .Select(row => (double?)row.Value)
            .FirstOrDefaultAsync(cancellation);
        return value is { } set ? Math.Clamp(set, threshold.Min, threshold.Max) : threshold.Default;
    }
}
