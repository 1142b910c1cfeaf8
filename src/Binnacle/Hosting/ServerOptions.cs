using Binnacle.Platform.Data;

namespace Binnacle.Hosting;

/// <param name="Host">What the server listens on: a name, an address, or * for all.</param>
/// <param name="AllowPrivateAddresses">Lets clone addresses lead into private networks; off, so that nobody reaches them through us.</param>
/// <param name="PublicUrl">The address that people use, where a proxy stands in front.</param>
public sealed record ServerOptions(
    Installation Installation,
    string Host = "127.0.0.1",
    int Port = 5180,
    Uri? PublicUrl = null,
    bool AllowPrivateAddresses = false
)
{
    public bool ListensEverywhere => Host is "*" or "+" or "0.0.0.0" or "[::]" or "::";

    public string Url =>
        PublicUrl?.ToString().TrimEnd('/') ?? $"http://{(ListensEverywhere ? "127.0.0.1" : Host)}:{Port}";

    /// <summary>Names under which the server answers. Any other is refused, so that a page elsewhere cannot rebind its name to us.</summary>
    public IReadOnlyList<string> AllowedHosts =>
        [
            .. new[] { "localhost", "127.0.0.1", "[::1]", PublicUrl?.Host, ListensEverywhere ? null : Host }
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
}
