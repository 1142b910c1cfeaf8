using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Outbound;

/// <summary>Administrators alone say which private hosts and networks may be reached.</summary>
public static class AllowingDestinations
{
    public const string Page = "/settings/outbound";

    public static bool MayAllow(Viewer viewer) => viewer.Role >= Role.Administrator;

    public static async Task<AllowedDestination> AllowDestinationAsync(
        this AppDb db,
        string? destination,
        string? reason = null,
        CancellationToken cancellation = default
    )
    {
        if (!MayAllow(db.Viewer))
            throw new Refusal("destination", "Only administrators allow destinations.");
        var fresh = Checked(destination);
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (why?.Length > 400)
            throw new Refusal("reason", "Keep the reason within 400 characters.");
        if (
            await db.Set<AllowedDestination>()
                .AnyAsync(row => row.Destination == fresh && row.TakenBackAt == null, cancellation)
        )
            throw new Refusal("destination", $"{fresh} is allowed already.");
        var added = new AllowedDestination
        {
            Destination = fresh,
            Reason = why,
            AllowedAt = db.Now,
            AllowedBy = db.Viewer.Name,
        };
        db.Add(added);
        db.Record("destination.allowed", fresh, Page, why);
        await db.SaveChangesAsync(cancellation);
        return added;
    }

    /// <returns>False when it was taken back before.</returns>
    public static async Task<bool> TakeBackDestinationAsync(
        this AppDb db,
        Guid id,
        CancellationToken cancellation = default
    )
    {
        if (!MayAllow(db.Viewer))
            throw new Refusal("", "Only administrators take destinations back.");
        var known = await db.Set<AllowedDestination>()
            .SingleOrDefaultAsync(row => row.Id == id && row.TakenBackAt == null, cancellation);
        if (known is null)
            return false;
        known.TakeBack(db);
        db.Record("destination.taken-back", known.Destination, Page);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static string Checked(string? destination)
    {
        var text = (destination ?? "").Trim().ToLowerInvariant().Trim('[', ']').TrimEnd('.');
        if (AllowedDestinations.NetworkIn(text) is { } network)
            return network.PrefixLength >= (network.BaseAddress.GetAddressBytes().Length == 4 ? 8 : 16)
                ? text
                : throw new Refusal("destination", "Give a network of /8 or smaller (IPv6: /16 or smaller).");
        return text.Length is > 0 and <= 253 && Uri.CheckHostName(text) is UriHostNameType.Dns
            ? text
            : throw new Refusal(
                "destination",
                "Give a host as prometheus.internal, an address as 10.1.2.3, or a network as 10.1.0.0/16; without http:// and port."
            );
    }
}
