using Binnacle.Practices.Debt.Register;

namespace Binnacle.Demo;

/// <param name="Owner">First name; empty where nobody owns it.</param>
/// <param name="Path">In the repository; empty for all of it.</param>
internal sealed record DebtTale(
    string Title,
    string Team,
    string Owner,
    string Repository,
    string Path,
    int AddedAgo,
    string Context,
    DebtSource Source,
    EstimateTale[] Estimates
)
{
    public DebtOutcome? Outcome { get; init; }
    public int ClosedAgo { get; init; }
    public string? Reason { get; init; }
    public string? Evidence { get; init; }
    public string? Issue { get; init; }
}

/// <summary>An estimate some days ago; money in whole euros, days of the future are negative.</summary>
internal sealed record EstimateTale(int Ago, DebtClass Class, double WeeksLow, double WeeksHigh)
{
    public double HoursLow { get; init; }
    public double HoursHigh { get; init; }
    public (double DaysLow, double DaysHigh, int WeekLow, int WeekHigh)? Delay { get; init; }
    public (double Low, double High, int ImpactLow, int ImpactHigh)? Outage { get; init; }
    public Urgency Urgency { get; init; }
    public int? UrgentAgo { get; init; }
    public int? LookAgo { get; init; }
    public (int Value, int Time, int Risk, int Size)? Wsjf { get; init; }
    public string? Note { get; init; }
}

/// <summary>What Northwind put off: paid and shown to have helped, paid without, accepted, dropped, forgotten, pressing.</summary>
internal static class DebtTales
{
    /// <summary>Days ago: the index queue of Search was replaced; fixes there fell.</summary>
    public const int QueuePaid = 318;

