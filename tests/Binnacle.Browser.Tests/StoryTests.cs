using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>Stories of <c>docs/demo.md</c> as somebody clicks them.</summary>
public sealed class StoryTests(DemoBinnacle binnacle)
{
    [Fact]
    public async Task The_queue_that_grew_shows_its_cause_in_three_clicks_without_scripts()
    {
        await using var visit = await binnacle.VisitAsync(scripts: false);
        var page = visit.Page;
        await visit.OpenAsync("/?scope=team:payments");

        await page.Locator("#navigation a[href^='/practices/flow']").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Where work waits", Exact = true }).ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe(
            "Waiting for a review is what holds changes of Payments up most"
        );
        await page.GetByRole(AriaRole.Link, new() { Name = "Waiting for a review", Exact = true }).ClickAsync();

        var cause = page.Locator("#looking");
        (await cause.Locator("h2").InnerTextAsync()).ShouldContain("people looked at changes in");
        (await cause.Locator("tbody").InnerTextAsync()).ShouldContain("Payments and Checkout were cut anew");
    }
}
