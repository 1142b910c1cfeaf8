using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Binnacle.Tests.Sources.Measures;

/// <summary>A real Prometheus on a free port of 127.0.0.1 that watches itself, in a temporary folder.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private PrometheusServer(Process process, string folder, int port) =>
        (this.process, this.folder, Address) = (process, folder, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<PrometheusServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-prometheus-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            $"global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: self\n    static_configs:\n      - targets: ['127.0.0.1:{port}']\n"
        );
        var program = Environment.GetEnvironmentVariable("BINNACLE_TEST_PROMETHEUS") is { Length: > 0 } given
            ? given
            : "prometheus";
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
            ArgumentList =
            {
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            },
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException(
                "These tests fetch from a real Prometheus, and none is here: install the package prometheus, or name the program in BINNACLE_TEST_PROMETHEUS.",
                missing
            );
        }
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new PrometheusServer(process, folder, port);
        await server.WaitForSamplesAsync();
        return server;
    }

    private async Task WaitForSamplesAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var patience = 0; patience < 240; patience++)
        {
            try
            {
                if (
                    (await http.GetStringAsync("/api/v1/query?query=up")).Contains(
                        "\"value\"",
                        StringComparison.Ordinal
                    )
                )
                    return;
            }
            catch (HttpRequestException) { }
            await Task.Delay(250);
        }
        throw new InvalidOperationException("Prometheus did not watch itself within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
