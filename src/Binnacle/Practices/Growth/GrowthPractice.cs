using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Growth;

public sealed class GrowthPractice : IPractice
{
    public Practice Describe() =>
        new(
            "growth",
            "Growth",
            Room.People,
            5,
            "Show people what growing means here, and give them someone to grow with.",
            "Career ladders and competency frameworks that reward depth, systems thinking and mentoring, with coaching and varied paths.",
            [GrowthChecks.Ladders, GrowthChecks.Pairings, GrowthChecks.Assessments]
        )
        {
            Documents = [DocumentKind.Ladder],
        };
}
