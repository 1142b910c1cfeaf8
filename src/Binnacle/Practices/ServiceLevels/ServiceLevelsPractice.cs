using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.ServiceLevels;

public sealed class ServiceLevelsPractice : IPractice
{
    public Practice Describe() =>
        new(
            "service-levels",
            "Service levels",
            Room.Reliability,
            3,
            "Promise each service a level, watch it, and let the budget decide when to slow down.",
            "Observable services, alerts that mean something, and agreed service levels with error budgets.",
            [ServiceLevelsChecks.Observable, ServiceLevelsChecks.Budget]
        )
        {
            Documents = [DocumentKind.ServiceLevel],
        };
}
