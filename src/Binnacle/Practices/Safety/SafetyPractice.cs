using Binnacle.Platform;

namespace Binnacle.Practices.Safety;

public sealed class SafetyPractice : IPractice
{
    public Practice Describe() =>
        new(
            "safety",
            "Safety",
            Room.People,
            1,
            "Know whether people can speak up, and act on what they say.",
            "Psychological safety measured by pulse surveys and check-ins, answered with action, and escalation that is rewarded.",
            [SafetyChecks.Pulse, SafetyChecks.Answer, SafetyChecks.OneOnOnes]
        );
}
