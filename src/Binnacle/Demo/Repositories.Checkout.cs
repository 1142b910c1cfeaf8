using System.Globalization;

namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Checkout =>
        [
            new(
                "commerce",
                "checkout",
                SubjectStyle.Conventional,
                ".ts",
                [
                    new(
                        "services/checkout",
                        "checkout",
                        ["Lucía", "Marta", "Kenji"],
                        [
                            "the address step",
                            "guest sessions",
                            "order totals",
                            "delivery slots",
                            "payment retries",
                            "order confirmation",
                        ],
                        15
                    ),
                    new(
                        "services/cart",
                        "checkout",
                        ["Kenji", "Lucía", "Daniel"],
                        ["cart merge", "line items", "stock reservations", "the mini cart", "saved carts"],
                        11
                    ),
                    new(
                        "services/promotions",
                        "checkout",
                        ["Marta", "Daniel", "Lucía"],
                        ["voucher codes", "stacked discounts", "free shipping", "campaign dates"],
                        9,
                        640
                    ),
                    new(
                        "services/payment-widget",
                        "payments",
                        ["Priya", "Amara", "Jonas"],
                        ["the card form", "wallet buttons", "error messages", "the iframe bridge"],
                        8
                    ),
                    new(
                        "packages/ui",
                        "checkout",
                        ["Lucía", "Daniel", "Kenji"],
                        ["form fields", "the price label", "loading states", "focus order"],
                        12
                    ),
                    new(
                        "packages/contracts",
                        "checkout",
                        ["Kenji", "Marta"],
                        ["order events", "cart events", "price types"],
                        5
                    ),
                    new(
                        "tools",
                        "checkout",
                        ["Kenji"],
                        ["the seed script", "local certificates", "the fixture loader"],
                        5
                    ),
                    new(
                        "e2e",
                        "checkout",
                        ["Daniel", "Lucía"],
                        ["guest checkout", "the voucher journey", "slow networks"],
                        7
                    ),
                ],
                new((n, day) => string.Create(CultureInfo.InvariantCulture, $"release-{day:yyyy.MM}.{n}"), _ => 7.4),
                "dependabot[bot]"
            ),
        ];
}
