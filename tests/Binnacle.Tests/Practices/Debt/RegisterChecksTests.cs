using Binnacle.Platform.Checks;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Tests.Practices.Debt;

public sealed class RegisterChecksTests
{
    [Fact]
    public void Without_a_register_nothing_is_known() =>
        new World().Evaluate("debt.owned").State.ShouldBe(CheckState.Unknown);

    [Fact]
    public void Items_without_owner_cost_or_class_are_named_first()
    {
        var records = Records(
            Item(1, 100, owned: true, DebtClass.Outage, 500),
            Item(2, 100, owned: false, DebtClass.Outage, 400),
            Item(3, 100, owned: true, null, null),
            Item(4, 100, owned: true, DebtClass.CanWait, 300, look: -10)
        );
        var result = World.Check("debt.owned").Evaluate(records, World.Organization, World.Today);

        (result.State, result.Text, result.Number).ShouldBe((CheckState.Warn, "2 of 4", 0.5));
        result
            .Evidence.Select(row => row.Note)
            .ShouldBe(["without cost and class", "without owner", "complete", "complete"]);
        result.NextStep.ShouldBe("Complete item 3 first");
    }

    [Fact]
    public void Only_the_ten_costliest_count()
    {
        var items = Enumerable
            .Range(1, 12)
            .Select(number => Item(number, 100, owned: number <= 10, DebtClass.Outage, 1000 - number));
        World
            .Check("debt.owned")
            .Evaluate(Records([.. items]), World.Organization, World.Today)
            .State.ShouldBe(CheckState.Pass);
    }

    [Theory]
    [InlineData(-1, CheckState.Pass)]
    [InlineData(0, CheckState.Pass)]
    [InlineData(1, CheckState.Warn)]
    [InlineData(28, CheckState.Warn)]
    [InlineData(29, CheckState.Fail)]
    public void What_waits_is_judged_by_its_day(int past, CheckState state)
    {
        var records = Records(Item(1, 100, owned: true, DebtClass.CanWait, 300, look: past));
        World.Check("debt.waiting").Evaluate(records, World.Organization, World.Today).State.ShouldBe(state);
    }

    [Fact]
    public void Where_nothing_can_wait_the_row_does_not_apply() =>
        World
            .Check("debt.waiting")
            .Evaluate(Records(Item(1, 100, owned: true, DebtClass.Outage, 300)), World.Organization, World.Today)
            .State.ShouldBe(CheckState.NotApplicable);

    [Fact]
    public void A_past_day_is_replayed_with_the_estimates_of_then()
    {
        var item = Item(1, 100, owned: true, DebtClass.CanWait, 300, look: 5) with
        {
            Estimates =
            [
                new(World.Ago(90), DebtClass.CanWait, DateOnly.FromDateTime(World.Ago(60)), 300),
                new(World.Ago(50), DebtClass.Outage, null, 900),
            ],
            ClosedAt = World.Ago(20),
        };
        CheckState On(int ago) =>
            World
                .Check("debt.waiting")
                .Evaluate(Records(item), World.Organization, DateOnly.FromDateTime(World.Ago(ago)))
                .State;

        On(101).ShouldBe(CheckState.Unknown);
        On(70).ShouldBe(CheckState.Pass);
        On(55).ShouldBe(CheckState.Warn);
        On(40).ShouldBe(CheckState.NotApplicable);
        On(20).ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void A_team_has_its_own_items()
    {
        var records = Records(Item(1, 100, owned: true, DebtClass.Outage, 5) with { TeamId = World.Payments.Id });
        var check = World.Check("debt.owned");
        check.Evaluate(records, World.Team(World.Payments), World.Today).State.ShouldBe(CheckState.Pass);
        check.Evaluate(records, World.Team(World.Search), World.Today).State.ShouldBe(CheckState.Unknown);
    }

    private static CheckRecords Records(params DebtItemRecord[] items) =>
        new World().Records().With<DebtItemRecord>(items);

    private static DebtItemRecord Item(
        int number,
        double ago,
        bool owned,
        DebtClass? kind,
        double? cost,
        int? look = null
    ) =>
        new(
            number,
            $"Item {number}",
            null,
            null,
            World.Ago(ago),
            owned ? World.Ago(ago) : null,
            null,
            [new(World.Ago(ago), kind, look is { } past ? World.Today.AddDays(-past) : null, cost)]
        );
}
