using Binnacle.History;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;

namespace Binnacle.Tests.Practices;

public sealed class DebtChecksTests
{
    [Theory]
    [InlineData(20, 80, 0, CheckState.Pass, "20 %")]
    [InlineData(16, 84, 0, CheckState.Pass, "16 %")]
    [InlineData(15, 85, 0, CheckState.Warn, "15 %")]
    [InlineData(24, 76, 0, CheckState.Pass, "24 %")]
    [InlineData(25, 75, 0, CheckState.Warn, "25 %")]
    [InlineData(10, 90, 0, CheckState.Warn, "10 %")]
    [InlineData(9, 91, 0, CheckState.Fail, "9 %")]
    [InlineData(0, 100, 0, CheckState.Fail, "0 %")]
    [InlineData(0, 85, 15, CheckState.Fail, "0 %")]
    [InlineData(0, 84, 16, CheckState.Warn, "0 %")]
    [InlineData(20, 30, 50, CheckState.Pass, "20 %")]
    [InlineData(20, 29, 51, CheckState.Unknown, "unknown")]
    [InlineData(2, 8, 0, CheckState.Pass, "20 %")]
    [InlineData(2, 7, 0, CheckState.Unknown, "unknown")]
    public void The_share_is_judged_against_the_default(int debt, int features, int open, CheckState state, string text)
    {
        var world = new World();
        world
            .Add("ledger")
            .Changes(debt, 3, WorkKind.Debt)
            .Changes(features, 3)
            .Changes(open, 3, WorkKind.Uncategorised);
        var result = world.Evaluate("debt.share");
        (result.State, result.Text).ShouldBe((state, text));
        result.Sample.Count.ShouldBe(debt + features + open);
        result.Target!.ShouldContain("default until you set one");
    }

    [Fact]
    public void Three_cycles_of_14_days_count_and_the_day_before_them_does_not()
    {
        var world = new World();
        world.Add("ledger").Changes(5, 41).Changes(5, 0).Changes(100, 42, WorkKind.Debt);
        world.Evaluate("debt.share").Sample.Count.ShouldBe(10);
        world.Set("cycle.days", 28, 1);
        world.Evaluate("debt.share").Sample.Count.ShouldBe(110);
    }

    [Fact]
    public void An_earlier_day_is_replayed_without_what_came_later()
    {
        var world = new World();
        world.Add("ledger").Changes(10, 100).Changes(10, 3, WorkKind.Debt);
        world.Evaluate("debt.share", ago: 90).Text.ShouldBe("0 %");
        world.Evaluate("debt.share", ago: 4).State.ShouldBe(CheckState.Unknown);
        world.Evaluate("debt.share").Text.ShouldBe("100 %");
    }

    [Fact]
    public void Bots_are_left_out_and_reliability_counts()
    {
        var world = new World();
        var ledger = world.Add("ledger").Changes(8, 3).Changes(2, 3, WorkKind.Reliability);
        for (var i = 0; i < 50; i++)
            ledger.Change(3, WorkKind.Debt, isBot: true);
        var result = world.Evaluate("debt.share");
        (result.State, result.Text, result.Sample.Count).ShouldBe((CheckState.Pass, "20 %", 10));
        result.Evidence.Count.ShouldBe(10);
        result.Evidence[0].Note.ShouldBe("reliability");
        result.Evidence[0].Commit.ShouldNotBeNull();
    }

    [Fact]
    public void A_team_has_the_changes_it_owns_wherever_they_are()
    {
        var world = new World();
        var ledger = world.Add("ledger", World.Search).Changes(20, 3);
        for (var i = 0; i < 10; i++)
            ledger.Change(3, WorkKind.Debt, ownedBy: World.Payments.Id);
        world
            .Evaluate("debt.share", World.Team(World.Payments))
            .Headline.ShouldBe("Payments spent 100 % on debt where 20 % is set aside");
        world.Evaluate("debt.share", World.Team(World.Search)).Text.ShouldBe("0 %");
        world.Evaluate("debt.share").Text.ShouldBe("33 %");
    }

    [Fact]
    public void The_teams_own_share_goes_before_the_organizations_and_counts_from_its_day()
    {
        var world = new World();
        world.Add("ledger", World.Payments).Changes(9, 3).Changes(1, 3, WorkKind.Debt).Changes(10, 30);
        world.Set("debt.share", 0.05, 2).Set("debt.share", 0.5, 1, World.Payments);
        world.Evaluate("debt.share").State.ShouldBe(CheckState.Pass);
        world.Evaluate("debt.share", World.Team(World.Payments)).State.ShouldBe(CheckState.Fail);
        world.Evaluate("debt.policy", World.Team(World.Payments)).Text.ShouldBe("50 %");
        world.Evaluate("debt.policy").Text.ShouldBe("5 %");
        world.Evaluate("debt.policy", ago: 3).State.ShouldBe(CheckState.Warn);
        world.Evaluate("debt.policy", ago: 90).State.ShouldBe(CheckState.Unknown);
    }
}
