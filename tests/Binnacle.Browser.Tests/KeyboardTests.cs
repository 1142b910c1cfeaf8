using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

public sealed class KeyboardTests(DemoBinnacle binnacle)
{
    [Fact]
    public async Task J_and_k_walk_the_rows_of_the_review()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.OpenAsync("/");

        await visit.Page.Keyboard.PressAsync("j");
        var first = await FocusedAsync(visit.Page);
        await visit.Page.Keyboard.PressAsync("j");
        var second = await FocusedAsync(visit.Page);
        await visit.Page.Keyboard.PressAsync("k");

        first.ShouldStartWith("/");
        second.ShouldNotBe(first);
        (await FocusedAsync(visit.Page)).ShouldBe(first);
    }

    [Fact]
    public async Task G_and_a_letter_goes_to_a_page()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.OpenAsync("/");

        await GoAsync(visit.Page, "t", "**/timeline");
        await GoAsync(visit.Page, "r", binnacle.Url.ToString());
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_and_escape_closes_them()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.OpenAsync("/");
        var keys = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });

        await visit.Page.Keyboard.PressAsync("?");
        await keys.WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await keys.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task A_text_field_keeps_its_letters()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.OpenAsync("/repositories/new");
        var field = visit.Page.Locator("main textarea, main input:not([type=hidden])").First;

        await field.FocusAsync();
        await visit.Page.Keyboard.TypeAsync("gt?jk");

        (await field.InputValueAsync()).ShouldBe("gt?jk");
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe("/repositories/new");
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_to_the_content()
    {
        await using var visit = await binnacle.VisitAsync();
        await visit.OpenAsync("/");

        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        (await visit.Page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("main");
    }

    /// <summary>The letter counts for a moment only, which a busy machine may miss; a person, too, would press again.</summary>
    private static async Task GoAsync(IPage page, string letter, string url)
    {
        for (var attempt = 1; ; attempt++)
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync(letter);
            try
            {
                await page.WaitForURLAsync(url, new() { Timeout = 5000 });
                return;
            }
            catch (TimeoutException) when (attempt < 5) { }
        }
    }

    private static async Task<string> FocusedAsync(IPage page) =>
        await page.EvaluateAsync<string>(
            "() => document.activeElement.getAttribute('href') ?? document.activeElement.tagName"
        );
}
