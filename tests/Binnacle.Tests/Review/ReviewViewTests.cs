using System.Text;
using AngleSharp.Dom;
using Binnacle.Platform.Checks;
using Binnacle.Review;
using Binnacle.Tests.Platform.Web;

namespace Binnacle.Tests.Review;

public sealed class ReviewViewTests
{
    [Fact]
    public async Task Forty_eight_rows_and_eight_columns_stay_under_100_kilobytes()
    {
        var html = await Html.TextAsync<ReviewView>(
            new { Model = SampleReview.Model(48, 8, columnsTotal: 14), Evidence = SampleReview.Evidence() },
            "/?check=debt.share&in=team:team-number-1"
        );
        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(92 * 1024);
    }

    [Fact]
    public async Task Every_cell_has_a_state_in_words_and_leads_to_its_evidence()
    {
        var html = await Html.RenderAsync<ReviewView>(new { Model = SampleReview.Model(10, 4) }, "/?as-of=2026-08-15");
        var cells = html.QuerySelectorAll("table.grid tbody td").ToList();
        cells.Count.ShouldBe(40);
        foreach (var cell in cells)
        {
            cell.QuerySelector("svg[role=img]")!
                .GetAttribute("aria-label")
                .ShouldBeOneOf("alive", "at risk", "not kept");
            var address = cell.QuerySelector("a")!.GetAttribute("href")!;
            address.ShouldStartWith("?as-of=2026-08-15&check=");
            address.ShouldEndWith("#evidence");
        }
        cells[1].QuerySelector("a")!.GetAttribute("href")!.ShouldContain("&in=team:team-number-1#");
    }

    [Fact]
    public async Task Headings_and_tables_are_in_order()
    {
        var html = await Html.RenderAsync<ReviewView>(
            new { Model = SampleReview.Model(10, 4, unknownEach: 2), Evidence = SampleReview.Evidence() }
        );
        var levels = html.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        levels[0].ShouldBe(1);
        levels.Skip(1).ShouldAllBe(level => level > 1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First <= 1);
        html.QuerySelectorAll("th").ShouldAllBe(header => header.HasAttribute("scope"));
        html.QuerySelectorAll("a").ShouldAllBe(link => link.Words().Length > 0);
        html.QuerySelectorAll("[style]").ShouldBeEmpty();
        var ids = html.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public async Task Rows_that_nobody_knows_are_gathered_until_asked_for()
    {
        var model = SampleReview.Model(5, 3, unknownEach: 6);
        var gathered = await Html.RenderAsync<ReviewView>(new { Model = model }, "/?scope=team:team-number-1");
        gathered.QuerySelectorAll("tr.quiet").Length.ShouldBe(5);
        gathered.QuerySelector("tr.quiet").Words().ShouldStartWith("6 more rows are unknown: nothing tells us yet.");
        gathered.QuerySelector("tr.quiet a")!.GetAttribute("href")!.ShouldContain("rows=all");
        gathered
            .QuerySelector(".checklist a")!
            .GetAttribute("href")!
            .ShouldBe("/?scope=team:team-number-1&rows=all#check-delivery.unknown-0");

        var all = await Html.RenderAsync<ReviewView>(new { Model = model, AllRows = true }, "/?rows=all");
        all.QuerySelectorAll("tr.quiet").Length.ShouldBe(30);
        all.QuerySelector("tr.quiet td").Words().ShouldBe("unknown. To make it known: connect a pager");
        all.QuerySelector(".checklist a")!.GetAttribute("href")!.ShouldBe("#check-delivery.unknown-0");
        all.GetElementById("check-delivery.unknown-0").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, true, false)]
    public async Task More_columns_than_fit_are_paged(int page, bool earlier, bool more)
    {
        var html = await Html.RenderAsync<ReviewView>(
            new { Model = SampleReview.Model(5, 6, columnsTotal: 14), ColumnPage = page },
            page == 1 ? "/" : "/?columns=2"
        );
        var links = html.QuerySelectorAll("nav.pager a").Select(link => link.Words()).ToList();
        links.Contains("Earlier columns").ShouldBe(earlier);
        links.Contains("More columns").ShouldBe(more);
    }

