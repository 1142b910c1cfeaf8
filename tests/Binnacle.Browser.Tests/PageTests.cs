using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>What holds on every page, whatever it shows.</summary>
public sealed class PageTests(DemoBinnacle binnacle)
{
    [Fact]
    public void The_walk_meets_every_page_of_the_application()
    {
        var met = binnacle.Pages.Select(path => PageWalk.TemplateOf(path.Split('?')[0])).ToHashSet();

        PageWalk
            .Templates.Where(template => !met.Contains(template) && !OnlyWithMoreData.Contains(template))
            .ShouldBeEmpty();
    }

    // The same page as "/".
    private static readonly string[] OnlyWithMoreData = ["/review"];

    // Run where the page runs: the package's own call opens a second page for every report, which is most of its time.
    private const string Axe = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .filter(violation => ['serious', 'critical'].includes(violation.impact))
            .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`))
        """;

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Nothing_keeps_anybody_from_using_a_page(int width, ColorScheme scheme)
    {
        await using var visit = await binnacle.VisitAsync(width, scheme);
        await visit.Page.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        var violations = new List<string>();
        foreach (var path in binnacle.Pages)
        {
            await visit.Page.GotoAsync(path);
            violations.AddRange(from found in await visit.Page.EvaluateAsync<string[]>(Axe) select $"{path}: {found}");
        }
        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task No_page_scrolls_sideways(int width)
    {
        await using var visit = await binnacle.VisitAsync(width);
        var wide = new List<string>();
        foreach (var path in binnacle.Pages)
        {
            await visit.Page.GotoAsync(path);
            var inside = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (inside > width)
                wide.Add($"{path}: {inside} px");
        }
        wide.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_page_breaks_the_policy_logs_an_error_or_asks_another_origin()
    {
        await using var visit = await binnacle.VisitAsync();
        foreach (var path in binnacle.Pages)
        {
            await visit.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        }
        visit.Complaints.Where(complaint => !IsExpected(complaint)).ShouldBeEmpty();
    }

    // Pages whose answer is a status of its own: the browser writes that to the console.
    private static bool IsExpected(string complaint) =>
        complaint.StartsWith("/not-found: ", StringComparison.Ordinal) && complaint.Contains("404")
        || complaint.StartsWith("/sign-in/once: ", StringComparison.Ordinal) && complaint.Contains("410");

    [Fact]
    public async Task No_page_is_heavy()
    {
        await using var visit = await binnacle.VisitAsync();
        // Requests are told on another thread than the one that walks.
        var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        visit.Page.Request += (_, request) => asked.TryAdd(request.Url, true);
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in binnacle.Pages)
        {
            asked.Clear();
            var response = await visit.Page.GotoAsync(path);
            (await response!.BodyAsync()).Length.ShouldBeLessThanOrEqualTo(100 * 1024, path);
            foreach (var (kind, limit) in new[] { (".css", 40), (".js", 20) })
            {
                var total = 0;
                foreach (var file in asked.Keys.Where(url => IsOwn(url, kind)))
                {
                    if (!sizes.ContainsKey(file))
                        sizes[file] = (await (await visit.Page.APIRequest.GetAsync(file)).BodyAsync()).Length;
                    total += sizes[file];
                }
                total.ShouldBeInRange(1, limit * 1024, path + " " + kind);
            }
        }
    }

    private static bool IsOwn(string url, string kind) =>
        new Uri(url).AbsolutePath.EndsWith(kind, StringComparison.Ordinal)
        && !url.Contains("/lib/", StringComparison.Ordinal);

    [Fact]
    public async Task Paper_carries_the_content_without_navigation()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var path in binnacle.Pages)
        {
            await visit.Page.GotoAsync(path);
            (await visit.Page.Locator("main h1").First.IsVisibleAsync()).ShouldBeTrue(path);
            foreach (var hidden in new[] { ".navigation", "header.top", ".skip" })
            {
                foreach (var element in await visit.Page.Locator(hidden).AllAsync())
                    (await element.IsVisibleAsync()).ShouldBeFalse($"{path} prints {hidden}");
            }
        }
    }
}
