using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Binnacle.Platform.Deliveries.Channels;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>What a mail server is reached by; the password in the clear, for the time of a connection.</summary>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string UserName, string? Password)
{
    /// <summary>SHA-256 of the certificate to accept, in hex; null for what the machine trusts.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>A mail server refused or did not answer; the message says what it said, and may be shown.</summary>
public sealed class MailFailure(string message, bool mayPass = true, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>False where trying again will not help: this recipient or this letter is refused for good.</summary>
    public bool MayPass { get; } = mayPass;
}

/// <summary>
/// One conversation with a mail server (RFC 5321), with TLS from the start or by STARTTLS (RFC 3207) and a password by AUTH
/// PLAIN or LOGIN (RFC 4954). What is refused before a recipient is named concerns the settings and may be mended; what is
/// refused with 5xx after it concerns this letter for good.
/// </summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;
    private readonly MailServer server;
    private readonly TcpClient socket;
    private readonly byte[] buffer = new byte[4096];
    private Stream stream;
    private int start;
    private int end;
    private HashSet<string> offers = new(StringComparer.OrdinalIgnoreCase);

    private SmtpConnection(MailServer server, TcpClient socket)
    {
        this.server = server;
        this.socket = socket;
        stream = socket.GetStream();
    }

    public static async Task<SmtpConnection> OpenAsync(MailServer server, CancellationToken cancellation)
    {
        var socket = new TcpClient { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellation);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new MailFailure($"{server.Host}:{server.Port} was not reached: {problem.Message}", inner: problem);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        var connection = new SmtpConnection(server, socket);
        try
        {
            await connection.GreetAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        await AskAsync($"MAIL FROM:<{letter.From}>", 250, "the sender", mayPass: true, cancellation);
        await AskAsync($"RCPT TO:<{letter.To}>", 250, "the recipient", mayPass: false, cancellation);
        await AskAsync("DATA", 354, "the letter", mayPass: false, cancellation);
        var content = letter.Write();
        var data = content.StartsWith('.') ? "." + content : content;
        data = data.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await WriteAsync(data + ".\r\n", cancellation);
        await ExpectAsync(250, "the letter", mayPass: false, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await WriteAsync("QUIT\r\n", soon.Token);
        }
        catch (Exception problem)
            when (problem
                    is IOException
                        or OperationCanceledException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or System.Security.Authentication.AuthenticationException
            )
        {
            // It is over either way.
        }
        await stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellation)
    {
        if (server.Security is MailSecurity.Implicit)
            await SecureAsync(cancellation);
        await ExpectAsync(220, "the connection", mayPass: true, cancellation);
        await HelloAsync(cancellation);
        if (server.Security is MailSecurity.StartTls)
        {
            if (!offers.Contains("STARTTLS"))
                throw new MailFailure($"{server.Host} offers no STARTTLS. Nothing was sent in the clear.");
            await AskAsync("STARTTLS", 220, "STARTTLS", mayPass: true, cancellation);
            // What came before TLS could have been put there by somebody in between.
            if (start != end)
                throw new MailFailure($"{server.Host} spoke between STARTTLS and TLS. The connection was ended.");
            await SecureAsync(cancellation);
            await HelloAsync(cancellation);
        }
        if (server.UserName.Length > 0)
            await AuthenticateAsync(cancellation);
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        var lines = await AskAsync($"EHLO {Name()}", 250, "EHLO", mayPass: true, cancellation);
        offers = new(lines.Skip(1).Select(line => line.Split(' ')[0]), StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Where(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)))
            offers.UnionWith(line.Split(' ').Skip(1).Select(way => $"AUTH {way}"));
    }

    private async Task AuthenticateAsync(CancellationToken cancellation)
    {
        var password = server.Password ?? "";
        if (offers.Contains("AUTH PLAIN"))
        {
            var plain = Base64($"\0{server.UserName}\0{password}");
            await AskAsync($"AUTH PLAIN {plain}", 235, "the user name and password", mayPass: true, cancellation);
        }
        else if (offers.Contains("AUTH LOGIN"))
        {
            await AskAsync("AUTH LOGIN", 334, "AUTH LOGIN", mayPass: true, cancellation);
            await AskAsync(Base64(server.UserName), 334, "the user name", mayPass: true, cancellation);
            await AskAsync(Base64(password), 235, "the user name and password", mayPass: true, cancellation);
        }
        else
            throw new MailFailure($"{server.Host} takes no password by PLAIN or LOGIN.");
    }

    private async Task SecureAsync(CancellationToken cancellation)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    EnabledSslProtocols = System.Security.Authentication.SslProtocols.None,
                    RemoteCertificateValidationCallback = IsTrusted,
                },
                cancellation
            );
        }
        catch (System.Security.Authentication.AuthenticationException problem)
        {
            throw new MailFailure(
                $"The certificate of {server.Host} is not trusted, or TLS failed. Give its SHA-256 fingerprint if it is your own.",
                inner: problem
            );
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        server.Fingerprint is { } expected
            ? certificate is not null
                && Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData())) == expected
            : errors is SslPolicyErrors.None;

    private async Task<List<string>> AskAsync(
        string command,
        int expected,
        string what,
        bool mayPass,
        CancellationToken cancellation
    )
    {
        await WriteAsync(command + "\r\n", cancellation);
        return await ExpectAsync(expected, what, mayPass, cancellation);
    }

    private async Task<List<string>> ExpectAsync(
        int expected,
        string what,
        bool mayPass,
        CancellationToken cancellation
    )
    {
        var lines = new List<string>();
        int code;
        while (true)
        {
            var line = await ReadLineAsync(cancellation);
            if (
                line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out code)
                || lines.Count == MostLines
            )
                throw new MailFailure($"{server.Host}:{server.Port} does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                break;
        }
        // 251: will be forwarded; as good as taken.
        return code == expected || (expected == 250 && code == 251)
            ? lines
            : throw new MailFailure(
                $"{server.Host} refused {what}: {code} {string.Join(' ', lines)}",
                mayPass || code < 500
            );
    }

    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);
        await stream.FlushAsync(cancellation);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end)
            {
                start = 0;
                end = await stream.ReadAsync(buffer, cancellation);
                if (end == 0)
                    throw new MailFailure($"{server.Host} ended the conversation.");
            }
            var letter = (char)buffer[start++];
            if (letter == '\n')
                return line.ToString().TrimEnd('\r');
            if (line.Length == LongestLine)
                throw new MailFailure($"{server.Host}:{server.Port} does not speak SMTP.");
            line.Append(char.IsControl(letter) && letter != '\r' ? ' ' : letter);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The name of this machine as a server takes it, or a literal of its loopback.</summary>
    private static string Name() =>
        Uri.CheckHostName(Environment.MachineName) is UriHostNameType.Dns ? Environment.MachineName : "[127.0.0.1]";
}
