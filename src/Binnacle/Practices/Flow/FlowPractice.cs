using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Ci;

namespace Binnacle.Practices.Flow;

public sealed class FlowPractice : IPractice
{
    public Practice Describe() =>
        new(
            "flow",
            "Flow",
            Room.Delivery,
            1,
            "See where work waits, and take what blocks it out of the way.",
            "Attention to flow over hours, fast feedback, standard environments, and workflows that are instrumented.",
            [
                InstrumentedCheck.Instrumented,
                FlowChecks.Pipeline,
                FlowChecks.Environments,
                ReleaseChecks.Cadence,
                ReleaseChecks.LeadTime,
                FailureChecks.Failures,
                CiChecks.Feedback,
                BlockerChecks.Old,
            ]
        )
        {
            Documents = [DocumentKind.Pipeline, DocumentKind.Environment],
        };
}
