using Binnacle.Platform.Checks;

namespace Binnacle.Tests.Practices;

public sealed class OutcomesChecksTests
{
    [Theory]
    [InlineData(0, 0, CheckState.Unknown, "unknown")]
    [InlineData(0, 3, CheckState.Fail, "0 of 3")]
    [InlineData(2, 0, CheckState.Warn, "2")]
    [InlineData(3, 0, CheckState.Pass, "3")]
    [InlineData(5, 4, CheckState.Pass, "5 of 9")]
    [InlineData(6, 0, CheckState.Warn, "6")]
    public void Three_to_five_measures_with_a_fresh_point(int live, int stale, CheckState state, string text)
    {
        var world = new World();
        for (var i = 0; i < live; i++)
            world.Measure($"Live {i}", 31);
        for (var i = 0; i < stale; i++)
            world.Measure($"Stale {i}", 32);
        var result = world.Evaluate("outcomes.live");
        (result.State, result.Text).ShouldBe((state, text));
        world.Evaluate("outcomes.live", ago: 40).State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData("Ada", "Lin", CheckState.Pass, "1 of 1")]
    [InlineData(null, "Lin", CheckState.Fail, "0 of 1")]
    [InlineData("Ada", " ", CheckState.Fail, "0 of 1")]
    public void Product_and_engineering_own_a_measure_together(
        string? product,
        string? engineering,
        CheckState state,
        string text
    )
    {
        var result = new World().Measure("Retention", 3, product, engineering).Evaluate("outcomes.owned");
        (result.State, result.Text).ShouldBe((state, text));
    }

    [Theory]
    [InlineData(0, CheckState.Pass, "none late")]
    [InlineData(1, CheckState.Warn, "1 late")]
    [InlineData(14, CheckState.Warn, "1 late")]
    [InlineData(15, CheckState.Fail, "1 late")]
    public void A_commitment_is_overdue_from_the_day_after_its_date(int dueAgo, CheckState state, string text)
    {
        var result = new World().Commitment(60, dueAgo).Evaluate("outcomes.commitments");
        (result.State, result.Text).ShouldBe((state, text));
    }

    [Fact]
    public void A_late_commitment_counts_until_it_is_closed_and_for_its_team()
    {
        var world = new World().Commitment(60, 30, closedAgo: 5, team: World.Payments);
        world.Evaluate("outcomes.commitments").State.ShouldBe(CheckState.Pass);
        world.Evaluate("outcomes.commitments", ago: 6).State.ShouldBe(CheckState.Fail);
        world.Evaluate("outcomes.commitments", ago: 61).State.ShouldBe(CheckState.Unknown);
        world.Evaluate("outcomes.commitments", World.Team(World.Search), 6).State.ShouldBe(CheckState.Unknown);
    }
}
