namespace Binnacle.Browser.Tests;

/// <summary>What holds on every page, whatever it shows.</summary>
public sealed class PageTests(PageFindings findings) : IClassFixture<PageFindings>
{
    // The first is the same page as "/"; the others are linked from letters, or from what the demo organization does not have.
    private static readonly string[] OnlyWithMoreData =
    [
        "/review",
        "/account/address",
        "/shared/{Token}",
        "/unsubscribe/{Token}",
        "/cadences/import/{Number:int}",
    ];

    [Fact]
    public void The_walk_meets_every_page_of_the_application()
    {
        var met = findings.Pages.Select(path => PageWalk.TemplateOf(path.Split('?')[0])).ToHashSet();

        PageWalk
            .Templates.Where(template => !met.Contains(template) && !OnlyWithMoreData.Contains(template))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_keeps_anybody_from_using_a_page() => findings.Barriers.ShouldBeEmpty();

    [Fact]
    public void No_page_scrolls_sideways() => findings.TooWide.ShouldBeEmpty();

    [Fact]
    public void No_page_breaks_the_policy_logs_an_error_or_asks_another_origin() =>
        findings.Complaints.Where(complaint => !IsExpected(complaint)).ShouldBeEmpty();

    // Pages whose answer is a status of its own: the browser writes that to the console.
    private static bool IsExpected(string complaint) =>
        complaint.StartsWith("/not-found: ", StringComparison.Ordinal) && complaint.Contains("404")
        || complaint.StartsWith("/sign-in/once: ", StringComparison.Ordinal) && complaint.Contains("410");

    [Fact]
    public void No_page_is_heavy()
    {
        foreach (var (path, (html, styles, scripts)) in findings.Weights)
        {
            html.ShouldBeInRange(1, 100 * 1024, path);
            styles.ShouldBeInRange(1, 40 * 1024, path);
            scripts.ShouldBeInRange(1, 20 * 1024, path);
        }
        findings.Weights.Count.ShouldBe(findings.Pages.Count);
    }

    [Fact]
    public void Paper_carries_the_content_without_navigation() => findings.OnPaper.ShouldBeEmpty();
}
