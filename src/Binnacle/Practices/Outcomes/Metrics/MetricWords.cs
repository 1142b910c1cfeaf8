using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

internal static class MetricWords
{
    public const string Url = "/practices/outcomes";
    public const string OwnershipUrl = "/practices/outcomes/ownership";
    public const string RetirementUrl = "/practices/outcomes/retirement";
}
