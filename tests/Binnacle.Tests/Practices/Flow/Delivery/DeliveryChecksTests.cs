using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Flow.Delivery;

namespace Binnacle.Tests.Practices.Flow.Delivery;

public sealed class DeliveryChecksTests
{
    private readonly World world = new();
    private readonly List<SignalDays> signals = [];
    private readonly List<DeploymentRecord> deployments = [];
    private readonly List<KnownIncident> incidents = [new(World.Ago(300))];

    [Fact]
    public void Builds_and_deployments_that_nobody_tells_leave_it_unknown()
    {
        var shop = world.Add("shop").Change(1);
        Evaluate("flow.instrumented").Text.ShouldBe("changes only");
        signals.Add(new(shop.Id, [Day(2)], []));
        var result = Evaluate("flow.instrumented");
        (result.State, result.Text).ShouldBe((CheckState.Unknown, "no deployments"));
    }

    [Theory]
    // A signal seven days behind the newest change is fresh, one of eight days is not; what rests tells nothing new.
    [InlineData(1, 8, 8, CheckState.Pass)]
    [InlineData(1, 9, 8, CheckState.Warn)]
    [InlineData(100, 107, 100, CheckState.Pass)]
    [InlineData(100, 100, 108, CheckState.Warn)]
    public void Signals_are_as_old_as_they_are_behind_the_newest_change(
        int change,
        int build,
        int deployment,
        CheckState state
    )
    {
        var shop = world.Add("shop").Change(change);
        var cart = world.Add("cart").Change(1);
        signals.Add(new(shop.Id, [Day(build)], [Day(deployment)]));
        signals.Add(new(cart.Id, [Day(1)], [Day(1)]));
        Evaluate("flow.instrumented").State.ShouldBe(state);
    }

    [Fact]
    public void Builds_after_the_day_are_not_known_on_it()
    {
        var shop = world.Add("shop").Change(30);
        signals.Add(new(shop.Id, [Day(1)], [Day(1)]));
        World
            .Check("flow.instrumented")
            .Evaluate(Records(), World.Organization, World.Today.AddDays(-10))
            .State.ShouldBe(CheckState.Unknown);
    }

    [Theory]
    [InlineData(9, 0, CheckState.Unknown)]
    [InlineData(20, 3, CheckState.Pass)]
    [InlineData(20, 4, CheckState.Warn)]
    [InlineData(20, 7, CheckState.Fail)]
    public void The_share_that_failed_decides_from_ten_deployments_on(int all, int failed, CheckState state)
    {
        for (var number = 0; number < all; number++)
            Deploy(number, number < failed ? FailureCause.RolledBack : null);
        Evaluate("flow.failures").State.ShouldBe(state);
    }

    [Fact]
    public void Silence_is_not_soundness()
    {
        for (var number = 0; number < 20; number++)
            Deploy(number, null);
        Evaluate("flow.failures").State.ShouldBe(CheckState.Pass);
        incidents.Clear();
        Evaluate("flow.failures").State.ShouldBe(CheckState.Unknown);
        Deploy(1, FailureCause.RolledBack);
        Evaluate("flow.failures").State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public void What_is_older_than_the_window_or_of_another_team_does_not_count()
    {
        for (var number = 0; number < 20; number++)
            Deploy(91 + number, FailureCause.Nearest);
        Evaluate("flow.failures").State.ShouldBe(CheckState.Unknown);
        for (var number = 0; number < 20; number++)
            Deploy(1, null);
        Evaluate("flow.failures").Number.ShouldBe(0);
        World
            .Check("flow.failures")
            .Evaluate(Records(), World.Team(World.Search), World.Today)
            .State.ShouldBe(CheckState.Unknown);
    }

    private void Deploy(int ago, FailureCause? cause) =>
        deployments.Add(new(World.Number(1), World.Payments.Id, "shop", World.Ago(ago), cause, null));

    private static DateOnly Day(int ago) => World.Today.AddDays(-ago);

    private CheckRecords Records() =>
        world
            .Records()
            .With<SignalDays>(signals)
            .With<DeploymentRecord>([.. deployments.OrderBy(row => row.At)])
            .With<KnownIncident>(incidents)
            .With<SettingRecord>([]);

    private CheckResult Evaluate(string id) => World.Check(id).Evaluate(Records(), World.Organization, World.Today);
}
