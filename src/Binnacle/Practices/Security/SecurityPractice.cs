using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Security;

public sealed class SecurityPractice : IPractice
{
    public Practice Describe() =>
        new(
            "security",
            "Security",
            Room.Reliability,
            4,
            "Make security a small daily habit of every team instead of a yearly audit.",
            "Security and compliance as a shared responsibility, with checks embedded in the lifecycle and small, steady improvement.",
            [
                SecurityChecks.Policy,
                SecurityChecks.Pipeline,
                SecurityChecks.Updates,
                SecurityChecks.Overdue,
                SecurityChecks.Evidence,
            ]
        )
        {
            Documents = [DocumentKind.SecurityPolicy, DocumentKind.DependencyUpdates],
        };
}
