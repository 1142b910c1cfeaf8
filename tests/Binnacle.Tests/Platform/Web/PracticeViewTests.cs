using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Web;

namespace Binnacle.Tests.Platform.Web;

public sealed class PracticeViewTests
{
    private static readonly Check Kept = new(
        "decisions.kept",
        "Decisions are written down",
        "Decision records in repositories.",
        "Add a repository",
        (_, _, _) => CheckResult.Unknown("", "")
    );

    private static readonly Practice Decisions = new(
        "decisions",
        "Decisions",
        Room.Direction,
        2,
        "Why things are as they are.",
        "Transparent rationale.",
        [Kept]
    )
    {
        Documents = [DocumentKind.Decision],
    };

    [Fact]
    public async Task A_practice_that_nothing_tells_of_says_what_would_make_it_known()
    {
        var model = new PracticeModel(
            Decisions,
            "organization",
            "Northwind",
            [new(Kept, "organization", CheckState.Unknown, "unknown", "Nothing tells us yet.", null, "")],
            null,
            [],
            0
        );
        var html = await Html.RenderAsync<PracticeView>(new { Model = model });
        html.QuerySelectorAll("h2")
            .Select(title => title.Words())
            .ShouldContain("Nothing tells us yet how this practice does");
        html.QuerySelector(".findings li").Words().ShouldContain("To make it known: Add a repository");
        html.QuerySelector(".empty h2").Words().ShouldBe("No decision records found yet");
        html.QuerySelector(".trend").ShouldBeNull();
    }

    [Fact]
    public async Task Findings_lead_to_their_evidence_in_the_scope_they_come_from()
    {
        var model = new PracticeModel(
            Decisions,
            "team:payments",
            "Payments",
            [new(Kept, "team:payments", CheckState.Warn, "2 of 9", "Two of nine wait", "none", "Decide number 42.")],
            null,
            [
                new(
                    "Use one broker",
                    DocumentKind.Decision,
                    "ledger",
                    "doc/adr/1.md",
                    new DateTime(2026, 10, 29),
                    2,
                    null
                ),
            ],
            1
        );
        var html = await Html.RenderAsync<PracticeView>(new { Model = model });
        html.QuerySelector(".chip")!.GetAttribute("href").ShouldBe("/checks/decisions.kept?in=team:payments");
        html.QuerySelector(".findings h3").Words().ShouldBe("Two of nine wait");
        html.QuerySelector(".findings li").Words().ShouldContain("Next step: Decide number 42.");
        html.QuerySelector("table.data tbody th").Words().ShouldBe("Use one broker doc/adr/1.md");
        html.QuerySelectorAll("table.data tbody td")
            .Select(cell => cell.Words())
            .ShouldBe(["ledger", "2", "29 Oct 2026"]);
    }
}
