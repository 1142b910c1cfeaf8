namespace Binnacle.Platform.Outbound;

/// <summary>
/// Something outside could not be asked, or answered badly. The message names the place (without user name, password or
/// query), what was expected and what was found; it may be shown and kept.
/// </summary>
public sealed class OutboundFailure(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>False where trying again will not help: the address is refused, the answer is of the wrong form.</summary>
    public bool MayPass { get; init; } = true;
}
