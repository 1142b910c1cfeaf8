using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Binnacle.Bench;

/// <summary><c>bin/binnacle serve</c>, as users start it, in a process of its own.</summary>
internal sealed class Served : IDisposable
{
    private readonly TaskCompletionSource<string> link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Served(string folder, params string[] more)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        Process = Process.Start(
            new ProcessStartInfo(Program(), ["serve", "--demo", "--data", folder, "--port", $"{Url.Port}", .. more])
            {
                WorkingDirectory = Path.GetTempPath(),
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Process.OutputDataReceived += (_, line) => Hear(line.Data);
        Process.ErrorDataReceived += (_, line) => Hear(line.Data);
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public Uri Url { get; }

    /// <summary>A client with a session, once the demo organization can be reviewed.</summary>
    public async Task<HttpClient> SignInAsync(CookieContainer cookies)
    {
        var client = Client(cookies);
        using var request = new HttpRequestMessage(HttpMethod.Get, await link.Task.WaitAsync(TimeSpan.FromMinutes(10)));
        request.Headers.Add("Sec-Fetch-Site", "none");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return client;
    }

    public HttpClient Client(CookieContainer cookies)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = true })
        {
            BaseAddress = Url,
        };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        return client;
    }

    /// <summary>A line of /proc/PID/status, in kilobytes.</summary>
    public static long Kilobytes(Process process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status")
                .First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // It ended.
            return 0;
        }
    }

    public static string Program([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../bin/binnacle"));

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith("http", StringComparison.Ordinal))
            link.TrySetResult(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
