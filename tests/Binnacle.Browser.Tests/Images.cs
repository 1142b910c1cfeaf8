using System.Runtime.CompilerServices;
using Binnacle.Demo;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>
/// The pictures of docs/images, made by <c>bin/images</c>: the demo organization on a day that stays the same, so that a
/// picture changes only when the page does.
/// </summary>
public sealed class Images(DemoBinnacle binnacle)
{
    private static readonly DateTimeOffset Day = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string Path)[] Pages =
    [
        ("review", "/"),
        ("commitments", "/commitments"),
        ("catalogue", "/catalogue"),
    ];

    [Fact(Explicit = true)]
    public async Task Make()
    {
        var data = Directory.CreateTempSubdirectory("binnacle-images-").FullName;
        var options = new ServerOptions(Installation.In(data, null, isDemo: true), Port: ServedBinnacle.FreePort());
        await using (
            var app = Server.Build(
                options,
                builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new StoppedClock()))
            )
        )
        {
            var link = await app.PrepareAsync();
            await app.Services.GetRequiredService<DemoOrganization>().EnsureAsync(new Progress<JobProgress>(), default);
            await app.StartAsync(TestContext.Current.CancellationToken);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var visit = await binnacle.VisitAsync(scheme: scheme, at: new Uri(options.Url));
                await visit.Page.Context.AddCookiesAsync([await SessionAsync(link!, options.Url)]);
                foreach (var (name, path) in Pages)
                    await TakeAsync(visit, path, name, scheme);
                await visit.OpenAsync("/");
                var cell = await visit.Page.Locator("table.grid td.fail a").First.GetAttributeAsync("href");
                await TakeAsync(visit, "/checks/" + Evidence(cell!), "evidence", scheme);
            }
        }
        Directory.Delete(data, recursive: true);
    }

    private static async Task TakeAsync(Visit visit, string path, string name, ColorScheme scheme)
    {
        await visit.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var file = $"{name}-{scheme.ToString().ToLowerInvariant()}.png";
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder(), file) });
    }

    /// <summary>"?check=debt.share&amp;in=team:x#evidence" of a cell, as the address of its page.</summary>
    private static string Evidence(string cell)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(new Uri("http://x/"), cell).Query);
        return $"{query["check"]}?in={query["in"]}";
    }

    private static readonly Dictionary<string, Cookie> Sessions = new(StringComparer.Ordinal);

    /// <summary>The session without its expiry: on the real calendar it may be long over.</summary>
    private static async Task<Cookie> SessionAsync(string link, string url)
    {
        if (Sessions.TryGetValue(url, out var known))
            return known;
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Add("Sec-Fetch-Site", "none");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        using var response = await client.SendAsync(request);
        var pair = response
            .Headers.GetValues("Set-Cookie")
            .First(text => text.StartsWith("binnacle.session=", StringComparison.Ordinal));
        pair = pair[..pair.IndexOf(';', StringComparison.Ordinal)];
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return Sessions[url] = new Cookie
        {
            Name = pair[..equals],
            Value = pair[(equals + 1)..],
            Url = url,
        };
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(here, "../../../docs/images"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Day;
    }
}
