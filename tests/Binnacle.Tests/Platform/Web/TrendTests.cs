using System.Globalization;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web.Components;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Web;

public sealed class TrendTests
{
    private static readonly DateOnly First = new(2025, 1, 5);

    [Fact]
    public async Task Gaps_are_gaps_and_the_table_has_every_day()
    {
        var html = await Html.RenderAsync<TrendChart>(
            new
            {
                Points = Points(0.2, 0.18, null, 0.1, 0.08),
                Title = "Debt fell",
                Unit = "share",
                Target = (double?)0.2,
            }
        );
        var path = html.QuerySelector(".wide path.line")!.GetAttribute("d")!;
        path.Count(letter => letter == 'M').ShouldBe(2);
        path.Count(letter => letter == 'L').ShouldBe(2);
        html.QuerySelector(".wide svg")!
            .GetAttribute("aria-label")
            .ShouldBe("Debt fell. 20 % on 5 Jan 2025, 8 % on 2 Feb 2025.");
        html.QuerySelector(".wide .target").ShouldNotBeNull();
        html.QuerySelectorAll("details tbody tr").Select(row => row.Words()).ShouldContain("19 Jan 2025 unknown alive");
        html.QuerySelectorAll("details tbody tr").Length.ShouldBe(5);
    }

    [Fact]
    public async Task One_day_is_no_trend()
    {
        var html = await Html.RenderAsync<TrendChart>(new { Points = Points(null, 0.1), Title = "Debt" });
        html.QuerySelector("svg").ShouldBeNull();
        html.Body.Words().ShouldContain("a trend needs two");
    }

    [Fact]
    public async Task A_chart_carries_its_numbers_once_and_its_island_cannot_be_left()
    {
        var html = await Html.RenderAsync<Chart>(
            new
            {
                Title = "Debt fell",
                Options = TrendOptions.For([new(First, 0.2, CheckState.Pass, "")], "share", 0.2),
                Instead = Html.Fragment("<p>drawn by the server</p>"),
            }
        );
        html.QuerySelector("chart-view .instead").Words().ShouldBe("drawn by the server");
        var island = html.QuerySelector("script[type='application/json']")!.TextContent;
        island.ShouldContain("[\"2025-01-05\",20,\"alive\"]");
        island.ShouldContain("richText");
        var hostile = new System.Text.Json.Nodes.JsonObject { ["title"] = "</script><script>alert(1)</script>" };
        (await Html.TextAsync<Chart>(new { Title = "x", Options = hostile })).Split("</script>").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("20 %", "share", 0.2)]
    [InlineData("at least 20 %", "share", 0.2)]
    [InlineData("≤ 92 days", "days", 92.0)]
    [InlineData("3 to 5", "count", null)]
    [InlineData("every service", "share", null)]
    [InlineData("decided within 14 days", "count", null)]
    [InlineData("all readable, none quiet for longer than 365 days", "share", null)]
    [InlineData("at most 3", "count", 3.0)]
    [InlineData(null, "share", null)]
    public void A_target_with_one_number_becomes_a_line(string? target, string unit, double? line) =>
        TargetNumber.In(target, unit).ShouldBe(line);

    [Fact]
    public void The_axis_of_a_measure_follows_its_values_and_that_of_a_check_holds_zero_and_the_target()
    {
        var points = Points(92.4, 93.1, 94.8);
        new TrendScale(points, null, 720, 260, fitted: true).Low.ShouldBeInRange(90, 92.4);
        new TrendScale(points, 120, 720, 260).ShouldSatisfyAllConditions(
            scale => scale.Low.ShouldBe(0),
            scale => scale.High.ShouldBeGreaterThanOrEqualTo(120)
        );
        new TrendScale(Points(1, 9), null, 720, 260, fitted: true).Low.ShouldBe(0);
    }

    [Theory]
    [InlineData(0.9264, "share", "92.6 %")]
    [InlineData(5.234, "days", "5.23 d")]
    [InlineData(1234.4, "count", "1,234")]
    [InlineData(0, "orders", "0 orders")]
    public void A_measure_is_written_to_three_digits(double value, string unit, string words) =>
        Binnacle.Platform.Web.Wording.Measured(value, unit).ShouldBe(words);

    [Fact]
    public async Task A_target_at_the_newest_value_is_drawn_without_a_second_label()
    {
        var html = await Html.RenderAsync<TrendChart>(
            new
            {
                Points = Points(0.1, 0.2),
                Title = "Debt",
                Unit = "share",
                Target = (double?)0.2,
                Small = true,
            }
        );
        html.QuerySelector(".target").ShouldNotBeNull();
        html.QuerySelectorAll("text:not(.end)").Count(label => label.Words() == "20 %").ShouldBe(1);
    }

    [Fact]
    public void Every_point_stands_inside_the_drawing()
    {
        var value = Gen.OneOf(Gen.Constant((double?)null), Gen.Choose(-5000, 5_000_000).Select(n => (double?)n / 100));
        Prop.ForAll(
                value.ListOf().ToArbitrary(),
                values =>
                {
                    var points = Points([.. values]);
                    var scale = new TrendScale(points, 3, 720, 260);
                    var levels = scale.Levels.ToList();
                    return levels.Count is >= 2 and <= 8
                        && points
                            .Where(point => point.Number is not null)
                            .All(point =>
                                scale.X(point.Date) is >= 0 and <= 720
                                && scale.Y(point.Number!.Value) is >= 0 and <= 260
                            );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_line_has_as_many_strokes_as_there_are_stretches()
    {
        var value = Gen.OneOf(Gen.Constant((double?)null), Gen.Choose(0, 100).Select(n => (double?)n));
        Prop.ForAll(
                value.ListOf().ToArbitrary(),
                values =>
                {
                    var list = values.ToList();
                    var stretches = list.Where((v, index) => v is not null && (index == 0 || list[index - 1] is null))
                        .Count();
                    var path = LinePath.Of(list, 0, 0, 100, 20);
                    return path.Count(letter => letter == 'M') == stretches;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static List<TrendPoint> Points(params double?[] values) =>
        [
            .. values.Select(
                (value, index) =>
                    new TrendPoint(
                        First.AddDays(7 * index),
                        value,
                        CheckState.Pass,
                        value?.ToString(CultureInfo.InvariantCulture) ?? "unknown"
                    )
            ),
        ];
}
