namespace Binnacle.Demo;

/// <param name="Team">Slug; empty for the organization.</param>
/// <param name="Check">The finding it answers; null when it was made by hand.</param>
/// <param name="ClosedAgo">Null while open.</param>
/// <param name="Dropped">Why, where it was dropped.</param>
/// <param name="Effect">By how much the number should move, as the unit of the check.</param>
internal sealed record PromisePlan(
    string Title,
    string Team,
    string Owner,
    int MadeAgo,
    int DueAgo,
    int? ClosedAgo = null,
    string? Check = null,
    string? Dropped = null,
    double? Effect = null,
    bool Up = true,
    double? Before = null
);

/// <summary>What people promised since the first review: done, dropped with a reason, overdue, open.</summary>
internal static class Promises
{
    public static readonly PromisePlan[] All =
    [
        new("Set aside a share for debt", "", "Ingrid", 411, 400, 403, "debt.policy"),
        new("Name owners of the payment widget", "payments", "Jonas", 408, 380, 391, "guardrails.owners"),
        new(
            "Write down how to report a hole in data-pipeline",
            "data",
            "Santiago",
            396,
            290,
            286,
            "security.policy",
            Effect: 1
        ),
        new("Develop Search in a container", "search", "Yusuf", 405, 385, 390, "flow.environments", Effect: 1),
        new("Run Checkov on infrastructure", "platform", "Piotr", 397, 365, 367, "security.pipeline"),
        new("Agree on core hours across time zones", "checkout", "Kenji", 383, 350, 352, "agreements.reviewed"),
        new("Second person on call for identity", "platform", "Nadia", 369, 330, 333),
        new("Practise the refund runbook", "payments", "Amara", 355, 330, 325, "readiness.runbooks"),
        new(
            "Contract for the gateway's control interface in CI",
            "platform",
            "Elif",
            355,
            310,
            318,
            "guardrails.contracts"
        ),
        new(
            "One dashboard for all markets",
            "data",
            "Anneke",
            341,
            300,
            309,
            Dropped: "The markets look at different numbers; two pages are clearer."
        ),
        new("Postmortem within ten days, always", "", "Ingrid", 341, 320, 322, "incidents.postmortems"),
        new(
            "Delete feature flags older than a year",
            "checkout",
            "Lucía",
            327,
            290,
            288,
            "debt.share",
            Effect: 0.03,
            Before: 0.17
        ),
        new("Tell joiners how to start in identity", "platform", "Owen", 327, 322, 325, "onboarding.guides"),
        new("Alerts for the event collector", "data", "Santiago", 313, 270, 281),
        new(
            "Weekly releases of Search",
            "search",
            "Sofie",
            299,
            240,
            Northwind.WeeklySearch,
            "flow.lead-time",
            Effect: 7,
            Up: false,
            Before: 15.2
        ),
        new("Reindex without a freeze", "search", "Yusuf", 271, 220, 226),
        new("Retire the old basket service", "checkout", "Marta", 257, 200, 198, "debt.share"),
        new(
            "Mentor for each joiner",
            "",
            "Ingrid",
            257,
            230,
            241,
            "growth.pairings",
            Dropped: "Moved to the people team, which keeps the list."
        ),
        new("Tail sampling in production", "platform", "Piotr", 250, 214, 211),
        new("Container for infrastructure work", "platform", "Nadia", 243, 218, 220, "flow.environments"),
        new("Load test before campaign day", "checkout", "Lucía", 198, 170, 172, "incidents.actions"),
        new("Automate updates in data-pipeline", "data", "Anneke", 187, 172, 174, "security.updates", Effect: 1),
        new(
            "Two people in each area of Mobile",
            "mobile",
            "Mei",
            185,
            100,
            103,
            "learning.areas",
            Dropped: "Two people cannot cover it; asked for a third instead."
        ),
        new("Govulncheck in Search", "search", "Chloe", 47, 2, 4, "security.pipeline"),
        new(
            "Owners and dates on all postmortem actions",
            "data",
            "Santiago",
            143,
            60,
            62,
            "incidents.actions",
            Dropped: "Agreed to begin with the next postmortem."
        ),
        new("Settle every hour", "payments", "Jonas", 117, 90, 94, "incidents.actions"),
        new("Backups are tried every month", "platform", "Elif", 101, 50, 52),
        new("Service level for the cart", "checkout", "Kenji", 143, 120, 122, "service-levels.observable"),
        new("Environment for data-pipeline", "data", "Hamza", 72, 60, 67, "flow.environments", Effect: 1),
        new(
            "Runbook and link for every alert",
            "checkout",
            "Daniel",
            45,
            3,
            4,
            "readiness.alerts",
            Effect: 1,
            Before: 0.14
        ),
        new(
            "Second reader for bank files",
            "payments",
            "Amara",
            73,
            11,
            Check: "learning.areas",
            Effect: 0.1,
            Up: false,
            Before: 0.13
        ),
        new("Alert on the depth of the settlement queue", "payments", "Jonas", 87, 6, Check: "incidents.actions"),
        new("Decide the message broker for orders", "platform", "Elif", 12, 2, Check: "decisions.undecided"),
        new(
            "Debt back to a fifth of the work in Payments",
            "payments",
            "Priya",
            30,
            -33,
            Check: "debt.share",
            Effect: 0.1,
            Before: 0.06
        ),
        new(
            "Say where to report holes in the mobile apps",
            "mobile",
            "Felix",
            26,
            -12,
            Check: "security.policy",
            Effect: 1,
            Before: 0
        ),
        new(
            "Turn on dependency updates for mobile",
            "mobile",
            "Mei",
            26,
            -19,
            Check: "security.updates",
            Effect: 1,
            Before: 0
        ),
        new("Runbook for late events", "data", "Hamza", 24, -8, Check: "readiness.alerts", Effect: 0.5, Before: 0.25),
        new(
            "Service level for the indexer",
            "search",
            "Yusuf",
            20,
            -25,
            Check: "service-levels.observable",
            Effect: 0.3,
            Before: 0.33
        ),
        new("Go through Platform's working agreement", "platform", "Owen", 19, -5, Check: "agreements.reviewed"),
        new("Retire story points as an outcome", "", "Ingrid", 19, -14, Check: "outcomes.owned"),
        new(
            "Pair on push in the mobile app",
            "mobile",
            "Felix",
            13,
            -40,
            Check: "learning.areas",
            Effect: 0.1,
            Up: false
        ),
    ];
}
