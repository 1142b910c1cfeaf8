using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Outcomes.Metrics;
using Binnacle.Practices.Outcomes.Objectives;

namespace Binnacle.Tests.Practices.Outcomes;

/// <summary>The checks that stand on objectives, owners, terms and decisions.</summary>
public sealed class OutcomesRecordTests
{
    private static readonly Guid One = World.Number(801);
    private static readonly Guid Two = World.Number(802);

    [Theory]
    [InlineData("outcomes.cited")]
    [InlineData("outcomes.objectives")]
    [InlineData("outcomes.rotation")]
    public void Without_records_nothing_is_known(string check)
    {
        new World().Evaluate(check).State.ShouldBe(CheckState.Unknown);
        new World().Measure("Retention", 3).Evaluate(check).State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(14, CheckState.Pass)]
    [InlineData(15, CheckState.Fail)]
    public void An_active_objective_is_checked_in_within_two_weeks(int ago, CheckState state)
    {
        var result = Objectives(Objective(1, 100, checkIns: [80, ago]));
        (result.State, result.Number).ShouldBe((state, state is CheckState.Pass ? 1 : 0));
    }

    [Fact]
    public void A_fresh_objective_need_not_be_checked_in_and_a_draft_does_not_count()
    {
        Objectives(Objective(1, 14)).State.ShouldBe(CheckState.Pass);
        Objectives(Objective(1, 15)).State.ShouldBe(CheckState.Fail);
        Objectives(Objective(1, 30, stage: ObjectiveStage.Draft)).State.ShouldBe(CheckState.Unknown);
        Objectives(Objective(1, 30, stage: ObjectiveStage.Closed)).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void An_owner_who_left_is_lacking_from_then_on()
    {
        var records = new CheckRecords().With<ObjectiveRecord>([Objective(1, 100, checkIns: [12, 2], productLeft: 5)]);
        var check = World.Check("outcomes.objectives");
        var now = check.Evaluate(records, World.Organization, World.Today);
        (now.State, now.NextStep).ShouldBe((CheckState.Fail, "Name an owner from product for \"Objective 1\""));
        check.Evaluate(records, World.Organization, World.Today.AddDays(-6)).State.ShouldBe(CheckState.Pass);
        check.Evaluate(records, World.Team(World.Search), World.Today).State.ShouldBe(CheckState.Unknown);
        check.Evaluate(records, World.Organization, World.Today.AddDays(-101)).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void The_limit_is_a_setting()
    {
        var records = new CheckRecords()
            .With<ObjectiveRecord>([Objective(1, 100, checkIns: [20])])
            .With<SettingRecord>([new("outcomes.check-in-days", null, 21, World.Ago(50), "Ada")]);
        World
            .Check("outcomes.objectives")
            .Evaluate(records, World.Organization, World.Today)
            .State.ShouldBe(CheckState.Pass);
    }

    [Theory]
    [InlineData(182, CheckState.Pass)]
    [InlineData(183, CheckState.Fail)]
    public void A_metric_is_cited_within_two_quarters(int ago, CheckState state) =>
        Evaluate("outcomes.cited", [Measure(One)], decided: [Decided(1, ago, One)]).State.ShouldBe(state);

    [Fact]
    public void A_metric_that_nobody_cited_is_judged_only_when_decisions_have_named_measures_long_enough()
    {
        var measures = new[] { Measure(One), Measure(Two) };
        Evaluate("outcomes.cited", measures, decided: [Decided(1, 50, One)]).State.ShouldBe(CheckState.Unknown);
        var later = Evaluate("outcomes.cited", measures, decided: [Decided(1, 300, One), Decided(2, 50, One)]);
        (later.State, later.Text).ShouldBe((CheckState.Warn, "1 of 2"));
        Evaluate("outcomes.cited", measures, decided: [Decided(3, null, One)]).State.ShouldBe(CheckState.Unknown);
        Evaluate("outcomes.cited", measures, decided: [Decided(1, 50, One)], ago: 51)
            .State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(182, CheckState.Pass, "1 of 1")]
    [InlineData(183, CheckState.Fail, "0 of 1")]
    public void Owners_rotate_within_two_quarters(int ago, CheckState state, string text)
    {
        var result = Evaluate(
            "outcomes.rotation",
            [Measure(One), Measure(Two)],
            owners:
            [
                Owner(One, OwnerSide.Engineering, 300),
                Owner(One, OwnerSide.Product, 400, ago),
                Owner(One, OwnerSide.Product, ago),
            ]
        );
        (result.State, result.Text).ShouldBe((state, text));
        result.Coverage.ShouldBe(new(1, 2, "outcome measures"));
    }

    [Theory]
    [InlineData(0, CheckState.Unknown)]
    [InlineData(182, CheckState.Unknown)]
    [InlineData(183, CheckState.Fail)]
    public void Owners_recorded_for_the_first_time_are_no_rotation(int ago, CheckState state)
    {
        var result = Evaluate(
            "outcomes.rotation",
            [Measure(One)],
            owners: [Owner(One, OwnerSide.Engineering, ago), Owner(One, OwnerSide.Product, 0)]
        );
        result.State.ShouldBe(state);
        if (state is CheckState.Unknown)
            result.Headline.ShouldStartWith("Too early to tell");
    }

    [Fact]
    public void Rotation_is_replayed_for_a_day_from_its_rows()
    {
        var owners = new[] { Owner(One, OwnerSide.Product, 500, 100), Owner(One, OwnerSide.Product, 100) };
        CheckState On(int ago) => Evaluate("outcomes.rotation", [Measure(One)], owners: owners, ago: ago).State;
        On(0).ShouldBe(CheckState.Pass);
        On(101).ShouldBe(CheckState.Fail);
        On(501).ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_metric_counts_in_its_terms_alone()
    {
        var dropped = Measure(One) with { IsOutcome = false };
        var terms = new[] { new OutcomeTermRecord(One, World.Ago(300), World.Ago(100)) };
        string Live(int ago) => Evaluate("outcomes.live", [dropped, Measure(Two)], terms: terms, ago: ago).Text;
        Live(0).ShouldBe("1");
        Live(100).ShouldBe("1");
        Live(101).ShouldBe("2");
        Live(301).ShouldBe("1");
    }

    private static CheckResult Evaluate(
        string check,
        MeasureRecord[] measures,
        DecidedRecord[]? decided = null,
        OwnershipRecord[]? owners = null,
        OutcomeTermRecord[]? terms = null,
        int ago = 0
    ) =>
        World
            .Check(check)
            .Evaluate(
                new CheckRecords()
                    .With<MeasureRecord>(measures)
                    .With<DecidedRecord>(decided ?? [])
                    .With<OwnershipRecord>(owners ?? [])
                    .With<OutcomeTermRecord>(terms ?? []),
                World.Organization,
                World.Today.AddDays(-ago)
            );

    private static CheckResult Objectives(params ObjectiveRecord[] rows) =>
        World
            .Check("outcomes.objectives")
            .Evaluate(new CheckRecords().With<ObjectiveRecord>(rows), World.Organization, World.Today);

    private static ObjectiveRecord Objective(
        int number,
        int activeAgo,
        ObjectiveStage stage = ObjectiveStage.Active,
        double[]? checkIns = null,
        int? productLeft = null
    ) =>
        new(
            number,
            $"Objective {number}",
            World.Payments.Id,
            true,
            productLeft is { } left ? World.Today.AddDays(-left) : null,
            true,
            null,
            [new(stage, World.Ago(activeAgo))],
            [.. (checkIns ?? []).Select(World.Ago)]
        );

    private static MeasureRecord Measure(Guid id) =>
        new(
            id,
            $"m-{id:N}",
            $"Measure {id:N}"[..16],
            "%",
            MeasureDirection.Up,
            true,
            null,
            "Ada",
            "Lin",
            World.Ago(600),
            [.. Enumerable.Range(0, 60).Select(week => new MeasurePoint(World.Today.AddDays(-7 * (59 - week)), week))]
        );

    private static DecidedRecord Decided(int number, double? ago, params Guid[] measures) =>
        new(number, $"Decision {number}", "accepted", ago is { } days ? World.Ago(days) : null, null, measures, []);

    private static OwnershipRecord Owner(Guid measure, OwnerSide side, double since, double? ended = null) =>
        new(measure, side, "Ada", World.Ago(since), ended is { } end ? World.Ago(end) : null);
}
