using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionChecksTests
{
    [Fact]
    public void Without_a_decision_nothing_is_known() =>
        Evaluate("decisions.recorded").State.ShouldBe(CheckState.Unknown);

    [Theory]
    [InlineData(14, "none", CheckState.Pass)]
    [InlineData(15, "1 waits", CheckState.Warn)]
    [InlineData(29, "1 waits", CheckState.Fail)]
    public void One_kept_here_waits_from_the_day_on_which_it_was_proposed(int ago, string text, CheckState state)
    {
        var result = Evaluate("decisions.undecided", Own(1, ago, (DecisionStatus.Proposed, ago)));
        (result.Text, result.State).ShouldBe((text, state));
    }

    [Fact]
    public void On_hold_stops_the_clock() =>
        Evaluate("decisions.undecided", Own(1, 90, (DecisionStatus.Proposed, 90), (DecisionStatus.OnHold, 80)))
            .Text.ShouldBe("none");

    [Fact]
    public void An_accepted_one_is_to_be_confirmed_within_three_months()
    {
        Evaluate("decisions.confirmed", Own(1, 90, (DecisionStatus.Accepted, 90)))
            .State.ShouldBe(CheckState.NotApplicable);
        Evaluate("decisions.confirmed", Own(1, 91, (DecisionStatus.Accepted, 91))).State.ShouldBe(CheckState.Fail);
        Evaluate(
            "decisions.confirmed",
            Own(1, 91, (DecisionStatus.Accepted, 91)),
            Own(2, 5, (DecisionStatus.Accepted, 5)) with
            {
                ConfirmedAt = [World.Ago(1)],
            }
        )
            .Text.ShouldBe("1 of 2");
    }

    [Fact]
    public void The_day_to_look_again_is_that_of_the_day_that_is_replayed()
    {
        var decision = Own(1, 200, (DecisionStatus.Accepted, 200)) with
        {
            RevisitDays =
            [
                (DateOnly.FromDateTime(World.Ago(60)), World.Ago(200)),
                (DateOnly.FromDateTime(World.Ago(-60)), World.Ago(30)),
            ],
        };
        Evaluate("decisions.revisit", decision).State.ShouldBe(CheckState.Pass);
        World
            .Check("decisions.revisit")
            .Evaluate(Records(new World(), decision), World.Organization, DateOnly.FromDateTime(World.Ago(40)))
            .State.ShouldBe(CheckState.Warn);
    }

    [Fact]
    public void What_was_taken_over_counts_once()
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(1, 500)
            .Document(
                DocumentKind.Decision,
                "1.md",
                60,
                new DecisionFacts("Use a queue", "madr", null, DecisionStatus.Proposed, null, null, false, null, [], [])
            );
        var document = world.Records().Of<DocumentRecord>().Single().Id;
        var taken = Own(1, 20, (DecisionStatus.Accepted, 20)) with { DocumentId = document };
        CheckResult On(int ago) =>
            World
                .Check("decisions.undecided")
                .Evaluate(Records(world, taken), World.Organization, DateOnly.FromDateTime(World.Ago(ago)));

        (On(0).Text, On(0).Sample.Count).ShouldBe(("none", 1));
        (On(21).Text, On(21).Sample.Count).ShouldBe(("1 waits", 1));
    }

    [Fact]
    public void Waits_are_told_by_quarter_and_what_nobody_saw_waiting_is_left_out()
    {
        DecisionRow Row(DateTime decided, double? days) =>
            new(
                1,
                null,
                "1",
                "x",
                DecisionStatus.Accepted,
                decided,
                null,
                null,
                null,
                null,
                decided,
                days,
                null,
                false,
                0,
                ""
            );
        var quarters = DecisionWaits.ByQuarter(
            [
                Row(new(2026, 10, 3), 2),
                Row(new(2026, 10, 4), 4),
                Row(new(2026, 11, 4), 12),
                Row(new(2026, 11, 5), null),
                Row(new(2026, 2, 5), 30),
                Row(new(2026, 2, 5), 30),
                Row(new(2026, 2, 5), 30),
            ],
            World.Today
        );
        quarters.Count.ShouldBe(8);
        (quarters[^1].Count, quarters[^1].Median, quarters[^2].Median).ShouldBe((3, 4, null));
        DecisionWaits
            .Sentence(quarters)
            .ShouldBe("Decisions of Q4 2026 waited 4 days in the middle, down from 30 days in Q1 2026");
        DecisionWaits.Sentence(DecisionWaits.ByQuarter([], World.Today)).ShouldBeNull();
    }

    private static CheckResult Evaluate(string check, params DecidedRecord[] decisions) =>
        World.Check(check).Evaluate(Records(new World(), decisions), World.Organization, World.Today);

    private static CheckRecords Records(World world, params DecidedRecord[] decisions) =>
        world.Records().With<DecidedRecord>([.. decisions]);

    private static DecidedRecord Own(int number, int writtenAgo, params (DecisionStatus Status, int Ago)[] steps) =>
        new(number, $"Decision {number}", steps[^1].Status.Word(), null, null, [], [])
        {
            WrittenAt = World.Ago(writtenAgo),
            Steps = [.. steps.Select(step => (step.Status, World.Ago(step.Ago)))],
        };
}
