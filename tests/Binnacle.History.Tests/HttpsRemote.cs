using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Binnacle.History.Tests;

/// <summary>Serves the files of a folder over https on this machine: enough for git's plain HTTP protocol.</summary>
internal sealed class HttpsRemote : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate;
    private readonly string folder;
    private readonly Task serving;

    public HttpsRemote(string folder)
    {
        this.folder = folder;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, default), new(2099, 1, 1, 0, 0, 0, default));
        certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Authorities => certificate.ExportCertificatePem();

    public List<string> Requests { get; } = [];

    /// <summary>When set, every request is answered with a redirect to it.</summary>
    public string? RedirectTo { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away.
            }
            // Stopped, while it waited or just before.
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = await reader.ReadLineAsync() ?? "";
        Requests.Add(request);
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
            Requests.Add(header);
        var path = request.Split(' ').ElementAtOrDefault(1)?.Split('?')[0].TrimStart('/') ?? "";
        var file = Path.Combine(folder, path);
        var (status, body) =
            RedirectTo is not null ? ($"302 Found\r\nLocation: {RedirectTo}", (byte[])[])
            : File.Exists(file) ? ("200 OK", await File.ReadAllBytesAsync(file))
            : ("404 Not Found", []);
        var head =
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
        await stream.ShutdownAsync();
    }
}
