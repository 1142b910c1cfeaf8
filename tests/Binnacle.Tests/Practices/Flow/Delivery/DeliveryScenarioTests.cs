namespace Binnacle.Tests.Practices.Flow.Delivery;

public sealed class DeliveryScenarioTests
{
    public static TheoryData<string> Names => [.. DeliveryScenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_counted_is_what_was_worked_out_by_hand(string name)
    {
        var scenario = DeliveryScenarios.All.Single(one => one.Name == name);
        DeliveryScenarioPlay.Counted(scenario).ShouldBe(scenario.Counted);
    }

    [Fact]
    public void A_step_that_is_not_understood_is_no_step_that_is_skipped() =>
        Should.Throw<InvalidOperationException>(() =>
            DeliveryScenarioPlay.Counted(new("Wrong", "Mon 08:00 deploi root", ""))
        );
}