    public static readonly DebtTale[] All =
    [
        new(
            "Replace the hand-written index queue",
            "search",
            "Yusuf",
            "search-engine",
            "indexing",
            404,
            "Every second fix of Search lands in `indexing/`. New brands wait for a reindex that has to be watched by hand.\n\nCategory managers see products a day late.",
            DebtSource.Hotspot,
            [
                new(402, DebtClass.TimeToMarket, 3, 6)
                {
                    HoursLow = 18,
                    HoursHigh = 30,
                    Delay = (0.2, 0.5, 9_000, 16_000),
                    Wsjf = (8, 5, 8, 5),
                    Note = "Hours from four weeks of the team's own notes.",
                },
                new(371, DebtClass.TimeToMarket, 4, 7)
                {
                    HoursLow = 18,
                    HoursHigh = 30,
                    Delay = (0.2, 0.5, 9_000, 16_000),
                    Wsjf = (8, 5, 8, 8),
                    Note = "A week more: the old queue has to run beside the new one.",
                },
            ]
        )
        {
            Outcome = DebtOutcome.Paid,
            ClosedAgo = QueuePaid,
            Reason = "Moved to the broker that orders use already.",
            Evidence = "More than half of the changes were fixes, against one in eight in the rest of the repository.",
            Issue = "https://tracker.northwind.example/SEARCH-411",
        },
        new(
            "Retire the v1 refund interface",
            "payments",
            "Amara",
            "payments-core",
            "refunds",
            398,
            "Two partners still call v1. Each change to refunds is made twice, and support explains two sets of error codes.",
            DebtSource.Person,
            [
                new(396, DebtClass.TimeToMarket, 1.5, 3)
                {
                    HoursLow = 10,
                    HoursHigh = 20,
                    Delay = (0.3, 0.6, 40_000, 60_000),
                    Wsjf = (5, 3, 3, 3),
                },
            ]
        )
        {
            Issue = "https://tracker.northwind.example/PAY-207",
        },
        new(
            "Ledger tests that need the shared database",
            "payments",
            "Jonas",
            "payments-core",
            "ledger",
            390,
            "Only one branch at a time can be tested. People wait for the slot or merge untested.",
            DebtSource.Person,
            [
                new(388, DebtClass.TimeToMarket, 1.5, 3)
                {
                    HoursLow = 30,
                    HoursHigh = 50,
                    Wsjf = (3, 2, 5, 2),
                },
            ]
        ),
        new(
            "Two voucher engines",
            "checkout",
            "Marta",
            "commerce",
            "services/promotions",
            362,
            "Discounts are computed by the old engine in the cart and by the new one in the checkout. They differ in cents.",
            DebtSource.Person,
            [
                new(360, DebtClass.TimeToMarket, 3, 5)
                {
                    HoursLow = 12,
                    HoursHigh = 25,
                    Delay = (0.2, 0.4, 12_000, 20_000),
                },
            ]
        )
        {
            Outcome = DebtOutcome.Paid,
            ClosedAgo = 204,
            Reason = "The cart asks the new engine; the old one is gone.",
        },
        new(
            "Certificates of the gateway are renewed by hand",
            "platform",
            "Piotr",
            "platform-infra",
            "gateway",
            240,
            "The authority ends one-year certificates. After the date, renewal by hand is a full-time task.",
            DebtSource.Person,
            [
                new(238, DebtClass.Mandatory, 1, 2)
                {
                    HoursLow = 35,
                    HoursHigh = 60,
                    Urgency = Urgency.Deadline,
                    UrgentAgo = -48,
                    Outage = (0.05, 0.15, 120_000, 300_000),
                    Wsjf = (3, 13, 8, 2),
                },
            ]
        ),
        new(
            "Reports read from the primary",
            "data",
            "Santiago",
            "data-pipeline",
            "warehouse",
            231,
            "The nightly reports slow the shop between 2 and 4. Few customers are awake then.",
            DebtSource.Person,
            [
                new(230, DebtClass.CanWait, 3, 5)
                {
                    HoursLow = 0,
                    HoursHigh = 8,
                    LookAgo = 19,
                    Wsjf = (2, 1, 2, 5),
                },
            ]
        ),
        new(
            "Split the settlement batch lock",
            "payments",
            "Jonas",
            "payments-core",
            "settlement",
            139,
            "One lock holds the whole nightly batch. When a partner's file is late, every partner is settled late, and somebody sits beside it until four in the morning.\n\nTwo partners have a penalty for late settlement in their contract.",
            DebtSource.Hotspot,
            [
                new(137, DebtClass.Outage, 2, 3)
                {
                    HoursLow = 30,
                    HoursHigh = 45,
                    Outage = (0.25, 0.5, 150_000, 300_000),
                    Wsjf = (8, 8, 13, 5),
                },
                new(46, DebtClass.Outage, 2, 4)
                {
                    HoursLow = 60,
                    HoursHigh = 90,
                    Outage = (0.5, 0.8, 250_000, 400_000),
                    Wsjf = (8, 13, 13, 5),
                    Note = "Counted from the on-call log; the penalty clauses are from the partner managers.",
                },
            ]
        )
        {
            Evidence = "Half of the changes were fixes since the reorganization, against one in eight before.",
            Issue = "https://tracker.northwind.example/PAY-388",
        },
        new(
            "One reader for bank files of both formats",
            "payments",
            "",
            "payments-core",
            "settlement-files",
            58,
            "The one who knew how bank files are read has left. Each new bank is copied from the last one.",
            DebtSource.Hotspot,
            [
                new(56, DebtClass.Outage, 2, 5)
                {
                    HoursLow = 4,
                    HoursHigh = 12,
                    Outage = (0.15, 0.4, 80_000, 250_000),
                },
            ]
        )
        {
            Evidence = "One person made all changes of the last two years.",
        },
        new(
            "Upgrade the message library, two majors behind",
            "payments",
            "Priya",
            "payments-core",
            "api",
            121,
            "No security fixes since spring. Known to lose messages on reconnect.",
            DebtSource.Postmortem,
            [new(119, DebtClass.Outage, 1, 1.5) { Outage = (0.3, 0.6, 150_000, 350_000), Wsjf = (3, 5, 13, 2) }]
        ),
        new(
            "Basket that web and apps share",
            "mobile",
            "Mei",
            "mobile-app",
            "android/basket",
            112,
            "The app carries its own basket and merges it on every start.",
            DebtSource.Person,
            [
                new(110, DebtClass.CanWait, 6, 12)
                {
                    HoursLow = 10,
                    HoursHigh = 25,
                    Urgency = Urgency.CanWait,
                    LookAgo = -70,
                },
            ]
        ),
        new(
            "Search schema copied into three clients",
            "search",
            "Sofie",
            "search-engine",
            "internal/client",
            96,
            "A new field needs three releases in order. Twice this year they came in the wrong one.",
            DebtSource.Coupling,
            [
                new(94, DebtClass.TimeToMarket, 2, 4)
                {
                    HoursLow = 10,
                    HoursHigh = 22,
                    Delay = (0.2, 0.5, 15_000, 25_000),
                    Wsjf = (5, 3, 3, 3),
                },
            ]
        ),
        new(
            "Ranking features that nobody reads",
            "search",
            "Chloe",
            "ranking",
            "features",
            90,
            "A third of the features are computed and never used.",
            DebtSource.Person,
            [
                new(88, DebtClass.CanWait, 1, 2)
                {
                    HoursLow = 1,
                    HoursHigh = 3,
                    LookAgo = -120,
                },
            ]
        )
        {
            Outcome = DebtOutcome.Accepted,
            ClosedAgo = 40,
            Reason = "They cost € 90 of machine time a month. The next model drops them anyway.",
        },
        new(
            "Write the payment widget anew",
            "payments",
            "Priya",
            "commerce",
            "services/payment-widget",
            84,
            "It is in an old framework.",
            DebtSource.Person,
            [new(82, DebtClass.TimeToMarket, 8, 20) { HoursLow = 2, HoursHigh = 6 }]
        )
        {
            Outcome = DebtOutcome.Dropped,
            ClosedAgo = 61,
            Reason = "Taste, not debt: it changes rarely and breaks less than the rest.",
        },
        new(
            "Campaign prices are rebuilt by hand",
            "checkout",
            "Lucía",
            "commerce",
            "services/cart",
            52,
            "Until the campaigns end, somebody rebuilds the price cache twice a day. Afterwards it does not matter until next year.",
            DebtSource.Person,
            [
                new(50, DebtClass.TimeToMarket, 1, 2)
                {
                    HoursLow = 30,
                    HoursHigh = 40,
                    Urgency = Urgency.Peak,
                    UrgentAgo = -36,
                    Wsjf = (5, 13, 2, 2),
                },
            ]
        ),
        new(
            "Sessions of identity in one table",
            "platform",
            "Nadia",
            "identity",
            "",
            17,
            "It grows by a million rows a week. Nobody has looked yet what that will cost.",
            DebtSource.Person,
            []
        ),
    ];
}
