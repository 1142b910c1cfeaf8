using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Direction;

public sealed class DirectionPractice : IPractice
{
    public Practice Describe() =>
        new(
            "direction",
            "Vision and roadmap",
            Room.Direction,
            1,
            "Say where engineering goes, so that teams can decide without asking.",
            "A clear vision tied to business outcomes, a few principles that guide trade-offs, published milestones, and implementation details held as hypotheses to validate.",
            [DirectionChecks.Vision, DirectionChecks.Hypotheses, DirectionChecks.Linked]
        )
        {
            Documents = [DocumentKind.Vision],
        };
}
