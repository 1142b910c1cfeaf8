using Binnacle.Platform;
using Binnacle.Platform.Documents;

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
                FlowChecks.Instrumented,
                FlowChecks.Pipeline,
                FlowChecks.Environments,
                FlowChecks.Cadence,
                FlowChecks.LeadTime,
                FlowChecks.Failures,
                FlowChecks.Feedback,
                FlowChecks.Blockers,
            ]
        )
        {
            Documents = [DocumentKind.Pipeline, DocumentKind.Environment],
        };
}
