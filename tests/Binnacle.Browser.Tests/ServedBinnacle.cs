using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Binnacle.Browser.Tests.DemoBinnacle))]

namespace Binnacle.Browser.Tests;

/// <summary>The program as a user starts it, and a browser that signed in with the printed link.</summary>
public abstract class ServedBinnacle : IAsyncLifetime
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

    /// <summary>How the line begins that the server prints when there is a Review.</summary>
    protected abstract string ReadyLine { get; }

    /// <summary>What is served: <c>--demo</c>, or a repository made in the folder.</summary>
    protected abstract Task<string> SubjectAsync(string folder);

    public virtual async ValueTask InitializeAsync()
    {
        await ServeAsync(await SubjectAsync(folder));
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
        await SignInAsync();
    }

    /// <summary>A window of its own; close it with the visit.</summary>
    public async Task<Visit> VisitAsync(
        int width = 1440,
        ColorScheme scheme = ColorScheme.Light,
        bool scripts = true,
        bool signIn = true,
        Uri? at = null
    )
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = (at ?? Url).ToString(),
                ViewportSize = new() { Width = width, Height = width > 600 ? 900 : 844 },
                ColorScheme = scheme,
                JavaScriptEnabled = scripts,
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = signIn && at is null ? signedIn : null,
            }
        );
        context.SetDefaultTimeout(30_000);
        return await Visit.BeginAsync(context, at ?? Url);
    }

    private async Task ServeAsync(string subject)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(
            "dotnet",
            [Program(), "serve", subject, "--port", $"{Url.Port}", "--data", Path.Combine(folder, "data")]
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
        if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
            ready.TrySetResult();
    }

    private string Said()
    {
        lock (said)
            return string.Join('\n', said);
    }

    /// <summary>Follows the link that the server printed, and keeps the session for all visits.</summary>
    private async Task SignInAsync()
    {
        await using var visit = await VisitAsync(signIn: false);
        await visit.OpenAsync(Said().Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal)));
        signedIn = await visit.Page.Context.StorageStateAsync();
    }

    internal static int FreePort()
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
        GC.SuppressFinalize(this);
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
