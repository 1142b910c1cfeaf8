namespace Binnacle.Practices.Flow.Delivery;

/// <summary>One of the five, as results and pages call it.</summary>
/// <param name="Key">Stable: <c>lead-time</c>.</param>
/// <param name="Short">So short that all five stand beside each other.</param>
/// <param name="Definitions">The first, then what each later version changed; a frozen result names the one that it was counted by.</param>
public sealed record DeliveryMeasure(
    string Key,
    string Name,
    string Short,
    string Unit,
    IReadOnlyList<string> Definitions
)
{
    public static readonly DeliveryMeasure Frequency = new(
        "deployment-frequency",
        "Deployments a week",
        "Deployments",
        "a week",
        ["Successful deployments to production ÷ weeks; several commits in one deployment count once."]
    );

    public static readonly DeliveryMeasure LeadTime = new(
        "lead-time",
        "Change lead time",
        "Lead time",
        "days",
        [
            "Median days from the first commit of a change to the first successful deployment to production that contains it; its commits arrive with the commit that brought them to the default branch.",
            "A branch that is deployed before it is merged arrives with that deployment.",
        ]
    );

    public static readonly DeliveryMeasure FailRate = new(
        "change-fail-rate",
        "Change fail rate",
        "Fail rate",
        "share",
        [
            "Deployments that led to degraded service ÷ deployments: named by an incident, rolled back or reverted, or nearest before an incident of the same service.",
        ]
    );

    public static readonly DeliveryMeasure Recovery = new(
        "recovery-time",
        "Failed deployment recovery time",
        "Recovery",
        "days",
        [
            "Median days from the start of a failed deployment until service was back; what is not back counts as long as it has lasted.",
        ]
    );

    public static readonly DeliveryMeasure Rework = new(
        "rework-rate",
        "Deployment rework rate",
        "Rework",
        "share",
        ["Deployments that repair production unplanned ÷ deployments."]
    );

    /// <summary>In the order in which pages show them.</summary>
    public static readonly IReadOnlyList<DeliveryMeasure> All = [Frequency, LeadTime, FailRate, Recovery, Rework];

    public int Version => Definitions.Count;
}
