using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Onboarding;

public sealed class OnboardingPractice : IPractice
{
    public Practice Describe() =>
        new(
            "onboarding",
            "Onboarding",
            Room.People,
            4,
            "Bring people to their first useful change fast, with somebody beside them.",
            "Clear paths for joiners, structured ramp plans with mentors, and the architecture shown early.",
            [
                OnboardingChecks.Guides,
                OnboardingChecks.Ramp,
                OnboardingChecks.Plans,
                OnboardingChecks.Meeting,
                OnboardingChecks.FirstChange,
            ]
        )
        {
            Documents = [DocumentKind.Contributing, DocumentKind.Onboarding],
        };
}
