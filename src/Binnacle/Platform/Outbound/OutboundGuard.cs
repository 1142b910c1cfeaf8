using System.Net;
using System.Net.Sockets;
using Binnacle.History;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Outbound;

/// <summary>Addresses of a name: the system's resolver, or a test's.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);

/// <summary>
/// Decides which addresses Binnacle connects to: public ones, and what administrators allowed. Whoever connects uses the
/// addresses that were checked here and never resolves the name again, so that a name cannot change its mind in between.
/// </summary>
public sealed class OutboundGuard(AppDbs databases, ResolveHost resolve)
{
    /// <returns>At least one address; all of them may be connected to.</returns>
    /// <exception cref="OutboundFailure">The host has no address, or one that is neither public nor allowed.</exception>
    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        host = host.Trim('[', ']').TrimEnd('.');
        var allowed = await AllowedAsync(cancellation);
        var found = await FindAsync(host, cancellation);
        if (
            found.Length == 0
            || !Array.TrueForAll(found, one => PublicAddress.Contains(one) || allowed.Allows(host, one))
        )
            throw NotReached(host);
        return found;
    }

    /// <summary>A connected socket to one of the checked addresses.</summary>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellation);
                return socket;
            }
            catch (SocketException problem)
            {
                socket.Dispose();
                last = problem;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new OutboundFailure($"{host}, port {port}: expected a connection, found: {Words(last!)}.", last);
    }

    private async Task<AllowedDestinations> AllowedAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return new(
            await db.Set<AllowedDestination>()
                .Where(row => row.TakenBackAt == null)
                .Select(row => row.Destination)
                .ToListAsync(cancellation)
        );
    }

    private async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        try
        {
            return await resolve(host, cancellation);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException)
        {
            throw NotReached(host, problem);
        }
    }

    /// <summary>One answer for a host that is not there and one that is not public: who asks learns nothing of the network inside.</summary>
    private static OutboundFailure NotReached(string host, Exception? inner = null) =>
        new(
            $"{host}: expected a host with a public address, found none, or a private one. Check its name, or ask an administrator to allow it under Settings, Outgoing connections.",
            inner
        );

    private static string Words(SocketException problem) =>
        problem.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "the connection was refused",
            SocketError.TimedOut => "no answer in time",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no way to it",
            _ => problem.SocketErrorCode.ToString(),
        };
}
