using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Sources.Measures;

/// <summary>A real Prometheus on a free port of 127.0.0.1 that watches itself, in a temporary folder.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly OtherProgram program;
    private readonly string folder;

    private PrometheusServer(OtherProgram program, string folder, int port) =>
        (this.program, this.folder, Address) = (program, folder, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<PrometheusServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("binnacle-prometheus-").FullName;
        var port = OtherProgram.FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            $"global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: self\n    static_configs:\n      - targets: ['127.0.0.1:{port}']\n"
        );
        var program = OtherProgram.Start(
            folder,
            "prometheus",
            "BINNACLE_TEST_PROMETHEUS",
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=data",
            $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=error"
        );
        var server = new PrometheusServer(program, folder, port);
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

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
