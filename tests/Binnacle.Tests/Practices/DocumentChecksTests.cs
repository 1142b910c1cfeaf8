using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Tests.Practices;

/// <summary>Rows that files in repositories answer.</summary>
public sealed class DocumentChecksTests
{
    private static readonly ProseFacts Prose = new("Words", 300);

    [Theory]
    [InlineData("direction.vision", DocumentKind.Vision, 92)]
    [InlineData("agreements.reviewed", DocumentKind.WorkingAgreement, 180)]
    public void A_document_ages_from_alive_over_at_risk_to_not_kept(string check, DocumentKind kind, int limit)
    {
        (int Age, CheckState State)[] expected =
        [
            (0, CheckState.Pass),
            (limit, CheckState.Pass),
            (limit + 1, CheckState.Warn),
            (2 * limit, CheckState.Warn),
            ((2 * limit) + 1, CheckState.Fail),
        ];
        foreach (var (age, state) in expected)
        {
            var world = new World();
            world.Add("handbook").Changes(1, 1000).Document(kind, "file.md", age, Prose);
            var result = world.Evaluate(check);
            (result.State, result.Text).ShouldBe((state, $"{age} d"));
            result.Evidence.ShouldHaveSingleItem().Path.ShouldBe("file.md");
        }
    }

    [Fact]
    public void A_document_that_was_removed_or_not_yet_there_is_unknown_and_never_failing()
    {
        var world = new World();
        world.Add("handbook").Changes(1, 1000).Versions(DocumentKind.Vision, "VISION.md", (50, Prose), (10, null));
        world.Evaluate("direction.vision", ago: 51).State.ShouldBe(CheckState.Unknown);
        world.Evaluate("direction.vision", ago: 11).Text.ShouldBe("39 d");
        var result = world.Evaluate("direction.vision");
        (result.State, result.Headline).ShouldBe(
            (CheckState.Unknown, "No vision document found in 1 repository of Northwind")
        );
        result.NextStep.ShouldContain("point Binnacle at the repository");
    }

    [Theory]
    [InlineData("security.policy", DocumentKind.SecurityPolicy)]
    [InlineData("security.updates", DocumentKind.DependencyUpdates)]
    [InlineData("security.pipeline", DocumentKind.Pipeline)]
    [InlineData("flow.pipeline", DocumentKind.Pipeline)]
    [InlineData("flow.environments", DocumentKind.Environment)]
    [InlineData("onboarding.guides", DocumentKind.Contributing)]
    [InlineData("guardrails.owners", DocumentKind.Ownership)]
    public void What_by_convention_stands_in_a_repository_is_missed_where_it_is_not(string check, DocumentKind kind)
    {
        foreach (
            var (have, state) in new[]
            {
                (4, CheckState.Pass),
                (3, CheckState.Warn),
                (2, CheckState.Warn),
                (1, CheckState.Fail),
                (0, CheckState.Fail),
            }
        )
        {
            var world = new World();
            for (var i = 0; i < 4; i++)
            {
                var repository = world.Add($"repository-{i}").Changes(1, 364);
                if (i < have)
                    repository.Document(kind, "file", 30, FactsOf(kind));
            }
            // Nobody changed it for a year, so nothing is asked of it.
            world.Add("archive").Changes(1, 365);
            var result = world.Evaluate(check);
            (result.State, result.Text).ShouldBe((state, $"{have} of 4"));
            if (have < 4)
                result.Evidence[0].State.ShouldBe(CheckState.Fail);
            world.Evaluate(check, ago: 900).State.ShouldBe(CheckState.Unknown);
        }
    }

    [Fact]
    public void Nothing_is_asked_where_nobody_works_but_an_old_scan_leaves_it_unknown()
    {
        var world = new World();
        var archive = world.Add("archive", World.Payments).Changes(1, 365);
        world.Evaluate("security.policy").State.ShouldBe(CheckState.NotApplicable);
        archive.ScannedAgo = 8;
        world.Evaluate("security.policy").State.ShouldBe(CheckState.Unknown);
        world.Evaluate("security.policy", World.Team(World.Search)).NextStep.ShouldContain("catalogue");
    }

