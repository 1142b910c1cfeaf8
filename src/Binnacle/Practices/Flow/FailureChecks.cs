using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Flow;

internal static class FailureChecks
{
    public static readonly Threshold FailureHours = new(
        "flow.failure-hours",
        "Hours before an incident in which a deployment may be its cause",
        24,
        "count",
        1,
        168
    );
}
