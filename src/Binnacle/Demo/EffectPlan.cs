namespace Binnacle.Demo;

/// <summary>A promise about a measure, with what was answered when it did not show.</summary>
/// <param name="Answer">The reason for accepting it; null where nothing was answered, or a new promise was made.</param>
/// <param name="Answers">The title of the earlier promise that this one answers.</param>
internal sealed record EffectPlan(
    string Title,
    string Team,
    string Owner,
    string Measure,
    bool Up,
    double? AtLeast,
    int MadeAgo,
    int DueAgo,
    int ClosedAgo,
    int LookAgo,
    string? Answer = null,
    string? Answers = null
);

/// <summary>Each verdict at least once; the one that made it worse was answered by one that helped.</summary>
internal static class EffectPlans
{
    /// <summary>Days ago: one gateway for all cards, and a share of them refused since; then a second try at another one.</summary>
    public const int OneGateway = 322;
    public const int SecondTry = 212;

    public static readonly EffectPlan[] All =
    [
        new(
            "Send all cards through one gateway",
            "payments",
            "Jonas",
            "failed-payments",
            false,
            0.2,
            362,
            318,
            322,
            290
        ),
        new(
            "Try refused cards at the second gateway",
            "payments",
            "Amara",
            "failed-payments",
            false,
            0.3,
            270,
            208,
            212,
            180,
            Answers: "Send all cards through one gateway"
        ),
        new("Rehearse recovery every month", "platform", "Elif", "time-to-recover", false, 5, 160, 100, 101, 44),
        new(
            "Shorten the address form",
            "checkout",
            "Kenji",
            "monthly-retention",
            true,
            1,
            400,
            360,
            362,
            330,
            Answer: "The form is better to use all the same; retention hangs on prices."
        ),
        new("Explain plans before the last step", "checkout", "Lucía", "monthly-retention", true, 0.5, 140, 80, 82, 47),
        new("Write to those who left", "", "Ingrid", "monthly-churn-reasons", true, null, 170, 120, 121, 92),
    ];
}
