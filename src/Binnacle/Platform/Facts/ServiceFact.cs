namespace Binnacle.Platform.Facts;

/// <summary>A fact that concerns a service, which its source names in its own way.</summary>
public abstract class ServiceFact : Fact
{
    /// <summary>The source that told of it; of several the one that was added first.</summary>
    [Earliest]
    public Guid? SourceId { get; set; }

    /// <summary>The service as the source names it; null where it names a repository alone.</summary>
    [Newest]
    public string? ServiceName { get; set; }

    /// <summary>The service of the catalogue, as <see cref="Attribution"/> decides.</summary>
    public Guid? ServiceId { get; set; }
}
