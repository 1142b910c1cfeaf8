using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Binnacle.Tests.Platform.Deliveries;

/// <summary>A letter as Python's mail package read it.</summary>
public sealed record TakenLetter(
    string From,
    string[] To,
    bool Authenticated,
    string Type,
    string[][] Headers,
    string[][] Parts,
    string[] Defects,
    int Longest
)
{
    public string Header(string name) =>
        Headers.Single(header => header[0].Equals(name, StringComparison.OrdinalIgnoreCase))[1];

    public string Part(string type) => Parts.Single(part => part[0] == type)[1];
}

/// <summary>A real mail server of another make (aiosmtpd) as a process of the test's own, with a certificate of its own.</summary>
public sealed class MailServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly ConcurrentQueue<TakenLetter> taken = new();

    private MailServerProcess(Process process, string folder, int port, string fingerprint)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
        Fingerprint = fingerprint;
    }

    /// <summary>The system's own, which has the system's packages; another may stand before it in the path.</summary>
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    public int Port { get; }

    public string Fingerprint { get; }

    public IReadOnlyList<TakenLetter> Taken => [.. taken];

    public static async Task<MailServerProcess> StartAsync(string mode = "starttls")
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-mail-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        var start = new ProcessStartInfo(Python)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in new[]
            {
                Path.Combine(AppContext.BaseDirectory, "Platform", "Deliveries", "mail_server.py"),
                certificateFile,
                keyFile,
                mode,
            }
        )
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        if (port is null)
            throw new InvalidOperationException(
                $"The mail server did not start (python3-aiosmtpd): {await process.StandardError.ReadToEndAsync()}"
            );
        var server = new MailServerProcess(
            process,
            folder,
            int.Parse(port, CultureInfo.InvariantCulture),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))
        );
        _ = server.ReadAsync();
        _ = process.StandardError.ReadToEndAsync();
        return server;
    }

    /// <summary>The letters, once there are so many.</summary>
    public async Task<IReadOnlyList<TakenLetter>> TakenAsync(int count)
    {
        for (var tries = 0; taken.Count < count && tries < 200; tries++)
            await Task.Delay(50);
        return Taken;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            taken.Enqueue(JsonSerializer.Deserialize<TakenLetter>(line, JsonSerializerOptions.Web)!);
    }
}
