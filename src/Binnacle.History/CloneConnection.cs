using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Binnacle.History;

/// <summary>A checked way to a remote: the settings and environment that pin git to the addresses that were checked.</summary>
internal sealed record CloneConnection(
    CloneAddress Address,
    IReadOnlyList<(string Key, string Value)> Settings,
    IReadOnlyList<(string Key, string? Value)> Environment
)
{
    public static async Task<CloneConnection> PrepareAsync(
        CloneAddress address,
        ClonePolicy policy,
        CancellationToken cancellation
    )
    {
        var addresses = await ResolveAsync(address, policy, cancellation);
        return new(
            address,
            address.IsHttps ? HttpsSettings(address, policy, addresses) : [],
            address.IsHttps ? [] : SshEnvironment(address, policy, addresses)
        );
    }

    public RepositoryException Failure(string error)
    {
        var lines = error
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l =>
                !l.StartsWith("Cloning into", StringComparison.Ordinal) && !l.Contains('%', StringComparison.Ordinal)
            );
        var words = string.Join("; ", lines.TakeLast(4));
        var hint =
            words.Contains("error: 30", StringComparison.Ordinal)
                ? " The server redirects elsewhere, which is not followed: give the repository's present URL."
            : words.Contains("could not read Username", StringComparison.Ordinal)
            || words.Contains("Authentication failed", StringComparison.Ordinal)
                ? " The repository does not exist, or needs credentials."
            : words.Contains("Host key verification failed", StringComparison.Ordinal)
                ? " Add the host's key to known_hosts of the user that runs this."
            : "";
        return new(RepositoryProblem.CloneFailed, $"{Address.Url} could not be cloned: {words}.{hint}");
    }

    private static async Task<IPAddress[]> ResolveAsync(
        CloneAddress address,
        ClonePolicy policy,
        CancellationToken cancellation
    )
    {
        var byProxy = address.IsHttps && policy.Proxy is not null;
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(address.Host, out var literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(address.Host, cancellation);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // Behind a proxy names may not resolve here; ssh may know hosts by its own configuration.
            if (byProxy || (policy.AllowPrivateAddresses && !address.IsHttps))
                return [];
            throw policy.AllowPrivateAddresses
                ? new RepositoryException(
                    RepositoryProblem.CloneFailed,
                    $"The host {address.Host} could not be found.",
                    e
                )
                : NotReached(address, e);
        }
        if (!policy.AllowPrivateAddresses && Array.Exists(found, a => !PublicAddress.Contains(a)))
            throw NotReached(address, null);
        return byProxy ? [] : found;
    }

    /// <summary>One answer for a host that is not there and one that is not public: who asks learns nothing of the network inside.</summary>
    private static RepositoryException NotReached(CloneAddress address, Exception? inner) =>
        new(
            RepositoryProblem.CloneRefused,
            $"The host {address.Host} cannot be reached from here, or its address is not public. Check its name, or allow private addresses to clone from it.",
            inner
        );

    private static List<(string, string)> HttpsSettings(CloneAddress address, ClonePolicy policy, IPAddress[] addresses)
    {
        List<(string, string)> settings =
        [
            ("http.followRedirects", "false"),
            ("http.lowSpeedLimit", "1000"),
            ("http.lowSpeedTime", "60"),
            ("http.emptyAuth", "false"),
            ("http.proxy", policy.Proxy ?? ""),
        ];
        if (addresses.Length > 0)
        {
            var list = string.Join(',', addresses.Select(Bracketed));
            settings.Add(("http.curloptResolve", $"{address.Host}:{address.Port}:{list}"));
        }
        if (policy.CertificateAuthorities is { } file)
            settings.Add(("http.sslCAInfo", Path.GetFullPath(file)));
        if (address.Credentials is { } credentials)
        {
            var value = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
            settings.Add(("http.extraHeader", "Authorization: Basic " + value));
        }
        return settings;
    }

    private static string Bracketed(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private static List<(string, string?)> SshEnvironment(
        CloneAddress address,
        ClonePolicy policy,
        IPAddress[] addresses
    )
    {
        var command = new StringBuilder("ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15");
        command.Append(
            " -o ServerAliveCountMax=4 -o ForwardAgent=no -o ClearAllForwardings=yes -o PermitLocalCommand=no"
                // A shared connection would go on holding our pipes after git has ended.
                + " -o ControlMaster=no -o ControlPath=none"
        );
        if (addresses.Length > 0 && !policy.AllowPrivateAddresses)
        {
            // known_hosts goes on knowing the server by its name. Host and address hold no character that a shell reads.
            var alias = address.Port == 22 ? address.Host : $"[{address.Host}]:{address.Port}";
            command.Append($" -o HostName={addresses[0]} -o 'HostKeyAlias={alias}'");
        }
        return
        [
            ("GIT_SSH_COMMAND", command.ToString()),
            ("GIT_SSH_VARIANT", "ssh"),
            ("HOME", System.Environment.GetEnvironmentVariable("HOME")),
            ("SSH_AUTH_SOCK", System.Environment.GetEnvironmentVariable("SSH_AUTH_SOCK")),
        ];
    }
}
