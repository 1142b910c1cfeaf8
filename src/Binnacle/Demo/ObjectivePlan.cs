using Binnacle.Practices.Outcomes.Objectives;

namespace Binnacle.Demo;

/// <param name="Reached">The share of the way that was gone at the end of the period.</param>
/// <param name="Measure">The slug of the measure that feeds it; start and target then follow from its points.</param>
internal sealed record ResultPlan(
    string Title,
    string Unit,
    double Start,
    double Target,
    double Reached,
    string? Measure = null
);

/// <param name="Ago">Quarters ago; 0 is the one that runs, −1 the next.</param>
/// <param name="Team">Slug; empty for the organization.</param>
/// <param name="Confidence">From week to week; the last one stays.</param>
/// <param name="Stage">How it ended; active for the quarter that runs.</param>
/// <param name="Text">What was learned, or why it was dropped.</param>
/// <param name="SilentWeeks">Weeks before today without a check-in.</param>
internal sealed record ObjectivePlan(
    int Ago,
    string Team,
    string Title,
    string Product,
    string Engineering,
    int[] Confidence,
    ResultPlan[] Results,
    double? Score = null,
    string? Text = null,
    ObjectiveStage Stage = ObjectiveStage.Closed,
    string? Why = null,
    int SilentWeeks = 0
);

/// <summary>Two years of quarters, the newest first.</summary>
internal static class ObjectivePlans
{
    private static readonly ResultPlan Activated = new("Activated within 7 days", "%", 0, 0, 0, "activated-7-days");
    private static readonly ResultPlan Recover = new("Time to recover", "min", 0, 0, 0, "time-to-recover");

