using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Binnacle.Tests.Platform.Web;

public sealed class ComponentTests
{
    [Theory]
    [InlineData(CheckState.Pass, "alive")]
    [InlineData(CheckState.Warn, "at risk")]
    [InlineData(CheckState.Fail, "not kept")]
    [InlineData(CheckState.Unknown, "unknown")]
    [InlineData(CheckState.NotApplicable, "not applicable")]
    public async Task A_state_is_a_drawing_and_a_word(CheckState state, string word)
    {
        var html = await Html.RenderAsync<StateIcon>(new { State = state });
        html.QuerySelector("svg use").ShouldNotBeNull();
        html.QuerySelector(".state").Words().ShouldBe(word);
    }

    [Fact]
    public async Task A_chip_tells_its_state_to_those_who_do_not_see_it()
    {
        var html = await Html.RenderAsync<CheckChip>(
            new
            {
                State = CheckState.Fail,
                Text = "6 % spent, 20 % set aside",
                Url = "/checks/debt.share",
            }
        );
        var chip = html.QuerySelector("a.chip.fail")!;
        chip.GetAttribute("href").ShouldBe("/checks/debt.share");
        chip.Words().ShouldStartWith("not kept");
        chip.Words().ShouldEndWith("20 % set aside".Replace(" %", " %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_has_one_first_heading_and_a_title_in_the_tab()
    {
        var html = await Html.RenderAsync<PageHeader>(
            new
            {
                Title = "Debt",
                Sentence = "What postponed work costs.",
                Actions = Html.Fragment("<a class=\"button\" href=\"/x\">Print</a>"),
            }
        );
        html.QuerySelectorAll("h1").Single().Words().ShouldBe("Debt");
        html.QuerySelector(".sentence").Words().ShouldBe("What postponed work costs.");
        html.QuerySelector(".actions a").Words().ShouldBe("Print");
    }

    [Fact]
    public async Task A_statistic_without_data_says_unknown_and_draws_nothing()
    {
        var html = await Html.RenderAsync<Stat>(
            new
            {
                Name = "Activated",
                Value = "unknown",
                Note = "Push a measure",
                Points = (IReadOnlyList<double?>)[null, null],
            }
        );
        html.QuerySelector("strong.unknown").Words().ShouldBe("unknown");
        html.QuerySelector("svg").ShouldBeNull();
        html.QuerySelector(".note").Words().ShouldBe("Push a measure");
    }

    [Fact]
    public async Task Progress_without_a_total_does_not_pretend_to_know_one()
    {
        var open = await Html.RenderAsync<ProgressBar>(new { Label = "Reading ledger", Done = 1200L });
        open.QuerySelector("progress")!.HasAttribute("max").ShouldBeFalse();
        open.Body.Words().ShouldContain("1,200 so far");
        var known = await Html.RenderAsync<ProgressBar>(
            new
            {
                Label = "Reading ledger",
                Done = 1200L,
                Total = (long?)4800,
                Note = "about 2 minutes left",
            }
        );
        known.QuerySelector("progress")!.GetAttribute("max").ShouldBe("4800");
        known.Body.Words().ShouldContain("1,200 of 4,800, about 2 minutes left");
    }

    [Fact]
    public async Task A_refused_field_shows_and_links_the_same_words_twice()
    {
        IReadOnlyList<Refusal> refusals = [new("due", "Give a day in the future."), new("", "Somebody was quicker.")];
        var summary = await Html.RenderAsync<ErrorSummary>(new { Refusals = refusals });
        summary.QuerySelector("[role=alert]")!.GetAttribute("tabindex").ShouldBe("-1");
        summary.QuerySelector("li a[href='#due']").Words().ShouldBe("Give a day in the future.");
        summary.QuerySelectorAll("li").Length.ShouldBe(2);

        RenderFragment<FormField.FieldControl> control = field =>
            Html.Fragment(
                $"<input id=\"{field.Id}\" aria-describedby=\"{field.Describes}\" aria-invalid=\"{field.Invalid}\">"
            );
        var html = await Html.RenderAsync<FormField>(
            new
            {
                Id = "due",
                Label = "Due",
                Hint = "As 2026-11-30",
                Refusals = refusals,
                ChildContent = control,
            }
        );
        html.QuerySelector("label[for=due]").Words().ShouldBe("Due");
        var input = html.QuerySelector("input")!;
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var described = input
            .GetAttribute("aria-describedby")!
            .Split(' ')
            .Select(id => html.GetElementById(id).Words());
        described.ShouldBe(["As 2026-11-30", "Give a day in the future."]);
    }

    [Fact]
    public async Task No_refusal_no_summary() =>
        (await Html.TextAsync<ErrorSummary>(new { Refusals = (IReadOnlyList<Refusal>)[] })).Trim().ShouldBeEmpty();

    [Fact]
    public async Task An_empty_state_says_what_it_gives_and_offers_one_action()
    {
        var html = await Html.RenderAsync<EmptyState>(
            new
            {
                Title = "No commitments yet",
                Gives = "They bring a finding to its end.",
                Action = Html.Fragment("<a class=\"button primary\" href=\"/commitments/new\">Make a commitment</a>"),
                Example = Html.Fragment("<p>Replace the settlement lock by 30 Nov 2026</p>"),
            }
        );
        html.QuerySelector("h2").Words().ShouldBe("No commitments yet");
        html.QuerySelectorAll(".actions a").Length.ShouldBe(1);
        html.QuerySelector(".example").Words().ShouldContain("settlement lock");
    }

    [Fact]
    public async Task A_timeline_groups_by_day()
    {
        var at = new DateTime(2026, 11, 14, 9, 5, 0, DateTimeKind.Utc);
        IReadOnlyList<TimelineList.Entry> events =
        [
            new(at, "Mara", "closed the commitment", "Split the lock", "/commitments/7", null),
            new(at.AddDays(-1), "Binnacle", "read the repository", "ledger", null, "12 new commits"),
        ];
        var html = await Html.RenderAsync<TimelineList>(new { Events = events });
        html.QuerySelectorAll("h3").Select(day => day.Words()).ShouldBe(["14 Nov 2026", "13 Nov 2026"]);
        html.QuerySelector("li a")!.GetAttribute("href").ShouldBe("/commitments/7");
        html.QuerySelector("li time").Words().ShouldBe("09:05");
        html.QuerySelector(".details").Words().ShouldBe("12 new commits");
    }

    [Fact]
    public async Task Facts_without_a_value_are_left_out()
    {
        var html = await Html.RenderAsync<DefinitionList>(
            new { Facts = (IReadOnlyList<Fact>)[new("Rule", "Debt ÷ all"), new("Coverage", "")] }
        );
        html.QuerySelectorAll("dt").Select(name => name.Words()).ShouldBe(["Rule"]);
        html.QuerySelector("dd").Words().ShouldBe("Debt ÷ all");
    }
}
