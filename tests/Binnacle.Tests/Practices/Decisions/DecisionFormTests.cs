using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionFormTests
{
    private static readonly (string, string)[] Written =
    [
        ("Title", "Settle per partner"),
        ("Option1Title", "One batch"),
        ("Option1Cons", "One partner stops all\nNobody can test it"),
        ("Option2Title", "A run for each partner"),
        ("Option2Pros", "Small"),
        ("Option3Title", ""),
        ("Chosen", "2"),
        ("OtherMeasure", "Days to Settle"),
        ("OtherMeasure", ""),
    ];

    [Theory, OnBothDatabases]
    public async Task A_preview_shows_options_and_measures_and_asks_for_no_more_options_than_before(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await MeasureAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var page = await Browser.ParseAsync(
            await leader.SubmitAsync("/practices/decisions/new", "decision", [.. Written, ("Action", "preview")])
        );

        var preview = page.QuerySelector("[aria-labelledby=preview-title]")!;
        preview.QuerySelector(".options .chosen h3")!.TextContent.ShouldContain("A run for each partner");
        preview.QuerySelectorAll(".options .con li").Length.ShouldBe(2);
        preview.TextContent.ShouldContain("Days to settle");
        page.QuerySelectorAll("input[name^=Option][name$=Title]").Length.ShouldBe(3);
        page.QuerySelectorAll("#measure-names option").Length.ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task A_measure_cited_by_its_name_is_what_a_promise_from_the_decision_should_move(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await MeasureAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var saved = await leader.SubmitAsync("/practices/decisions/new", "decision", [.. Written, ("Action", "save")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());

        var decision = await leader.ReadAsync("/practices/decisions/1");
        var promise = decision.QuerySelector("a[href*='/commitments/new?from=']")!.GetAttribute("href")!;
        var form = await leader.ReadAsync(promise);
        form.QuerySelector("#expectedCheck option[selected]")!.GetAttribute("value").ShouldBe("measure:settling-days");
        form.QuerySelector("[name=Way] option[selected]")!.GetAttribute("value").ShouldBe("down");

        var unknown = await leader.SubmitAsync(
            "/practices/decisions/new",
            "decision",
            ("Title", "Another"),
            ("OtherMeasure", "Days to forget"),
            ("Action", "save")
        );
        (await Browser.ParseAsync(unknown))
            .QuerySelector("#measures-error")!
            .TextContent.ShouldContain("Days to forget");
    }

    private static async Task MeasureAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        db.Add(
            new Measure
            {
                Slug = "settling-days",
                Name = "Days to settle",
                Unit = "days",
                Better = MeasureDirection.Down,
                DefinedAt = db.Now,
            }
        );
        db.Record("measure.defined", "Days to settle");
        await db.SaveChangesAsync();
    }
}