    [Fact]
    public void A_security_policy_of_the_organization_counts_for_all_its_repositories()
    {
        var world = new World();
        world.Add("ledger").Changes(1, 3);
        world.Add(".github").Changes(1, 400).Document(DocumentKind.SecurityPolicy, "SECURITY.md", 400, Prose);
        var result = world.Evaluate("security.policy");
        (result.State, result.Evidence[0].Note).ShouldBe((CheckState.Pass, "from .github"));
        world.Evaluate("flow.pipeline").State.ShouldBe(CheckState.Fail);
    }

    [Fact]
    public void A_pipeline_without_a_scanner_and_a_guide_of_last_year_are_not_enough()
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 3)
            .Document(DocumentKind.Pipeline, "ci.yml", 9, new PipelineFacts("CI", "GitLab CI", [], true, true))
            .Document(DocumentKind.Contributing, "CONTRIBUTING.md", 366, Prose);
        world.Evaluate("flow.pipeline").State.ShouldBe(CheckState.Pass);
        world.Evaluate("security.pipeline").Evidence[0].Note.ShouldBe("Not enough: GitLab CI names no security tool");
        world.Evaluate("onboarding.guides").State.ShouldBe(CheckState.Fail);
        world.Evaluate("onboarding.guides", ago: 3).State.ShouldBe(CheckState.Pass);
    }

    [Theory]
    [InlineData(DecisionStatus.Proposed, 14, "none", CheckState.Pass)]
    [InlineData(DecisionStatus.Proposed, 15, "1 waits", CheckState.Warn)]
    [InlineData(DecisionStatus.Draft, 28, "1 waits", CheckState.Warn)]
    [InlineData(DecisionStatus.Proposed, 29, "1 waits", CheckState.Fail)]
    [InlineData(DecisionStatus.OnHold, 100, "none", CheckState.Pass)]
    [InlineData(DecisionStatus.Accepted, 100, "none", CheckState.Pass)]
    [InlineData(DecisionStatus.Unknown, 100, "unknown", CheckState.Unknown)]
    public void A_decision_waits_from_the_first_version_that_was_open(
        DecisionStatus status,
        int ago,
        string text,
        CheckState state
    )
    {
        var world = new World();
        // An edit last week does not start the wait anew.
        world
            .Add("ledger")
            .Changes(1, 500)
            .Versions(DocumentKind.Decision, "0001.md", (ago, Decision(status)), (ago / 2.0, Decision(status)));
        var result = world.Evaluate("decisions.undecided");
        (result.Text, result.State).ShouldBe((text, state));
    }

    [Fact]
    public void Decisions_are_recorded_when_every_status_can_be_read_and_somebody_still_writes()
    {
        var world = new World();
        var ledger = world
            .Add("ledger")
            .Changes(1, 500)
            .Document(DocumentKind.Decision, "1.md", 366, Decision(DecisionStatus.Accepted));
        world.Evaluate("decisions.recorded").State.ShouldBe(CheckState.Pass);
        ledger.Changes(1, 200);
        world.Evaluate("decisions.recorded").State.ShouldBe(CheckState.Warn);
        world.Evaluate("decisions.recorded", ago: 1).State.ShouldBe(CheckState.Pass);
        ledger.Document(DocumentKind.Decision, "2.md", 20, Decision(DecisionStatus.Unknown));
        world.Evaluate("decisions.recorded").Text.ShouldBe("1 of 2");
        ledger.Document(DocumentKind.Decision, "3.md", 20, Decision(DecisionStatus.Unknown));
        var result = world.Evaluate("decisions.recorded");
        result.State.ShouldBe(CheckState.Fail);
        result.Evidence[0].Path.ShouldBe("2.md");
    }

    [Fact]
    public void A_decision_is_confirmed_where_its_format_asks_for_it()
    {
        var world = new World();
        var ledger = world
            .Add("ledger")
            .Changes(1, 500)
            .Document(DocumentKind.Decision, "1.md", 60, Decision(DecisionStatus.Accepted, "nygard"));
        world.Evaluate("decisions.confirmed").State.ShouldBe(CheckState.NotApplicable);
        ledger.Document(DocumentKind.Decision, "2.md", 50, Decision(DecisionStatus.Accepted));
        world.Evaluate("decisions.confirmed").State.ShouldBe(CheckState.Unknown);
        ledger.Document(DocumentKind.Decision, "3.md", 40, Decision(DecisionStatus.Accepted, isConfirmed: true));
        world
            .Evaluate("decisions.confirmed")
            .ShouldSatisfyAllConditions(
                result => result.Text.ShouldBe("1 of 2"),
                result => result.State.ShouldBe(CheckState.Warn),
                result => result.Evidence.ShouldHaveSingleItem().Path.ShouldBe("2.md")
            );
    }

    [Theory]
    [InlineData(0, CheckState.Pass)]
    [InlineData(1, CheckState.Warn)]
    [InlineData(92, CheckState.Warn)]
    [InlineData(93, CheckState.Fail)]
    public void A_revisit_date_has_passed_from_the_day_after(int ago, CheckState state)
    {
        var world = new World();
        var decision = Decision(DecisionStatus.Accepted) with { RevisitOn = World.Today.AddDays(-ago) };
        world.Add("ledger").Changes(1, 500).Document(DocumentKind.Decision, "1.md", 300, decision);
        world.Evaluate("decisions.revisit").State.ShouldBe(state);
    }

    [Theory]
    [InlineData(4, 4, 4, CheckState.Pass, "4 of 4")]
    [InlineData(4, 3, 4, CheckState.Warn, "3 of 4")]
    [InlineData(4, 4, 1, CheckState.Fail, "1 of 4")]
    [InlineData(0, 0, 0, CheckState.Warn, "0 of 0")]
    public void Actions_need_an_owner_and_a_date(int actions, int owners, int dates, CheckState state, string text)
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 900)
            .Document(
                DocumentKind.Postmortem,
                "31.md",
                365,
                new PostmortemFacts("Outage", null, actions, owners, dates, 0)
            );
        var result = world.Evaluate("incidents.actions");
        (result.State, result.Text).ShouldBe((state, text));
        world.Evaluate("incidents.actions", ago: -1).State.ShouldBe(CheckState.Unknown);
        world.Evaluate("incidents.postmortems").State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_runbook_is_stale_when_the_code_moved_on()
    {
        var world = new World();
        var ledger = world
            .Add("ledger")
            .Changes(1, 900)
            .Document(DocumentKind.Runbook, "queue.md", 181, new RunbookFacts("Queue", 90, 4));
        world.Evaluate("readiness.runbooks").State.ShouldBe(CheckState.Pass);
        ledger.Changes(2, 20);
        var result = world.Evaluate("readiness.runbooks");
        (result.State, result.Evidence[0].Note).ShouldBe((CheckState.Fail, "not touched for 181 d, 2 changes since"));
        result.Facts[0].Value.ShouldStartWith("unknown");
        world.Evaluate("readiness.runbooks", ago: 1).State.ShouldBe(CheckState.Pass);
        ledger.Document(DocumentKind.Runbook, "empty.md", 3, new RunbookFacts("Empty", 90, 0));
        world.Evaluate("readiness.runbooks").Evidence.Select(row => row.Note).ShouldContain("no steps");
    }

    [Fact]
    public void Alerts_without_a_runbook_are_shown_with_file_and_line()
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 900)
            .Document(
                DocumentKind.AlertRules,
                "rules.yml",
                5,
                new AlertRuleFacts(
                    "Rules",
                    [
                        new AlertRule("QueueFull", "queue", "https://example.org/queue", "page", 4),
                        new AlertRule("DiskFull", "disk", null, "page", 12),
                    ]
                )
            );
        var result = world.Evaluate("readiness.alerts");
        (result.State, result.Text).ShouldBe((CheckState.Warn, "1 of 2"));
        var row = result.Evidence.ShouldHaveSingleItem();
        (row.Title, row.Path, row.Line).ShouldBe(("DiskFull", "rules.yml", 12));
    }

    [Fact]
    public void A_service_is_observable_with_level_alert_and_runbook()
    {
        var world = new World();
        var shop = world.Add("shop", World.Payments).Changes(1, 500);
        world.Service("checkout", shop, "checkout").Service("basket", shop, "basket");
        world.Evaluate("service-levels.observable").State.ShouldBe(CheckState.Unknown);
        shop.Document(DocumentKind.AlertRules, "checkout/rules.yml", 9, new AlertRuleFacts("Rules", []))
            .Document(
                DocumentKind.Runbook,
                "docs/runbooks/checkout.md",
                9,
                new RunbookFacts("Checkout is slow", 50, 3)
            );
        world
            .Add("levels")
            .Changes(1, 500)
            .Document(
                DocumentKind.ServiceLevel,
                "all.yml",
                9,
                new ServiceLevelFacts(
                    "Levels",
                    "openslo",
                    [new ServiceLevelObjective("latency", "checkout", 0.99, "28d", 1)]
                )
            );
        var result = world.Evaluate("service-levels.observable", World.Team(World.Payments));
        (result.State, result.Text, result.NextStep).ShouldBe(
            (CheckState.Warn, "1 of 2", "Give basket its service level, alert and runbook")
        );
        world.Evaluate("service-levels.observable", ago: 600).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_missing_contract_is_unknown_and_a_broken_one_at_risk()
    {
        var world = new World();
        var shop = world.Add("shop").Changes(1, 500);
        var billing = world.Add("billing").Changes(1, 500);
        world.Service("checkout", shop).Service("billing", billing);
        shop.Document(DocumentKind.Contract, "openapi.yaml", 9, new ContractFacts("Checkout", "openapi", "1.2"));
        (world.Evaluate("guardrails.contracts").State, world.Evaluate("guardrails.contracts").Text).ShouldBe(
            (CheckState.Unknown, "1 of 2")
        );
        billing.Document(DocumentKind.Contract, "api.proto", 9, new ContractFacts("Billing", "protobuf", null));
        world.Evaluate("guardrails.contracts").State.ShouldBe(CheckState.Pass);
    }

    [Theory]
    [InlineData(41, CheckState.Pass)]
    [InlineData(42, CheckState.Fail)]
    public void A_changelog_keeps_up_when_it_changed_about_the_release(int ago, CheckState state)
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 500)
            .Release("v1.0", 10)
            .Document(DocumentKind.Changelog, "CHANGELOG.md", ago, Prose);
        world.Evaluate("communication.changelog").State.ShouldBe(state);
        world.Evaluate("communication.changelog", ago: 11).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_release_of_another_branch_says_nothing_about_the_changelog_of_this_one()
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 500)
            .Release("v2.0", 100)
            .Release("v1.9", 10, isOnBranch: false)
            .Document(DocumentKind.Changelog, "CHANGELOG.md", 100, Prose);

        var result = world.Evaluate("communication.changelog");

        result.State.ShouldBe(CheckState.Pass);
        result.Evidence[0].Note.ShouldStartWith("v2.0");
    }

    [Fact]
    public void A_team_without_an_agreement_is_named_once_another_has_one()
    {
        var world = new World();
        world
            .Add("handbook", World.Payments)
            .Changes(1, 500)
            .Document(DocumentKind.WorkingAgreement, "how.md", 9, Prose);
        var result = world.Evaluate("agreements.per-team");
        (result.State, result.Text, result.Evidence[0].Title).ShouldBe((CheckState.Warn, "1 of 2", "Search"));
    }

    [Fact]
    public void A_ladder_of_a_few_words_is_at_risk()
    {
        var world = new World();
        var handbook = world
            .Add("handbook")
            .Changes(1, 500)
            .Document(DocumentKind.Ladder, "ladder.md", 30, new ProseFacts("Ladder", 99));
        world.Evaluate("growth.ladders").State.ShouldBe(CheckState.Warn);
        handbook.Document(DocumentKind.Ladder, "engineer.md", 20, new ProseFacts("Engineer", 100));
        world.Evaluate("growth.ladders").State.ShouldBe(CheckState.Pass);
    }

    private static DecisionFacts Decision(DecisionStatus status, string format = "madr", bool isConfirmed = false) =>
        new("Use a queue", format, null, status, null, null, isConfirmed, null, [], []);

    private static DocumentFacts FactsOf(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Pipeline => new PipelineFacts("CI", "GitHub Actions", ["CodeQL"], true, false),
            DocumentKind.Ownership => new OwnershipFacts(
                "Owners",
                [new OwnershipRule(1, "*", ["@northwind/payments"])]
            ),
            DocumentKind.Environment => new EnvironmentFacts("Environment", "devcontainer"),
            DocumentKind.DependencyUpdates => new DependencyUpdateFacts("Updates", "Renovate", ["npm"]),
            _ => Prose,
        };
}
