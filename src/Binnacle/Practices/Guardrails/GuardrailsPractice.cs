using Binnacle.Platform;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Guardrails;

public sealed class GuardrailsPractice : IPractice
{
    public Practice Describe() =>
        new(
            "guardrails",
            "Guardrails",
            Room.Delivery,
            3,
            "Fix the few things that keep systems working together, and leave the rest to teams.",
            "Interface contracts, security standards and service levels as guardrails, with teams free in all else.",
            [GuardrailsChecks.Failing, GuardrailsChecks.Waivers, GuardrailsChecks.Contracts, GuardrailsChecks.Owners]
        )
        {
            Documents = [DocumentKind.Contract, DocumentKind.Ownership, DocumentKind.Catalogue],
        };
}
