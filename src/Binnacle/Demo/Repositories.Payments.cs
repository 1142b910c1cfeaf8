namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Payments =>
        [
            new(
                "payments-core",
                "payments",
                SubjectStyle.Conventional,
                ".kt",
                [
                    new(
                        "api",
                        "payments",
                        ["Amara", "Jonas", "Marta"],
                        [
                            "idempotency keys",
                            "the refund endpoint",
                            "payment intents",
                            "webhook signatures",
                            "error codes",
                            "pagination of charges",
                        ],
                        14
                    ),
                    new(
                        "settlement",
                        "payments",
                        ["Jonas", "Amara", "Priya"],
                        [
                            "the settlement batch",
                            "partner balances",
                            "payout cut-off",
                            "settlement queue",
                            "fee lines",
                            "batch lock",
                        ],
                        13
                    ),
                    new(
                        "settlement-files",
                        "payments",
                        ["Tomasz"],
                        [
                            "CAMT statements",
                            "bank files",
                            "the MT940 parser",
                            "booking dates",
                            "statement gaps",
                            "unmatched entries",
                        ],
                        8
                    ),
                    new(
                        "refunds",
                        "payments",
                        ["Marta", "Amara", "Priya"],
                        ["partial refunds", "refund webhooks", "refund reasons", "the refund ledger", "chargebacks"]
                    ),
                    new(
                        "ledger",
                        "payments",
                        ["Jonas", "Tomasz", "Amara"],
                        [
                            "double entries",
                            "balance snapshots",
                            "account periods",
                            "currency rounding",
                            "the posting log",
                        ],
                        11
                    ),
                    new(
                        "risk",
                        "payments",
                        ["Priya", "Jonas", "Marta"],
                        ["velocity rules", "card fingerprints", "the deny list", "3-D Secure outcomes", "risk scores"],
                        7
                    ),
                    new(
                        "payouts",
                        "payments",
                        ["Amara", "Priya", "Tomasz"],
                        ["payout schedules", "bank accounts of partners", "payout holds", "SEPA transfers"],
                        7
                    ),
                    new(
                        "acceptance",
                        "payments",
                        ["Tomasz"],
                        ["card schemes", "Swish payments", "iDEAL redirects", "wallet tokens"],
                        8
                    ),
                ],
                new((n, _) => $"v3.{n}.0", ago => ago > Northwind.Reorganization ? 13 : 24),
                "dependabot[bot]"
            ),
        ];
}
