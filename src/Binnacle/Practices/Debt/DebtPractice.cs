using Binnacle.Platform;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Practices.Debt;

public sealed class DebtPractice : IPractice
{
    public Practice Describe() =>
        new(
            "debt",
            "Debt",
            Room.Delivery,
            2,
            "Hold technical debt as a portfolio with a price, and give it a share of every cycle.",
            "A backlog of debt with business context, cost of delay and risk, explicit trade-offs, and a visible share of each cycle.",
            [DebtChecks.Policy, DebtChecks.Share, RegisterChecks.Owned, RegisterChecks.Waiting]
        );
}
