namespace Binnacle.Platform.Deliveries;

/// <summary>How a try went, in words that the log may show.</summary>
/// <param name="MayPass">False where trying again will not help.</param>
/// <param name="After">The other side asked to wait so long.</param>
/// <param name="IsGone">The other side said that it will never take anything again.</param>
public sealed record SendResult(
    bool Succeeded,
    string Answer,
    bool MayPass = true,
    TimeSpan? After = null,
    bool IsGone = false
);
