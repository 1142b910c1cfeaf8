using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Binnacle.Browser.Tests.ServedBinnacle))]

namespace Binnacle.Browser.Tests;

/// <summary>The program as a user starts it, on a repository of its own, and a browser that signed in with the printed link.</summary>
public sealed class ServedBinnacle : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("binnacle-browser-").FullName;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string signedIn = "";

    public Uri Url { get; private set; } = null!;

    /// <summary>A page of each template that a walk of links from the Review finds.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await ServeAsync(await SampleRepository.MakeAsync(folder));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("BINNACLE_TEST_CHROMIUM") is { Length: > 0 } given
                    ? given
                    : "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        Pages = await PageWalk.FindAsync(this);
    }

    /// <summary>A window of its own; close it with the visit.</summary>
    public async Task<Visit> VisitAsync(
        int width = 1440,
        ColorScheme scheme = ColorScheme.Light,
        bool scripts = true,
        bool signIn = true
    )
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = Url.ToString(),
                ViewportSize = new() { Width = width, Height = width > 600 ? 900 : 844 },
                ColorScheme = scheme,
                JavaScriptEnabled = scripts,
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = signIn ? signedIn : null,
            }
        );
        context.SetDefaultTimeout(30_000);
        return await Visit.BeginAsync(context, Url);
    }

    private async Task ServeAsync(string repository)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(
            "dotnet",
            [Program(), "serve", repository, "--port", $"{Url.Port}", "--data", Path.Combine(folder, "data")]
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        server = Process.Start(start)!;
        server.OutputDataReceived += (_, line) => Hear(line.Data);
        server.ErrorDataReceived += (_, line) => Hear(line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var ended = server.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended, Task.Delay(Longest)) != ready.Task)
            throw new InvalidOperationException($"The Review did not get ready. The server said:\n{Said()}");
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
        if (line.StartsWith("The Review is ready: ", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    public string Said()
    {
        lock (said)
            return string.Join('\n', said);
    }

    /// <summary>Follows the link that the server printed, and keeps the session for all visits.</summary>
    public async Task<Visit> SignInAsync()
    {
        var visit = await VisitAsync(signIn: false);
        await visit.OpenAsync(Said().Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal)));
        signedIn = await visit.Page.Context.StorageStateAsync();
        return visit;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The program beside its own static files, in the configuration in which these tests were built.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.GetFullPath(Path.Combine(here, $"../../../src/Binnacle/bin/{configuration}/net10.0/binnacle.dll"));
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (server is not null)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}
