namespace Binnacle.Practices.Flow;

/// <summary>What others may ask of this practice.</summary>
public static class FlowContract
{
    /// <summary>Queued when history is new, for all repositories.</summary>
    public const string DeliveryJob = Delivery.DeliveryJob.Id;

    public const string DeliveryJobTitle = Delivery.DeliveryJob.Title;
}
