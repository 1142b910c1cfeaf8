using Binnacle.Platform;

namespace Binnacle.Practices.Hiring;

public sealed class HiringPractice : IPractice
{
    public Practice Describe() =>
        new(
            "hiring",
            "Hiring",
            Room.People,
            3,
            "Choose people by evidence gathered the same way for everyone.",
            "Structured interviews for technical competency and collaboration, with clear rubrics and independent judgement.",
            [HiringChecks.Plans, HiringChecks.Scorecards, HiringChecks.Panels]
        );
}
