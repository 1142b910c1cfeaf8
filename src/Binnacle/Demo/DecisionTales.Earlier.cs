namespace Binnacle.Demo;

internal static partial class DecisionTales
{
    private static DecisionTale[] Earlier =>
        [
            new(
                "Release every second Thursday",
                "",
                "Elif",
                null,
                "Releases broke on Fridays, and nobody knew which changes were in them.",
                "One train every second Thursday, so that the people on call are there. Chosen for calm, not for speed."
            )
            {
                Accepted = 690,
                Written = 409,
                Consequences = "A change waits nine days on average. Fewer surprises.",
                Confirmed = (402, "The calendar of releases of the last year."),
            },
            new(
                "One settlement account for all partners",
                "payments",
                "Tomasz",
                null,
                "The bank charges for every account.",
                "One account, and our ledger tells the partners apart."
            )
            {
                Accepted = 640,
                Written = 407,
                Confirmed = (380, "The ledger closes every day."),
            },
            new(
                "Settlement files are checked by hand before they leave",
                "payments",
                "Tomasz",
                null,
                "Two files with doubled amounts left in one quarter.",
                "A person of Payments looks at totals before a file leaves. Slow, and it stopped the errors."
            )
            {
                Accepted = 520,
                Written = 407,
                Confirmed = (371, "Nine quarters without a doubled amount."),
            },
            new(
                "Write decisions down where everyone can read them",
                "",
                "Elif",
                405,
                "New people ask why things are as they are, and the answers left with those who knew.",
                "What is hard to turn back is written down with its reasons, here or in the repository it concerns. One page, a day at most."
            )
            {
                Accepted = 398,
                Options =
                [
                    new(
                        "A page for each decision",
                        null,
                        "Found by search\nHas reasons",
                        "Somebody has to write it",
                        true
                    ),
                    new("Minutes of meetings", null, "Written anyway", "Nobody finds the reason later"),
                ],
                Confirmation =
                    "Once a quarter: of the last five changes that were hard to turn back, how many have a page.",
                Confirmed = (300, "Five of the last five have a page."),
                RevisitAgo = -40,
            },
            new(
                "Platform owns the routing of alerts, teams own their runbooks",
                "platform",
                "Elif",
                396,
                "Alerts of four teams land in one channel. It takes a quarter of an hour until the right person looks.",
                "Whoever can mend it is called first. Platform keeps the routes, since they cross teams; each team writes what to do, since it knows."
            )
            {
                Accepted = 371,
                First = (
                    385,
                    "Whoever can mend it is called first. Platform keeps the routes and writes the runbooks that are missing."
                ),
                Drivers = "- Minutes until the right person looks\n- No new tool",
                Options =
                [
                    new(
                        "Platform routes, teams write runbooks",
                        null,
                        "Right person first\nOne place for routes",
                        "Teams must keep runbooks current",
                        true
                    ),
                    new(
                        "A central operations team",
                        null,
                        "One number to call",
                        "Knows no service well\nTwo people we do not have"
                    ),
                    new("Leave it", null, "No work", "A quarter of an hour each time"),
                ],
                Advice =
                [
                    new(
                        "Owen",
                        390,
                        "What does it cost Platform?",
                        388,
                        "Two days to set up, an hour a week. Ask teams to review routes in their own repository.",
                        372,
                        "Routes stand in the teams' repositories."
                    ),
                ],
                Measures = ["time-to-recover"],
                Confirmation = "Time to recover falls below an hour within two quarters.",
                Confirmed = (280, "41 of 43 alerts reached the owning team first."),
                Revisited = (120, "Time to recover halved; routes were right in 97 % of alerts."),
                RevisitAgo = -60,
            },
            new(
                "Release each service when it is ready",
                "",
                "Sofie",
                330,
                "Search lost two weeks of a campaign because a finished change waited for the train. Half of a release's risk is its size.",
                "Small releases fail smaller. Each team releases when its change is ready and its checks are green; the train stays for the mobile applications, whose stores set the pace."
            )
            {
                Accepted = 308,
                Options =
                [
                    new(
                        "Each service when ready",
                        null,
                        "Small changes\nNobody waits for others",
                        "Needs checks that one trusts",
                        true
                    ),
                    new("Train every week", null, "Little to change", "Still nine changes in one"),
                ],
                Advice =
                [
                    new(
                        "Mei",
                        326,
                        "What does it mean for the stores?",
                        321,
                        "We cannot follow: reviews of the stores take days. Keep a train for us.",
                        309,
                        "The mobile applications keep the train."
                    ),
                    new(
                        "Priya",
                        326,
                        "Can Payments?",
                        312,
                        "Not before the tests run in ten minutes.",
                        309,
                        "Payments starts when its tests do; a debt item holds it."
                    ),
                ],
                Measures = ["activated-7-days"],
                Consequences = "Changes reach customers in days. Teams without quick tests notice first.",
                Confirmation = "Releases a month, by service.",
                Confirmed = (200, "Search and Checkout release weekly."),
                Supersedes = ["Release every second Thursday"],
                RevisitAgo = -90,
            },
        ];
}
