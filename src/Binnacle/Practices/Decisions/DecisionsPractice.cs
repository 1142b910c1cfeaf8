using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

public sealed class DecisionsPractice : IPractice
{
    public Practice Describe() =>
        new(
            "decisions",
            "Decisions",
            Room.Direction,
            3,
            "Keep what was decided, why, and at what price, where everyone can read it.",
            "Transparent rationale with constraints, options and trade-offs, under a governance light enough to be used.",
            [DecisionsChecks.Recorded, DecisionsChecks.Undecided, DecisionsChecks.Confirmed, DecisionsChecks.Revisit]
        )
        {
            Documents = [DocumentKind.Decision],
        };
}
