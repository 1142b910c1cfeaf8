using Binnacle.Platform.Checks;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web.Components;
using Binnacle.Practices.Communication.Sharing;
using Binnacle.Practices.Communication.Summaries;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Communication;

/// <summary>What a draft says to whom: the difference between audiences, from the same facts.</summary>
public sealed class DraftingTests
{
    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly DateTime At = new(2026, 11, 5, 9, 0, 0, DateTimeKind.Utc);

    private static readonly PeriodFacts Facts = new(From, From.AddDays(13), "Northwind")
    {
        Outcomes =
        [
            new("Activated within 7 days", "activated", "%", MeasureDirection.Up, 39.1, 41.4, IsClear: true),
            new("Monthly retention", "retention", "%", MeasureDirection.Up, 93.4, 93.5, IsClear: false),
        ],
        Decisions =
        [
            new(
                "decision.accepted",
                "Charge partners once a week",
                "/practices/decisions/4",
                At,
                "Weekly is what partners asked for.",
                By: "Ada Kern"
            ),
            new(
                "decision.accepted",
                "Shard the ledger database by tenant_id",
                "/practices/decisions/5",
                At.AddDays(1),
                Team: "Payments"
            ),
            new("decision.rejected", "Open a second office", "/practices/decisions/6", At.AddDays(2)),
        ],
        Undecided = [new("decision.proposed", "Which markets come next", "/practices/decisions/7", At)],
        Milestones = [new("milestone.done", "Partners see their balance", "/practices/direction/roadmap", At)],
        Made = [new(12, "Answer partners within a day", From.AddDays(30))],
        Done = [new(10, "Move the CI pipeline to src/build/ci.yml", From)],
        Coming = [new(13, "Publish prices", From.AddDays(20), Owner: "Ada Kern")],
        Overdue = [new(9, "Write the incident guide", From.AddDays(5), Owner: "Bob Østergård")],
        Checks =
        [
            new(
                "Runbooks are fresh",
                "/checks/readiness.runbooks?in=organization",
                "2 runbooks are stale",
                CheckState.Pass,
                CheckState.Fail,
                "Walk through settle.md"
            ),
        ],
        Releases = [new("ledger", "/repositories/ledger", ["v1.4.0", "v1.4.1"])],
        Documents = [new("document.changed", "Settlement runbook", "/documents/3", At)],
    };

    [Fact]
    public void Engineers_read_what_changed_and_what_to_do_differently()
    {
        var text = SummaryDrafting.Write(Facts, Audience.Engineers);
        Sections(text).ShouldBe(["Decisions", "Code base", "Practices", "Promises", "What to do differently"]);
        text.ShouldContain("[ledger](/repositories/ledger) released 2 versions: v1.4.0, v1.4.1.");
        text.ShouldContain("[Runbooks are fresh](/checks/readiness.runbooks?in=organization): alive → not kept.");
        text.ShouldContain("Shard the ledger database by tenant\\_id");
        text.ShouldContain("Walk through settle.md. ([Runbooks are fresh]");
        text.ShouldStartWith("The two weeks from 1 to 14 Nov 2026.");
        text.ShouldContain("Decided by Ada Kern: [Charge partners once a week](/practices/decisions/4). Weekly is");
        text.ShouldContain("Overdue: [Write the incident guide](/commitments/9) (Bob Østergård), due 6 Nov 2026.");
    }

    [Fact]
    public void Product_reads_outcomes_reasons_and_dates_without_our_trade()
    {
        var text = SummaryDrafting.Write(Facts, Audience.Product);
        Sections(text)
            .ShouldBe(["Outcomes", "Goals and milestones", "Decisions", "Promised, and by when", "Promises kept"]);
        text.ShouldContain(
            "[Activated within 7 days](/measures/activated) went from 39.1 % to 41.4 %, which is better."
        );
        text.ShouldContain("[Monthly retention](/measures/retention) did not move clearly");
        text.ShouldContain(
            "Decided by Ada Kern: [Charge partners once a week](/practices/decisions/4). Weekly is what partners asked for."
        );
        text.ShouldContain("[a technical decision of Payments](/practices/decisions/5)");
        text.ShouldContain("[Publish prices](/commitments/13) (Ada Kern) by 21 Nov 2026.");
        text.ShouldContain("[a technical promise](/commitments/10) is done; it was due on 1 Nov 2026.");
        AudienceRules.Product.JargonIn(text).ShouldBeEmpty();
    }

