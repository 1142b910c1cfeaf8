using AngleSharp.Dom;
using Binnacle.Platform.Web.Components;

namespace Binnacle.Tests.Platform.Web;

public sealed class TableTests
{
    private sealed record Row(string Name, int Commits);

    private static readonly IReadOnlyList<Row> Rows = [new("ledger", 1200), new("refunds", 80)];

    private static readonly IReadOnlyList<TableColumn<Row>> Columns =
    [
        new("Repository", row => row.Name) { Sort = "name", NamesRow = true },
        new("Commits", row => row.Commits.ToString("N0")) { Sort = "commits", Number = true },
    ];

    [Fact]
    public async Task Headers_have_a_scope_and_numbers_stand_right()
    {
        var html = await RenderAsync("/repositories");
        html.QuerySelector("caption").Words().ShouldBe("Repositories");
        html.QuerySelectorAll("thead th[scope=col]").Length.ShouldBe(2);
        html.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.Words()).ShouldBe(["ledger", "refunds"]);
        html.QuerySelectorAll("tbody td.number").Select(cell => cell.Words()).ShouldBe(["1,200", "80"]);
    }

    [Fact]
    public async Task A_header_sorts_and_a_second_click_turns_the_order_round()
    {
        var html = await RenderAsync("/repositories?sort=commits&page=3&scope=team:payments");
        var header = html.QuerySelectorAll("thead th")[1];
        header.GetAttribute("aria-sort").ShouldBe("ascending");
        var link = header.QuerySelector("a")!.GetAttribute("href")!;
        link.ShouldContain("sort=-commits");
        link.ShouldContain("scope=team:payments");
        link.ShouldNotContain("page=");
        html.QuerySelectorAll("thead th")[0].HasAttribute("aria-sort").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_rows_the_empty_state_stands_in_its_place()
    {
        var html = await Html.RenderAsync<DataTable<Row>>(
            new
            {
                Rows = (IReadOnlyList<Row>)[],
                Columns,
                Caption = "Repositories",
                Empty = Html.Fragment("<p>No repository yet</p>"),
            }
        );
        html.QuerySelector("table").ShouldBeNull();
        html.Body.Words().ShouldBe("No repository yet");
    }

    [Theory]
    [InlineData(1, null, "/list?page=2&sort=name")]
    [InlineData(2, "/list?sort=name", "/list?page=3&sort=name")]
    [InlineData(3, "/list?page=2&sort=name", null)]
    public async Task Pages_are_links_that_keep_the_order(int page, string? previous, string? next)
    {
        var html = await Html.RenderAsync<Pager>(
            new
            {
                Page = page,
                PageSize = 50,
                Total = 131,
            },
            "/list?sort=name"
        );
        Sorted(html.QuerySelector("a[rel=prev]")).ShouldBe(previous);
        Sorted(html.QuerySelector("a[rel=next]")).ShouldBe(next);
    }

    [Fact]
    public async Task One_page_has_no_pager() => (
            await Html.TextAsync<Pager>(
                new
                {
                    Page = 1,
                    PageSize = 50,
                    Total = 50,
                }
            )
        ).Trim().ShouldBeEmpty();

    private static Task<IDocument> RenderAsync(string url) =>
        Html.RenderAsync<DataTable<Row>>(
            new
            {
                Rows,
                Columns,
                Caption = "Repositories",
                CsvUrl = "/repositories.csv",
            },
            url
        );

    private static string? Sorted(IElement? link)
    {
        if (link?.GetAttribute("href") is not { } address)
            return null;
        var parts = address.Split('?');
        return parts[0] + "?" + string.Join('&', parts[1].Split('&').Order());
    }
}
