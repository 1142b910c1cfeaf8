using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Agreements;

public sealed class AgreementsPractice : IPractice
{
    public Practice Describe() =>
        new(
            "agreements",
            "Agreements",
            Room.People,
            2,
            "Write down how a team works together, wherever its people sit.",
            "Explicit norms for remote and hybrid work: core hours, response times, meetings.",
            [AgreementsChecks.Reviewed, AgreementsChecks.Acknowledged, AgreementsChecks.PerTeam]
        )
        {
            Documents = [DocumentKind.WorkingAgreement],
        };
}