    [Fact]
    public void Executives_read_150_words_at_most_and_two_decisions()
    {
        var text = SummaryDrafting.Write(Facts, Audience.Executives);
        Sections(text).ShouldBe(["Outcomes", "Decisions that matter", "Risks", "What we need from you"]);
        text.ShouldNotContain("retention");
        text.Split('\n')
            .Count(line =>
                line.Contains("/practices/decisions/4", StringComparison.Ordinal)
                || line.Contains("/practices/decisions/5", StringComparison.Ordinal)
                || line.Contains("/practices/decisions/6", StringComparison.Ordinal)
            )
            .ShouldBe(2);
        text.ShouldContain("[Write the incident guide](/commitments/9) (Bob Østergård) was due on 6 Nov 2026.");
        text.ShouldContain("Decide: [Which markets come next](/practices/decisions/7), open since 5 Nov 2026.");
        text.ShouldContain(
            "Decided by Ada Kern: [Charge partners once a week](/practices/decisions/4). Weekly is what"
        );
        AudienceRules.Executives.JargonIn(text).ShouldBeEmpty();
        Vocabulary.Count(text).ShouldBeLessThanOrEqualTo(150);
    }

    [Fact]
    public void Executives_read_risks_and_what_is_asked_or_that_there_is_none()
    {
        var calm = SummaryDrafting.Write(Facts with { Overdue = [], Undecided = [] }, Audience.Executives);
        calm.ShouldContain($"## Risks\n\n{ExecutiveSections.NoRisk}\n");
        calm.ShouldContain($"## What we need from you\n\n{ExecutiveSections.NothingNeeded}\n");
        var late = Facts with
        {
            Undecided = [],
            Behind = [new("Shops sell in a week", "/practices/outcomes/objectives/3", "Growth", "Cleo Mar", 0.2, 0.75)],
            NotKept =
            [
                new("Incidents have owners", "/checks/incidents.owners"),
                new("Runbooks are fresh", "/checks/readiness.runbooks"),
                new("Reviews take place", "/checks/communication.reviews"),
            ],
        };
        var text = SummaryDrafting.Write(late, Audience.Executives);
        text.ShouldContain(
            "3 checks are not kept, among them [Incidents have owners](/checks/incidents.owners) and [a technical check](/checks/readiness.runbooks)."
        );
        text.ShouldContain(
            "[Shops sell in a week](/practices/outcomes/objectives/3) (Cleo Mar) is behind: 20 % done when 75 % of its time is over."
        );
        text.ShouldContain("Agree on a new day or on help for [Write the incident guide](/commitments/9).");
        Vocabulary.Count(text).ShouldBeLessThanOrEqualTo(150);
    }

    [Theory]
    [InlineData("2026-11-16", "2026-11-22", "2026-11-22", "This week, 16 to 22 Nov 2026")]
    [InlineData("2026-11-16", "2026-11-22", "2026-12-01", "The week from 16 to 22 Nov 2026")]
    [InlineData("2026-10-26", "2026-11-08", "2026-11-09", "The last two weeks, 26 Oct to 8 Nov 2026")]
    [InlineData("2026-11-01", "2026-11-30", "2026-11-30", "November 2026, 1 to 30 Nov 2026")]
    [InlineData("2026-12-20", "2027-01-18", "2027-01-18", "The last 30 days, 20 Dec 2026 to 18 Jan 2027")]
    public void A_period_is_named_in_words(string from, string to, string on, string expected) =>
        PeriodWords.Of(Day(from), Day(to), Day(on)).ShouldBe(expected);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void An_empty_period_says_so()
    {
        foreach (var audience in Enum.GetValues<Audience>())
            SummaryDrafting
                .Write(new PeriodFacts(From, From.AddDays(6), "Payments"), audience)
                .ShouldBe(
                    "The week from 1 to 7 Nov 2026: nothing was recorded for Payments, no decision, no promise, no change of a measure, no risk, and nothing is asked.\n"
                );
    }

