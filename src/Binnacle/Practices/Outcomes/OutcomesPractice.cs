using Binnacle.Platform;
using Binnacle.Practices.Outcomes.Metrics;
using Binnacle.Practices.Outcomes.Objectives;

namespace Binnacle.Practices.Outcomes;

public sealed class OutcomesPractice : IPractice
{
    public Practice Describe() =>
        new(
            "outcomes",
            "Outcomes",
            Room.Direction,
            2,
            "Steer by a few measures of what customers and the business get, not by output.",
            "Three to five outcome measures tied to business goals, owned by product and engineering together, looked at regularly, and used for decisions.",
            [
                OutcomesChecks.Live,
                OutcomesChecks.Owned,
                MetricChecks.Cited,
                ObjectiveChecks.Shared,
                MetricChecks.Rotation,
                OutcomesChecks.Commitments,
            ]
        );
}
