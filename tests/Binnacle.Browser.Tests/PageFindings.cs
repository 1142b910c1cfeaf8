using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>
/// What two walks over every page of the demo organization saw, so that each page is opened twice and not once for each
/// question: wide and light, then narrow and dark.
/// </summary>
public sealed class PageFindings(DemoBinnacle binnacle) : IAsyncLifetime
{
    // Run where the page runs: the package's own call opens a second page for every report, which is most of its time.
    private const string Axe = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .filter(violation => ['serious', 'critical'].includes(violation.impact))
            .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`))
        """;

    private const string Printed = """
        () => [...document.querySelectorAll('.navigation, header.top, .skip')].filter(part => part.checkVisibility())
            .map(part => part.className)
            .concat(document.querySelector('main h1')?.checkVisibility() ? [] : ['no heading'])
        """;

    private readonly ConcurrentDictionary<string, int> sizes = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Pages => binnacle.Pages;

    /// <summary>What axe calls serious or critical, at either width.</summary>
    public ConcurrentBag<string> Barriers { get; } = [];

    /// <summary>Pages wider than the window.</summary>
    public ConcurrentBag<string> TooWide { get; } = [];

    /// <summary>Errors on the console, breaches of the policy, requests elsewhere.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>What paper shows and should not, or lacks.</summary>
    public ConcurrentBag<string> OnPaper { get; } = [];

    /// <summary>Bytes of each page: its HTML, its styles and its scripts, without those of libraries.</summary>
    public ConcurrentDictionary<string, (int Html, int Styles, int Scripts)> Weights { get; } = [];

    public async ValueTask InitializeAsync() =>
        await Task.WhenAll(WalkAsync(1440, ColorScheme.Light), WalkAsync(390, ColorScheme.Dark));

    private async Task WalkAsync(int width, ColorScheme scheme)
    {
        await using var visit = await binnacle.VisitAsync(width, scheme);
        var page = visit.Page;
        await page.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        foreach (var path in binnacle.Pages)
        {
            asked.Clear();
            var response = await page.GotoAsync(path);
            foreach (var found in await page.EvaluateAsync<string[]>(Axe))
                Barriers.Add($"{path} at {width} px: {found}");
            var inside = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (inside > width)
                TooWide.Add($"{path}: {inside} of {width} px");
            if (scheme is not ColorScheme.Light)
                continue;
            var html = await response!.BodyAsync();
            Weights[path] = (html.Length, await SumAsync(page, asked, ".css"), await SumAsync(page, asked, ".js"));
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            foreach (var part in await page.EvaluateAsync<string[]>(Printed))
                OnPaper.Add($"{path}: {part}");
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
        foreach (var complaint in visit.Complaints)
            Complaints.Add(complaint);
    }

    private async Task<int> SumAsync(IPage page, IEnumerable<string> asked, string kind)
    {
        var total = 0;
        foreach (var url in asked.Distinct().Where(url => IsOwn(url, kind)))
        {
            if (!sizes.TryGetValue(url, out var size))
                sizes[url] = size = (await (await page.APIRequest.GetAsync(url)).BodyAsync()).Length;
            total += size;
        }
        return total;
    }

    private static bool IsOwn(string url, string kind) =>
        new Uri(url).AbsolutePath.EndsWith(kind, StringComparison.Ordinal)
        && !url.Contains("/lib/", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