    [Fact]
    public void Whatever_happened_each_draft_keeps_to_its_audience()
    {
        var words = Gen.Elements(
            "settle",
            "the",
            "ledger",
            "API",
            "p95",
            "src/pay/core.cs",
            "[x](javascript:alert(1))",
            "<img src=x onerror=1>",
            "weekly",
            "**now**",
            "` `",
            "\r\n## Injected",
            "CI",
            "https://evil.example/",
            "ABC-12",
            "partners",
            "für",
            "決定",
            "a_b",
            "!",
            "\\"
        );
        var titles = words.ListOf(12).Select(list => string.Join(' ', list)).ListOf(40);
        Prop.ForAll(
                titles.ToArbitrary(),
                list =>
                {
                    var facts = Filled([.. list]);
                    foreach (var audience in Enum.GetValues<Audience>())
                    {
                        var rules = AudienceRules.Of(audience);
                        var text = SummaryDrafting.Write(facts, audience);
                        Vocabulary.Count(text).ShouldBeLessThanOrEqualTo(rules.MostWords);
                        Sections(text).Except(rules.Sections).ShouldBeEmpty();
                        if (audience is not Audience.Engineers)
                            rules.JargonIn(text).ShouldBeEmpty();
                        // Each sentence links to its record, and nothing links anywhere else.
                        text.Split('\n')
                            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                            .ShouldAllBe(line => line.Contains("](/", StringComparison.Ordinal));
                        var html = SafeMarkdown.ToHtml(text);
                        html.ShouldNotContain("<img");
                        System
                            .Text.RegularExpressions.Regex.Matches(html, "href=\"([^\"]*)\"")
                            .Select(match => match.Groups[1].Value)
                            .ShouldAllBe(url => url.StartsWith('/'));
                        SharedMarkdown.ToHtml(text).ShouldNotContain("href=\"/");
                    }
                    return true;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Move to Kubernetes", "Kubernetes")]
    [InlineData("The file core.cs is large", "core.cs")]
    [InlineData("See #12 and ABC-12", "#12", "ABC-12")]
    [InlineData("Runs on src/pay/core.cs and at v1.2.3", "src/pay/core.cs", "v1.2.3")]
    [InlineData("Sales and/or marketing, e.g. 24/7, i.e. always on iOS. 41.4 % in 2026")]
    public void Words_of_our_trade_are_found(string text, params string[] expected) =>
        AudienceRules.Executives.JargonIn(text).ShouldBe(expected);

    [Fact]
    public void Words_are_counted_as_they_are_read() =>
        Vocabulary
            .Count("## Two words\n\n- [Four words are here](/commitments/12), \\[and\\] **six** more – now.\n")
            .ShouldBe(10);

    private static PeriodFacts Filled(IReadOnlyList<string> titles) =>
        new(From, From.AddDays(13), "Northwind")
        {
            Outcomes =
            [
                .. titles
                    .Take(5)
                    .Select(
                        (title, index) =>
                            new OutcomeMove(title, $"m{index}", "%", MeasureDirection.Up, 1, 2 + index, index % 2 == 0)
                    ),
            ],
            Decisions =
            [
                .. titles.Select(
                    (title, index) =>
                        new Happening(
                            "decision.accepted",
                            title,
                            $"/practices/decisions/{index}",
                            At,
                            title,
                            title,
                            title
                        )
                ),
            ],
            Undecided =
            [
                .. titles
                    .Take(9)
                    .Select(
                        (title, index) =>
                            new Happening("decision.proposed", title, $"/practices/decisions/{100 + index}", At)
                    ),
            ],
            Milestones =
            [
                .. titles.Select(
                    (title, index) => new Happening("milestone.done", title, $"/practices/direction/{index}", At, title)
                ),
            ],
            Verdicts =
            [
                .. titles.Select(
                    (title, index) =>
                        new Happening(
                            "commitment.verified",
                            title,
                            $"/commitments/{500 + index}",
                            At,
                            $"Worse: {title}"
                        )
                ),
            ],
            Made = [.. titles.Select((title, index) => new PromiseFact(index, title, From))],
            Done = [.. titles.Select((title, index) => new PromiseFact(100 + index, title, From))],
            Coming = [.. titles.Select((title, index) => new PromiseFact(200 + index, title, From))],
            Overdue = [.. titles.Select((title, index) => new PromiseFact(300 + index, title, From, title, title))],
            NotKept = [.. titles.Select((title, index) => new CheckFact(title, $"/checks/n{index}"))],
            Behind =
            [
                .. titles.Select(
                    (title, index) => new ObjectiveFact(title, $"/objectives/{index}", title, title, 0.1, 0.9)
                ),
            ],
            Checks =
            [
                .. titles.Select(
                    (title, index) =>
                        new CheckMove(title, $"/checks/c{index}", title, CheckState.Pass, CheckState.Fail, title)
                ),
            ],
            Releases =
            [
                .. titles.Select((title, index) => new ReleaseFacts(title, $"/repositories/r{index}", [title])),
            ],
            Documents =
            [
                .. titles.Select((title, index) => new Happening("document.changed", title, $"/documents/{index}", At)),
            ],
        };

    private static List<string> Sections(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];
}
