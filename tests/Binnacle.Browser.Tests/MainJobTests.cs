using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>What Binnacle is for, with a browser that runs no script.</summary>
public sealed class MainJobTests(SampleBinnacle binnacle) : IClassFixture<SampleBinnacle>
{
    [Fact]
    public async Task From_the_review_to_a_closed_commitment_without_scripts()
    {
        await using var visit = await binnacle.VisitAsync(scripts: false);
        var page = visit.Page;

        await visit.OpenAsync("/");
        await page.Locator("table.grid td.fail a, table.grid td.warn a").First.ClickAsync();
        var evidence = page.Locator("#evidence");
        await evidence
            .GetByRole(AriaRole.Link, new() { Name = "The whole evidence" })
            .Or(evidence.GetByRole(AriaRole.Link, new() { NameRegex = new("^All .* rows$") }))
            .ClickAsync();
        (
            await page.GetByRole(AriaRole.Heading, new() { Name = "How the number comes about" }).IsVisibleAsync()
        ).ShouldBeTrue();

        await page.GetByRole(AriaRole.Link, new() { Name = "Make a commitment" }).First.ClickAsync();
        await page.GetByLabel("What is promised").FillAsync("Answer what the Review found");
        await page.GetByLabel("Owner").FillAsync("Ada Berg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the commitment" }).ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Answer what the Review found");
        var made = new Uri(page.Url).AbsolutePath;
        made.ShouldMatch("^/commitments/[0-9]+$");

        await visit.OpenAsync("/commitments");
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer what the Review found" }).ClickAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe(made);
        await CloseAsync(page);

        await visit.OpenAsync("/commitments");
        (await page.GetByRole(AriaRole.Link, new() { Name = "Answer what the Review found" }).CountAsync()).ShouldBe(0);
        await visit.OpenAsync("/commitments?show=closed");
        (await page.GetByRole(AriaRole.Link, new() { Name = "Answer what the Review found" }).CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_missing_in_a_form_is_said_beside_the_field_without_scripts()
    {
        await using var visit = await binnacle.VisitAsync(scripts: false);
        var page = visit.Page;
        await visit.OpenAsync("/commitments/new");

        await page.GetByLabel("What is promised").FillAsync("Somebody does something");
        await page.GetByLabel("Owner").FillAsync("Nobody Known");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the commitment" }).ClickAsync();

        var summary = page.Locator(".error-summary a");
        var target = (await summary.First.GetAttributeAsync("href"))!;
        (await page.Locator(target).GetAttributeAsync("aria-invalid")).ShouldBe("true");
        (await page.GetByLabel("What is promised").InputValueAsync()).ShouldBe("Somebody does something");
    }

    private static Task CloseAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Close as done" }).ClickAsync();
}
