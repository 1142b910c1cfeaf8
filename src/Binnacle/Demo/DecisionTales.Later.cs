using Binnacle.Platform.Access;

namespace Binnacle.Demo;

internal static partial class DecisionTales
{
    private static DecisionTale[] Later =>
        [
            new(
                "Replace the search engine with a managed one",
                "search",
                "Yusuf",
                300,
                "Running the cluster takes a day a week.",
                "A managed engine, to have that day back."
            )
            {
                Rejected = 286,
                Note =
                    "Ranking by margin is not possible there; the day a week was the index queue, which is being replaced.",
                Options =
                [
                    new("Managed engine", null, "No upgrades", "No ranking of our own"),
                    new("Stay", null, "Ranking stays ours", "A day a week"),
                ],
            },
            new(
                "Every change that customers see starts behind a flag",
                "",
                "Lucía",
                252,
                "Two promotions had to be taken back by a release at night.",
                "Switching off must not need a release. Whoever ships a change that customers see ships the switch with it, and removes it within a month."
            )
            {
                Accepted = 240,
                Drivers = "Taking back within minutes, by whoever is on call.",
                Measures = ["activated-7-days"],
                Confirmation = "A list of flags older than a month, looked at each quarter.",
                Consequences = "Flags that nobody removes become debt.",
            },
            new(
                "Traces by tail sampling",
                "platform",
                "Piotr",
                262,
                "Five percent of traces never held the slow ones.",
                "Keep whole traces of what was slow or failed, and one in a hundred of the rest."
            )
            {
                Accepted = 251,
                Written = 205,
                TakenFrom = "Traces by tail sampling",
                Confirmed = (204, "All of the last ten incidents had their trace."),
            },
            new(
                "Checkout and Payments follow the customer's way, not the systems",
                "",
                "Helene",
                184,
                "Every second change of the checkout needs Payments, and waits for it eleven days.",
                "Work that belongs together sits together: vouchers and the payment widget go to Checkout with the people who know them. It costs a quarter of calm."
            )
            {
                Accepted = 160,
                Options =
                [
                    new(
                        "Move vouchers and the widget",
                        null,
                        "Half of the waiting gone",
                        "Payments loses Marta's knowledge",
                        true
                    ),
                    new("A shared backlog", null, "Nobody moves", "Two leaders, one list"),
                ],
                Measures = ["monthly-retention"],
                Advice =
                [
                    new(
                        "Marta",
                        178,
                        "Would you move?",
                        175,
                        "Yes, if somebody in Payments learns settlement first.",
                        161,
                        "Priya learned settlement for six weeks before the move."
                    ),
                ],
                Confirmation = "Changes of Checkout that wait for Payments, a quarter later.",
                Confirmed = (62, "One in six waits, of one in two before."),
                RevisitAgo = 31,
            },
            new(
                "Two rotations on call instead of six",
                "",
                "Piotr",
                133,
                "Six rotations of four people: everyone is on call each month, and most nights nobody is called.",
                "Two rotations by room, each with a second person of the owning team by day. One rotation for all was proposed; advice showed that nobody can know fourteen services at three in the morning."
            )
            {
                Accepted = 118,
                Options =
                [
                    new(
                        "One rotation for all",
                        null,
                        "Each is on call four times a year",
                        "Nobody knows fourteen services"
                    ),
                    new(
                        "Two rotations by room",
                        null,
                        "Seven services are learnable\nSix times a year",
                        "Needs runbooks that are current",
                        true
                    ),
                    new("Six, as now", null, "Everyone knows their service", "Each month, for everyone"),
                ],
                Advice =
                [
                    new(
                        "Elif",
                        130,
                        "Does one rotation hold?",
                        128,
                        "No. I tried for a week: of nine calls I could mend two. Split by what one can learn.",
                        120,
                        "Changed from one rotation to two."
                    ),
                    new(
                        "Mei",
                        130,
                        "And the mobile backend?",
                        126,
                        "With the purchase services: that is where our calls come from.",
                        120,
                        "It went to that rotation."
                    ),
                ],
                Measures = ["time-to-recover"],
                Consequences = "A person is on call six times a year. Time to recover must not rise.",
                Confirmation = "Nights with a call, and time to recover, after two months.",
                Confirmed = (57, "Time to recover kept falling; nobody asked to go back."),
                RevisitAgo = -45,
            },
            new(
                "Guests may buy without an account",
                "checkout",
                "Lucía",
                97,
                "A third of those who fill a basket leave where an account is asked for.",
                "First the purchase, then the account: it is offered with the receipt. Fraud checks run for guests as for others."
            )
            {
                Accepted = 88,
                Measures = ["activated-7-days"],
                Options =
                [
                    new("Guests first", null, "Fewer leave", "Accounts come later", true),
                    new("Shorter form", null, "Quick", "Still a form"),
                ],
                Confirmed = (34, "Activation rose by a point in six weeks."),
                RevisitAgo = -80,
            },
            new(
                "Two people share the lead of Payments",
                "payments",
                "Baraka",
                63,
                "Tomasz left, and settlement rests on one person.",
                "Amara leads the people, Jonas the technical direction, until the end of the year."
            )
            {
                Accepted = 58,
                Confirmed = (20, "Both said so in their talks."),
                DataClass = DataClass.People,
            },
            new(
                PerPartner,
                "payments",
                "Amara",
                55,
                "One partner's late file stops the settlement of forty. Since Tomasz left nobody dares to touch the batch.",
                "A late partner must not hold the others. Each partner gets a run and an account of its own; the hand check becomes a rule that stops a run whose totals jump."
            )
            {
                Accepted = 43,
                Drivers = "- Partners paid on the agreed day\n- A change that one person understands",
                Constraints = "The bank's cut-off at 17:00 stays. No change of the ledger's tables before the audit.",
                Options =
                [
                    new(
                        "A run for each partner",
                        null,
                        "One late file holds nobody\nEach run can be repeated",
                        "Forty accounts to reconcile",
                        true
                    ),
                    new(
                        "Batch with a time limit",
                        null,
                        "A small change",
                        "Late partners lose a day\nStill all or nothing"
                    ),
                    new(
                        "Buy a settlement product",
                        null,
                        "Not ours to run",
                        "A year of moving\nTwo partners are not covered"
                    ),
                ],
                Advice =
                [
                    new(
                        "Priya",
                        53,
                        "What breaks first?",
                        52,
                        "Order within a partner. Queue by partner, never across.",
                        44,
                        "Runs are queued by partner."
                    ),
                    new(
                        "Santiago",
                        53,
                        "Can reports follow?",
                        49,
                        "Yes, if the run carries an id from the first day.",
                        44,
                        "Each run has an id that reports use."
                    ),
                ],
                Measures = ["time-to-recover", "monthly-retention"],
                Consequences = "Forty accounts to reconcile instead of one. A mistake costs one partner, not all.",
                Confirmation = "Days on which a partner was settled late, by partner, after a quarter.",
                Supersedes =
                [
                    "One settlement account for all partners",
                    "Settlement files are checked by hand before they leave",
                ],
                RevisitAgo = -140,
            },
            new(
                "Retire the old mobile checkout",
                "mobile",
                "Felix",
                38,
                "Four percent of purchases still come from it.",
                null
            )
            {
                OnHold = 26,
                Note = "Waits until guests may buy on mobile.",
                Options =
                [
                    new("Switch off in spring", null, "One checkout", "Four percent of purchases"),
                    new("Redirect", null, "Nobody is lost", "Two weeks of work"),
                ],
            },
            new(
                "How partners sign in to their reports",
                "data",
                "Santiago",
                9,
                "Partners ask for reports of their own. Passwords are shared by e-mail today.",
                "Identity of the partner through the gateway, since Platform keeps it already."
            )
            {
                Options =
                [
                    new("Through the gateway", null, "Kept by Platform", "Partners need accounts with us", true),
                    new("Signed links", null, "Nothing to keep", "Links are passed on"),
                ],
                Advice =
                [
                    new("Nadia", 8, "Can the gateway take it?", 3, "Yes. Signed links would be a hole we cannot see."),
                    new("Elif", 8, "Who runs it at night?"),
                ],
            },
            new(
                "Which measure replaces story points",
                "",
                "Helene",
                4,
                "Story points stand among the outcome measures and carried no decision in a year.",
                null
            )
            {
                Advice = [new("Jonas", 3, "What would Payments look at?")],
            },
        ];
}
