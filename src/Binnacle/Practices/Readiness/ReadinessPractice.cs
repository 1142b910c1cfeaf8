using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Readiness;

public sealed class ReadinessPractice : IPractice
{
    public Practice Describe() =>
        new(
            "readiness",
            "Readiness",
            Room.Reliability,
            2,
            "Practise before it is needed, so that nobody meets a runbook for the first time at night.",
            "Drills and tabletop exercises, runbooks that are current, and automation balanced with human judgement.",
            [ReadinessChecks.Drills, ReadinessChecks.Runbooks, ReadinessChecks.RunbooksUsed, ReadinessChecks.Alerts]
        )
        {
            Documents = [DocumentKind.Runbook, DocumentKind.AlertRules],
        };
}
