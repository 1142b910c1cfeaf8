using AngleSharp.Dom;
using Binnacle.Platform.Web;

namespace Binnacle.Tests.Platform.Web;

public sealed class FrameTests
{
    private static readonly LoadFrame Filled = (frame, _) =>
    {
        frame.Organization = "Northwind";
        frame.ViewerName = "Mara";
        frame.Today = new(2026, 11, 15);
        frame.NeedsYou = 4;
        frame.Counts["/commitments"] = 12;
        frame.Scopes = [new("team:payments", "Payments"), new("team:search", "Search")];
        frame.HiddenPaths.Add("/jobs");
        return Task.CompletedTask;
    };

    [Fact]
    public async Task Scope_and_day_survive_navigation()
    {
        var html = await RenderAsync("/practices/debt?scope=team:payments&as-of=2026-08-15&page=3");
        var commitments = html.QuerySelector("nav a[href^='/commitments']")!.GetAttribute("href");
        commitments.ShouldBe("/commitments?scope=team:payments&as-of=2026-08-15");
        html.QuerySelector("summary[aria-label]")!.GetAttribute("aria-label").ShouldBe("Scope: Northwind, Payments");
        html.QuerySelector(".panel a[aria-current]").Words().ShouldBe("Payments");
        html.QuerySelectorAll("summary").Select(s => s.Words()).ShouldContain("As of 15 Aug 2026");
    }

    [Theory]
    [InlineData("/", "Review")]
    [InlineData("/checks/debt.share?in=team:payments", "Review")]
    [InlineData("/commitments/7", "Commitments")]
    [InlineData("/settings", "Settings")]
    public async Task The_navigation_marks_where_one_is(string url, string entry)
    {
        var html = await RenderAsync(url);
        var marked = html.QuerySelectorAll("nav a[aria-current=page]").Single();
        marked.ChildNodes[0].TextContent.Trim().ShouldBe(entry);
    }

    [Fact]
    public async Task Numbers_stand_beside_their_entry_and_closed_pages_are_left_out()
    {
        var html = await RenderAsync("/");
        html.QuerySelector("nav a[href='/commitments'] .count").Words().ShouldBe("12");
        html.QuerySelector("nav a[href='/jobs']").ShouldBeNull();
        html.QuerySelector(".top .pill").Words().ShouldBe("4");
        html.QuerySelector("form[method=post][action='/sign-out'] input[type=hidden]").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stranger_sees_no_navigation()
    {
        var html = await Html.RenderAsync<MainLayout>(new { Body = Html.Fragment("<h1>Sign in</h1>") }, "/sign-in");
        html.QuerySelector("nav, header.top").ShouldBeNull();
        html.QuerySelector("main h1").Words().ShouldBe("Sign in");
    }

    [Fact]
    public async Task Nothing_in_the_markup_needs_an_exception_from_the_content_security_policy()
    {
        var html = await RenderAsync("/");
        html.All.Where(element => element.HasAttribute("style")).ShouldBeEmpty();
        html.All.SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static Task<IDocument> RenderAsync(string url) =>
        Html.RenderAsync<MainLayout>(new { Body = Html.Fragment("<h1>Page</h1>") }, url, Filled);
}
