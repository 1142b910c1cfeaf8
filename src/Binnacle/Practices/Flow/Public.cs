namespace Binnacle.Practices.Flow;

/// <summary>What others may ask of this practice.</summary>
public static class FlowContract
{
    /// <summary>Queued when history or facts are new; its key is the repository's id, or empty for all.</summary>
    public const string DeliveryJob = Delivery.DeliveryJob.Id;

    public static string DeliveryJobTitle(string repository) => $"{Delivery.DeliveryJob.Title} of {repository}";
}
