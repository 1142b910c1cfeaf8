using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Practices.Direction.Roadmap;

namespace Binnacle.Demo;

/// <summary>What Northwind wants, in days before today.</summary>
internal static class DirectionTales
{
    public sealed record MilestoneTale(
        string Title,
        string Outcome,
        string Team,
        string By,
        int AddedAgo,
        (int From, int To)[] Targets,
        ((int From, int To) To, int Ago, string Reason)[] Moves,
        bool IsDraft = false,
        int? EndedAgo = null,
        MilestoneOutcome Outcomes = MilestoneOutcome.Done,
        string? EndReason = null
    );

    public sealed record InitiativeTale(
        string Name,
        string Milestone,
        string Team,
        string By,
        int AddedAgo,
        (RuleKind Kind, string Pattern, string? Repository)[] Rules
    );

    public sealed record BetTale(
        string Belief,
        string Team,
        string By,
        int MadeAgo,
        int CheckAgo,
        string? Measure,
        string? Check,
        bool Up,
        double Threshold,
        BetAnswer? Answer = null,
        string Reason = ""
    );

    public static readonly (int Ago, int Version, bool IsChange, string Reason)[] Reviews =
    [
        (405, 1, true, "First version"),
        (310, 2, true, "Guests come before accounts: most buy once"),
        (222, 2, false, "The quarter went as thought; nothing to add."),
        (131, 3, true, "Partners are settled by us now, so money has to be right first"),
        (47, 3, false, "Read it aloud, everybody agreed; the guest checkout moved, the goal did not."),
    ];

    public static readonly string[] Visions =
    [
        """
            In two years a shop opens in a new country **within a day**.

            Whoever buys finds what they mean, pays as they are used to, and hears the truth about when it arrives. Teams change
            their part without asking another, release when they are ready, and see within the hour whether it helped.

            We will not build a marketplace, and we will not run our own data centres.
            """,
        """
            In two years a shop opens in a new country **within a day**.

            Whoever buys finds what they mean, pays **without an account** as they are used to, and hears the truth about when it
            arrives. Teams change their part without asking another, release when they are ready, and see within the hour
            whether it helped.

            We will not build a marketplace, and we will not run our own data centres.
            """,
        """
            In two years a shop opens in a new country **within a day**.

            Money is right the first time: what a partner is owed is known on the day and paid on the next. Whoever buys finds
            what they mean, pays **without an account** as they are used to, and hears the truth about when it arrives. Teams
            change their part without asking another, release when they are ready, and see within the hour whether it helped.

            We will not build a marketplace, and we will not run our own data centres.
            """,
    ];

    public static readonly (string Name, string Over, string Sentence, int RetiredAgo)[] Principles =
    [
        (
            "Money that is right",
            "money that is fast",
            "A payment that may be wrong waits until somebody has looked.",
            0
        ),
        (
            "Small reversible steps",
            "one big launch",
            "What cannot be taken back within an hour is cut smaller first.",
            0
        ),
        (
            "One way that all teams know",
            "the best tool for each team",
            "A second way to do the same costs everybody, every day.",
            0
        ),
        ("The buyer's words", "our own terms", "Search, errors and mails say it as buyers do.", 0),
        ("A team's own release", "a release of everything", "Nobody waits for another team to ship.", 0),
        ("Measured before built", "built before the others", "We know what should change before we begin.", 174),
    ];

    public static readonly MilestoneTale[] Milestones =
    [
        new(
            "Guests pay without an account",
            "A first order takes two minutes, and nobody leaves because of a password.",
            "checkout",
            "Helene Aubert",
            290,
            [(110, 21)],
            [
                ((21, -69), 118, "The address rules of three countries were not known when the date was set."),
                ((-30, -72), 45, "Stock is reserved per session; that has to change first."),
            ]
        ),
        new(
            "Partners are settled the next day",
            "What a partner is owed is known on the day and paid on the next.",
            "payments",
            "Baraka Mwangi",
            240,
            [(60, 60)],
            [
                ((5, 5), 96, "The bank's test system came six weeks late."),
                ((-40, -68), 26, "Who reads the bank's files left; two people learn it now."),
            ]
        ),
        new(
            "Search understands what buyers write",
            "Half as many searches end without a result.",
            "search",
            "Ravi Krishnan",
            210,
            [(-10, -100)],
            []
        ),
        new(
            "Everybody signs in without a password",
            "No reset mails, no stolen passwords.",
            "platform",
            "Elif Kaya",
            330,
            [(150, 61)],
            [((70, -20), 160, "The recovery flow needed a second look by security.")]
        ),
        new(
            "Frankfurt may fail",
            "A whole region goes away and buyers do not notice.",
            "platform",
            "Piotr Zawadzki",
            120,
            [(-90, -180)],
            []
        ),
        new(
            "One set of numbers",
            "Board, product and finance read the same figures on the same day.",
            "data",
            "Santiago Ruiz",
            200,
            [(-20, -20)],
            []
        ),
        new(
            "Index without a queue of our own",
            "Prices in search are minutes old, not hours.",
            "search",
            "Ravi Krishnan",
            380,
            [(215, 215)],
            [],
            EndedAgo: 204,
            EndReason: "Fixes in indexing fell by more than half."
        ),
        new(
            "Vouchers that can be combined",
            "Campaigns need no engineer.",
            "checkout",
            "Helene Aubert",
            260,
            [(140, 51)],
            [],
            EndedAgo: 88,
            Outcomes: MilestoneOutcome.Dropped,
            EndReason: "Two campaigns a year do not pay for it; the guest checkout needs the people."
        ),
        new(
            "Pay later, in three countries",
            "Buyers choose when they pay.",
            "payments",
            "Baraka Mwangi",
            14,
            [(-200, -290)],
            [],
            IsDraft: true
        ),
    ];

