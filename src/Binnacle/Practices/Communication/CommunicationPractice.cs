using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Communication;

public sealed class CommunicationPractice : IPractice
{
    public Practice Describe() =>
        new(
            "communication",
            "Communication",
            Room.Direction,
            4,
            "Tell people what happened, at a rhythm they can rely on.",
            "Predictable cadences, such as roadmap reviews, architecture syncs and demos, and concise written summaries.",
            [CommunicationChecks.Cadences, SummaryCheck.Summary, CommunicationChecks.Changelog]
        )
        {
            Documents = [DocumentKind.Changelog],
        };
}
