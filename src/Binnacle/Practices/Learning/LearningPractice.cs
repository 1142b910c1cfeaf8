using Binnacle.Platform;

namespace Binnacle.Practices.Learning;

public sealed class LearningPractice : IPractice
{
    public Practice Describe() =>
        new(
            "learning",
            "Learning",
            Room.Learning,
            1,
            "Protect time to learn, and spread what only one person knows.",
            "Time for guilds, talks and research, rotation to reduce silos, and retrospectives about process.",
            [LearningChecks.Protected, LearningChecks.Areas, LearningChecks.Retrospectives]
        );
}
