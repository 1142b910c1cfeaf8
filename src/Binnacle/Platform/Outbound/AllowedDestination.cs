using System.Net;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Outbound;

/// <summary>
/// A host or network that is not public and that Binnacle may reach all the same, because an administrator said so. Taking it
/// back leaves the row with who and when.
/// </summary>
public sealed class AllowedDestination : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>A name (<c>prometheus.internal</c>), an address (<c>10.1.2.3</c>) or a network (<c>10.1.0.0/16</c>).</summary>
    public string Destination { get; init; } = "";

    public string? Reason { get; init; }

    public DateTime AllowedAt { get; init; }

    public string AllowedBy { get; init; } = "";

    public DateTime? TakenBackAt { get; private set; }

    public string? TakenBackBy { get; private set; }

    public void TakeBack(AppDb db)
    {
        TakenBackAt ??= db.Now;
        TakenBackBy ??= db.Viewer.Name;
    }
}

/// <summary>What is allowed now. A name opens private addresses, but never link-local ones: those hold a cloud's metadata.</summary>
public sealed class AllowedDestinations
{
    private static readonly IPNetwork[] NeverByName =
    [
        .. new[] { "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "fe80::/10", "ff00::/8", "::/128" }.Select(text =>
            IPNetwork.Parse(text)
        ),
    ];

    private readonly List<IPNetwork> networks = [];
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    public AllowedDestinations(IEnumerable<string> destinations)
    {
        foreach (var destination in destinations)
        {
            if (NetworkIn(destination) is { } network)
                networks.Add(network);
            else
                names.Add(destination);
        }
    }

    public static AllowedDestinations None { get; } = new([]);

    public bool Allows(string host, IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return networks.Exists(network => network.Contains(address))
            || (names.Contains(host) && !NeverByName.Any(network => network.Contains(address)));
    }

    /// <summary>The network of "10.1.0.0/16" or of the one address "10.1.2.3"; null for a name.</summary>
    public static IPNetwork? NetworkIn(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
        : null;
}

internal sealed class AllowedDestinationConfiguration : IEntityTypeConfiguration<AllowedDestination>
{
    public void Configure(EntityTypeBuilder<AllowedDestination> builder)
    {
        builder.ToTable("outbound_allowed");
        builder.Property(row => row.Destination).HasMaxLength(255);
        builder.Property(row => row.Reason).HasMaxLength(400);
        builder.Property(row => row.AllowedBy).HasMaxLength(200);
        builder.Property(row => row.TakenBackBy).HasMaxLength(200);
    }
}
