namespace Binnacle.Practices.Flow.Delivery;

/// <summary>One of the five, as results and pages call it.</summary>
/// <param name="Key">Stable: <c>lead-time</c>.</param>
/// <param name="Short">So short that all five stand beside each other.</param>
public sealed record DeliveryMeasure(string Key, string Name, string Short, string Unit)
{
    public static readonly DeliveryMeasure Frequency = new(
        "deployment-frequency",
        "Deployments a week",
        "Deployments",
        "a week"
    );

    public static readonly DeliveryMeasure LeadTime = new("lead-time", "Change lead time", "Lead time", "days");

    public static readonly DeliveryMeasure FailRate = new("change-fail-rate", "Change fail rate", "Fail rate", "share");

    public static readonly DeliveryMeasure Recovery = new(
        "recovery-time",
        "Failed deployment recovery time",
        "Recovery",
        "days"
    );

    public static readonly DeliveryMeasure Rework = new("rework-rate", "Deployment rework rate", "Rework", "share");

    /// <summary>In the order in which pages show them.</summary>
    public static readonly IReadOnlyList<DeliveryMeasure> All = [Frequency, LeadTime, FailRate, Recovery, Rework];
}