    public static readonly ObjectivePlan[] All =
    [
        new(
            -1,
            "search",
            "Nobody reads an empty list of results",
            "Ravi",
            "Yusuf",
            [],
            [new("Searches without a result", "%", 9.2, 6, 0), new("Searches refined by hand", "%", 31, 25, 0)],
            Stage: ObjectiveStage.Draft
        ),
        new(
            0,
            "",
            "More shops sell in their first week",
            "Baraka",
            "Elif",
            [7, 7, 8, 7],
            [Activated, new("Support requests per new shop", "", 2.6, 2, 0.75)],
            Stage: ObjectiveStage.Active,
            Why: "A shop that sells in its first week stays; one that does not is gone by spring."
        ),
        new(
            0,
            "payments",
            "Partners see their money the same day",
            "Baraka",
            "Jonas",
            [8, 8, 7, 6, 5],
            [
                new("Partners settled the same day", "%", 64, 90, 0.45),
                new("Settlement questions a week", "", 38, 15, 0.4),
            ],
            Stage: ObjectiveStage.Active,
            Why: "Two large partners wrote it into their contracts."
        ),
        new(
            0,
            "search",
            "People find it with their first search",
            "Ravi",
            "Sofie",
            [6, 7, 7, 8],
            [
                new("First searches that end in a click", "%", 58, 66, 0.9),
                new("Time to a first result", "ms", 420, 250, 1.05),
            ],
            Stage: ObjectiveStage.Active
        ),
        new(
            0,
            "checkout",
            "Nobody loses a basket",
            "Helene",
            "Lucía",
            [7, 6],
            [
                new("Baskets lost between devices", "a week", 410, 100, 0.6),
                new("Orders finished per visit", "%", 3.4, 3.9, 0.5),
            ],
            Stage: ObjectiveStage.Active,
            SilentWeeks: 3
        ),
        new(
            0,
            "platform",
            "An outage is over before customers write",
            "Ravi",
            "Elif",
            [6, 6, 7],
            [Recover, new("Services with a rehearsed rollback", "", 5, 12, 0.8)],
            Stage: ObjectiveStage.Active
        ),
        new(
            1,
            "",
            "More shops sell in their first week",
            "Baraka",
            "Elif",
            [6, 6, 7],
            [Activated, new("Support requests per new shop", "", 2.9, 2.4, 0.7)],
            0.6,
            "The import of products made the difference; the tour did not. Next quarter we stop the tour."
        ),
        new(
            1,
            "data",
            "One dashboard for all markets",
            "Ravi",
            "Anneke",
            [6, 4],
            [new("Markets on the shared dashboard", "", 1, 6, 0.2)],
            Text: "The markets look at different numbers; two pages are clearer.",
            Stage: ObjectiveStage.Dropped
        ),
        new(
            1,
            "checkout",
            "Vouchers never surprise",
            "Helene",
            "Lucía",
            [7, 7, 8],
            [new("Voucher complaints", "a week", 62, 20, 0.8), new("Voucher engines", "", 2, 1, 1)],
            0.9,
            "One engine was worth more than ten fixes. It took six weeks longer than we said in week 1, and we saw it in week 3."
        ),
        new(
            1,
            "search",
            "Search never shows what is sold out",
            "Ravi",
            "Yusuf",
            [8, 8, 7],
            [new("Results that are sold out", "%", 4.1, 1, 0.7)],
            0.7,
            "Stock events every minute are enough; every second changed nothing."
        ),
        new(
            2,
            "payments",
            "Partners are settled without a call",
            "Baraka",
            "Amara",
            [8, 6, 4, 3, 3],
            [
                new("Partners settled without a call", "%", 71, 95, 0.25),
                new("Manual corrections", "a week", 44, 10, 0.3),
            ],
            0.3,
            "In week 3 we knew: half the team had moved to Checkout and the bank files had one reader. We said so and nobody cut the scope. Next time a confidence below 5 changes the plan in the same week.",
            Why: "Calls cost partners a morning and us a day."
        ),
        new(
            2,
            "platform",
            "A new service is live in a day",
            "Ravi",
            "Piotr",
            [7, 7, 8],
            [new("Days from idea to production", "days", 9, 1, 0.85)],
            0.8,
            "Templates did it. The last day is waiting for a review."
        ),
        new(
            2,
            "",
            "Fewer shops leave in their second month",
            "Helene",
            "Sofie",
            [5, 5, 6],
            [new("Shops that leave in month two", "%", 6.8, 5.5, 0.45)],
            0.5,
            "Half of them never had a second product. Looked at too late."
        ),
        new(
            3,
            "checkout",
            "Paying takes no second thought",
            "Helene",
            "Kenji",
            [10, 10],
            [new("Time to the pay button", "s", 2.1, 1.5, 1.1), new("Payment methods on one page", "", 4, 5, 1)],
            1.0,
            "All of it was done in week 2. The target stood where we already were."
        ),
        new(
            3,
            "search",
            "Releases stop waiting for search",
            "Ravi",
            "Sofie",
            [5, 6, 8],
            [new("Days between releases", "days", 30, 7, 1)],
            1.0,
            "Weekly since the eighth week. The freeze for reindexing was a habit, not a need."
        ),
        new(
            3,
            "payments",
            "Ledgers agree every morning",
            "Baraka",
            "Jonas",
            [7, 7, 6],
            [new("Mornings with a difference", "a month", 9, 1, 0.6)],
            0.6,
            "The rest of the differences are one bank. It is a contract, not code."
        ),
        new(
            4,
            "",
            "More shops sell in their first week",
            "Helene",
            "Sofie",
            [6, 5, 6],
            [Activated, new("Shops that import products", "%", 22, 45, 0.6)],
            0.6,
            "We counted shops that clicked; only those that sold mattered. The measure is another one now."
        ),
        new(
            4,
            "checkout",
            "Address forms know the country",
            "Helene",
            "Lucía",
            [8, 8],
            [new("Returned parcels", "%", 2.2, 1.4, 0.9)],
            0.9,
            "Small and worth it."
        ),
        new(
            4,
            "platform",
            "Alerts wake the right person",
            "Baraka",
            "Nadia",
            [6, 6, 5],
            [new("Alerts to the wrong team", "a week", 31, 8, 0.5)],
            0.5,
            "Ownership in the catalogue came first; we had not planned for it."
        ),
        new(
            5,
            "payments",
            "Refunds within a day",
            "Baraka",
            "Amara",
            [7, 8],
            [new("Refunds within a day", "%", 48, 85, 0.85)],
            0.9,
            "The bank's afternoon run was the trick."
        ),
        new(
            5,
            "search",
            "Half the index, twice as fast",
            "Ravi",
            "Sofie",
            [6, 6, 7],
            [new("Index size", "GB", 410, 205, 0.7), new("Time to a first result", "ms", 640, 420, 0.8)],
            0.7,
            "Fields nobody read were a third of it."
        ),
        new(
            6,
            "",
            "Customers can pay on Saturdays",
            "Baraka",
            "Elif",
            [5, 6, 7],
            [new("Weekend hours without payments", "h", 7.5, 1, 0.75)],
            0.8,
            "Deploying on Friday morning was safer than freezing."
        ),
        new(
            6,
            "checkout",
            "One basket on all devices",
            "Helene",
            "Kenji",
            [7, 5, 4],
            [new("Baskets shared between devices", "%", 5, 60, 0.4)],
            0.4,
            "Two teams, two baskets. It needed one owner."
        ),
        new(
            7,
            "payments",
            "Know each partner's balance now",
            "Baraka",
            "Jonas",
            [6, 7],
            [new("Partners with a live balance", "%", 10, 80, 0.8)],
            0.8,
            "Reading from the ledger was simpler than a copy of it."
        ),
        new(
            7,
            "search",
            "Typing mistakes find the product",
            "Ravi",
            "Yusuf",
            [7, 8],
            [new("Searches without a result", "%", 14, 9.5, 0.9)],
            0.9,
            "Two letters of tolerance, not three."
        ),
    ];
}