    public static readonly InitiativeTale[] Initiatives =
    [
        new(
            "Guest checkout",
            "Guests pay without an account",
            "checkout",
            "Lucía Ferrer",
            396,
            [
                (RuleKind.Label, "guest-checkout", null),
                (RuleKind.Scope, "checkout, cart, ui, e2e", "commerce"),
                (RuleKind.Path, "services/checkout", "commerce"),
            ]
        ),
        new(
            "Next-day settlement",
            "Partners are settled the next day",
            "payments",
            "Jonas Lindqvist",
            390,
            [
                (RuleKind.IssueKey, "SET-\\d+", null),
                (RuleKind.Path, "settlement", "payments-core"),
                (RuleKind.Path, "settlement-files", "payments-core"),
                (RuleKind.Path, "payouts", "payments-core"),
                (RuleKind.Path, "ledger", "payments-core"),
                (RuleKind.Path, "api", "payments-core"),
            ]
        ),
        new(
            "The buyer's words",
            "Search understands what buyers write",
            "search",
            "Sofie Brandt",
            394,
            [
                (RuleKind.Path, "query", "search-engine"),
                (RuleKind.Path, "synonyms", "search-engine"),
                (RuleKind.Path, "suggest", "search-engine"),
                (RuleKind.Path, "analysis", "search-engine"),
                (RuleKind.Path, "features", "ranking"),
                (RuleKind.Path, "training", "ranking"),
            ]
        ),
        new(
            "Fresh prices",
            "Index without a queue of our own",
            "search",
            "Yusuf Demir",
            380,
            [(RuleKind.Path, "indexing", "search-engine")]
        ),
        new(
            "Passkeys everywhere",
            "Everybody signs in without a password",
            "platform",
            "Elif Kaya",
            392,
            [(RuleKind.Scope, "passkeys, sessions, accounts", "identity")]
        ),
        new(
            "A region that may fail",
            "Frankfurt may fail",
            "platform",
            "Piotr Zawadzki",
            118,
            [
                (RuleKind.Path, "clusters", "platform-infra"),
                (RuleKind.Path, "databases", "platform-infra"),
                (RuleKind.Path, "gateway", "platform-infra"),
                (RuleKind.Path, "network", "platform-infra"),
            ]
        ),
        new(
            "Numbers that agree",
            "One set of numbers",
            "data",
            "Anneke de Wit",
            199,
            [
                (RuleKind.Path, "warehouse", "data-pipeline"),
                (RuleKind.Path, "quality", "data-pipeline"),
                (RuleKind.Path, "reports", "data-pipeline"),
                (RuleKind.Path, "collector", "data-pipeline"),
            ]
        ),
    ];

    public static readonly BetTale[] Bets =
    [
        new(
            "alerts that name the last change shorten the time to recover",
            "platform",
            "Elif Kaya",
            190,
            40,
            "time-to-recover",
            null,
            false,
            60,
            BetAnswer.Keep,
            "It held with room to spare: all services get it."
        ),
        new(
            "a shorter sign-up lets more people do something within a week",
            "checkout",
            "Helene Aubert",
            220,
            64,
            "activated-7-days",
            null,
            true,
            44,
            BetAnswer.Change,
            "It helped, by half of what we thought. The guest checkout is the bigger step."
        ),
        new(
            "people speak up more when incidents are told without names",
            "",
            "Ingrid Solheim",
            240,
            90,
            null,
            "safety.pulse",
            true,
            0.8,
            BetAnswer.Stop,
            "We never asked anybody. First a pulse, then the bet again."
        ),
        new(
            "reminders of what was left in the basket bring people back",
            "mobile",
            "Mei Tanaka",
            130,
            12,
            "monthly-retention",
            null,
            true,
            94.5
        ),
        new(
            "who buys as a guest comes back as often as who has an account",
            "checkout",
            "Helene Aubert",
            40,
            -55,
            "monthly-retention",
            null,
            true,
            93
        ),
        new(
            "next-day settlement keeps the time to recover low though money moves faster",
            "payments",
            "Baraka Mwangi",
            24,
            -96,
            "time-to-recover",
            null,
            false,
            45
        ),
    ];
}