    [Fact]
    public async Task An_opened_cell_is_marked_and_its_evidence_stands_beside_the_grid()
    {
        var model = SampleReview.Model(5, 3);
        var row = model.Rooms[1].Rows[0];
        var evidence = SampleReview.Evidence() with { Check = SampleReview.Debt with { Id = row.CheckId } };
        var html = await Html.RenderAsync<ReviewView>(
            new { Model = model, Evidence = evidence },
            $"/?check={row.CheckId}&in=team:team-number-1"
        );
        html.QuerySelectorAll("td a[aria-current]").Single().GetAttribute("href")!.ShouldContain(row.CheckId);
        var panel = html.GetElementById("evidence")!;
        panel.QuerySelector("h2").Words().ShouldContain("Payments spent 6");
        panel
            .QuerySelectorAll("dt")
            .Select(name => name.Words())
            .ShouldBe(["Rule", "Target", "Coverage", "Newest", "Decided by"]);
        panel.QuerySelector("svg .target").ShouldNotBeNull();
        panel
            .QuerySelectorAll(".rows li")
            .Select(item => item.QuerySelector(".place").Words())
            .ShouldBe(["payments-core 4f2a9c01dd", "refunds src/Sender.cs:118"]);
        panel
            .QuerySelectorAll("p:not(.where) > a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe([
                $"/commitments/new?check={row.CheckId}&in=team:team-number-1",
                $"/practices/decisions/new?check={row.CheckId}&in=team:team-number-1",
                $"/checks/{row.CheckId}?in=team:team-number-1",
            ]);
        panel.QuerySelector(".where a")!.GetAttribute("href").ShouldBe($"/#check-{row.CheckId}");
    }

    [Fact]
    public async Task Unknown_evidence_says_what_would_make_it_known_and_draws_no_number()
    {
        var html = await Html.RenderAsync<EvidencePanel>(new { Evidence = SampleReview.Evidence(CheckState.Unknown) });
        html.QuerySelector(".figure, .trend").ShouldBeNull();
        html.QuerySelector(".next-step").Words().ShouldStartWith("To make it known:");
    }

    [Fact]
    public async Task The_page_of_a_check_has_its_chart_its_numbers_and_its_rows()
    {
        var html = await Html.RenderAsync<EvidenceView>(
            new
            {
                Evidence = SampleReview.Evidence(),
                PracticeId = "debt",
                PageNumber = 2,
            },
            "/checks/debt.share?in=team:team-number-1&page=2"
        );
        html.QuerySelector("chart-view .instead svg").ShouldNotBeNull();
        html.QuerySelectorAll(".numbers tbody tr").Length.ShouldBe(104);
        html.QuerySelectorAll("table.data tbody tr").Length.ShouldBe(2);
        html.QuerySelector(".pager").Words().ShouldContain("51 to 100 of 131");
        html.QuerySelector(".above a")!.GetAttribute("href").ShouldBe("/practices/debt");
    }

    [Fact]
    public async Task A_first_review_asks_for_nothing_and_says_what_comes_next()
    {
        var model = SampleReview.Model(5, 1) with { NeedsYou = [], NeedsYouTotal = 0, Since = [], ComparedWith = null };
        var html = await Html.RenderAsync<ReviewView>(new { Model = model, MayMark = true });
        html.QuerySelector("#needs-you").Words().ShouldContain("Nothing waits for you.");
        html.Body.Words().ShouldContain("This is the first review.");
        html.QuerySelector("form[action='/review/mark'] input[name=__RequestVerificationToken]").ShouldNotBeNull();
        var viewed = await Html.RenderAsync<ReviewView>(new { Model = model });
        viewed.QuerySelector("form[action='/review/mark']").ShouldBeNull();
    }
}
