using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Stages;

namespace Binnacle.Tests.Practices.Flow.Delivery;

public sealed class DeliveryMeasureTests
{
    private static readonly DeliveryPeriod Period = new(new(2026, 3, 2), new(2026, 3, 29));
    private readonly List<ChangeFlow> changes = [];
    private readonly List<DeploymentFlow> deployments = [];

    [Fact]
    public void Nothing_told_is_unknown_and_never_zero()
    {
        DeliveryMeasures.All(Window(), Period).ShouldAllBe(result => result.Value == null && result.N == 0);
        DeliveryMeasures.DaysWithDeployment(Window(), Period).ShouldBeNull();
    }

    [Fact]
    public void A_period_without_deployments_after_one_with_them_is_zero()
    {
        Deploy(-100);
        DeliveryMeasures.Frequency(Window(), Period).Value.ShouldBe(0);
    }

    [Fact]
    public void Frequency_counts_deployments_and_days()
    {
        Deploy(1);
        Deploy(3);
        Deploy(30);
        DeliveryMeasures.Frequency(Window(), Period).Value.ShouldBe(0.75);
        DeliveryMeasures.DaysWithDeployment(Window(), Period).ShouldBe(0.5);
    }

    [Fact]
    public void Lead_time_leaves_bots_out_and_says_what_else_was_left_out()
    {
        Change(first: 0, merged: 20, deployed: 24);
        Change(first: 0, merged: 40, deployed: 48);
        Change(first: 0, merged: 60, deployed: 72);
        Change(first: 0, merged: 1, deployed: 2, isByBot: true);
        Change(first: 0, merged: 5, state: DeliveryState.Waiting);
        Change(first: 0, merged: 5, state: DeliveryState.BeforeObserved);
        var result = DeliveryMeasures.LeadTime(Window(), Period, withBots: false);
        result.Value.ShouldBe(2);
        result.N.ShouldBe(3);
        result.LeftOut.Sum(row => row.Count).ShouldBe(3);
        DeliveryMeasures.LeadTime(Window(), Period, withBots: true).N.ShouldBe(4);
    }

    [Fact]
    public void Recovery_counts_what_is_not_back_as_long_as_it_lasts()
    {
        Deploy(0, FailureCause.RolledBack, restored: 24);
        Deploy(0, FailureCause.Nearest, restored: 48);
        Deploy(0, FailureCause.Nearest);
        var result = DeliveryMeasures.Recovery(Window(), Period);
        result.Value.ShouldBe(2);
        (result.Coverage.Known, result.Coverage.Total).ShouldBe((2, 3));
        // One of three may never end, so in some draws half of them do not.
        result.Interval.ShouldBeNull();
        for (var count = 0; count < 20; count++)
            Deploy(0, FailureCause.Nearest, restored: 24 + count);
        var interval = DeliveryMeasures.Recovery(Window(), Period).Interval!.Value;
        interval.Low.ShouldBeLessThan(interval.High);
        deployments.RemoveRange(3, 20);
        Deploy(0, FailureCause.Nearest);
        Deploy(0, FailureCause.Nearest);
        DeliveryMeasures.Recovery(Window(), Period).Value.ShouldBeNull();
    }

    [Fact]
    public void The_fail_rate_has_wilsons_interval_and_leaves_version_tags_out()
    {
        for (var hours = 0; hours < 9; hours++)
            Deploy(hours);
        Deploy(9, FailureCause.Named, restored: 10);
        deployments.Add(deployments[0] with { Id = Id(), IsApproximation = true });
        var result = DeliveryMeasures.FailRate(Window(), Period);
        result.Value.ShouldBe(0.1);
        result.Interval.ShouldBe(Statistics.Wilson(1, 10));
        result.LeftOut.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void The_stage_whose_halving_helps_most_is_found_by_hand_counted_medians()
    {
        // 2 h coding, 10 h pickup, 2 h review, 2 h deploy: 16 h; halved pickup gives 11 h, any other 15 h.
        for (var count = 0; count < 3; count++)
            Change(first: 0, opened: 2, looked: 12, merged: 14, deployed: 16);
        var waiting = WaitingResult.Of(Window(), Period);
        waiting.Worst!.Key.ShouldBe("pickup");
        waiting.Worst.Halved!.Value.ShouldBe(11 / 24.0, 1e-9);
        waiting.Stages.Select(stage => Math.Round(stage.Share, 3)).ShouldBe([0.125, 0.625, 0.125, 0.125]);
    }

    [Fact]
    public void One_known_stage_cannot_stand_out()
    {
        Change(merged: 2, deployed: 10);
        WaitingResult.Of(Window(), Period).Worst.ShouldBeNull();
    }

    [Fact]
    public void Littles_law_holds_in_a_steady_queue()
    {
        // One opened each day, each open for two days: two are open, one ends a day.
        for (var day = -3; day < 28; day++)
            Change(opened: (24 * day) - 8, merged: (24 * (day + 2)) - 8);
        var law = LittlesLaw.Of(Window(), Period);
        law.UnderWay.ShouldBe(2, 0.1);
        law.MeanDays.ShouldBe(2, 1e-9);
        law.IsSteady.ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(2, 2.9, null)]
    [InlineData(2, 1.3, false)]
    [InlineData(0, 3, null)]
    public void A_queue_that_holds_half_as_many_again_grew(double before, double now, bool? grew) =>
        Law(now).HasGrownSince(Law(before)).ShouldBe(grew);

    private static LittlesLaw Law(double underWay) => new(underWay, 1, 2, 84, 84);

    [Fact]
    public void Cumulative_lines_never_cross()
    {
        Change(first: 0, opened: 2, looked: 30, merged: 60, deployed: 100);
        Change(opened: 40);
        Change(opened: 50, merged: 80, state: DeliveryState.Waiting);
        foreach (var day in CumulativeDay.Of(Window(), Period))
        {
            day.Opened.ShouldBeGreaterThanOrEqualTo(day.Looked);
            day.Looked.ShouldBeGreaterThanOrEqualTo(day.Merged);
            day.Merged.ShouldBeGreaterThanOrEqualTo(day.Deployed);
        }
        CumulativeDay.Of(Window(), Period)[^1].ShouldBe(new(Period.Last, 3, 2, 2, 1));
    }

    [Fact]
    public void Shares_of_the_mix_sum_to_one()
    {
        Change(merged: 5, kind: WorkKind.Fix);
        Change(merged: 6, kind: WorkKind.Feature);
        Change(merged: 7, kind: WorkKind.Fix);
        var mix = WorkMixResult.Of(Window(), Period);
        mix.Kinds.Sum(kind => kind.Share).ShouldBe(1, 1e-9);
        mix.Kinds[0].ShouldBe(new(WorkKind.Fix, 2, 2 / 3.0, null));
    }

    [Theory]
    [InlineData(5, null, null)]
    // By the sign test, from the tables of Conover (1999): the smallest and largest of six, the second of nine, the sixth of twenty.
    [InlineData(6, 1, 6)]
    [InlineData(9, 2, 8)]
    [InlineData(20, 6, 15)]
    public void The_median_lies_between_two_order_statistics(int count, int? low, int? high)
    {
        var bounds = Statistics.MedianBounds([.. Enumerable.Range(1, count).Select(value => (double)value)]);
        bounds?.Low.ShouldBe(low!.Value);
        bounds?.High.ShouldBe(high!.Value);
        (bounds is null).ShouldBe(low is null);
    }

    private DeliveryWindow Window() =>
        new(Period, changes, deployments, 0, Period.Until, changes.ToLookup(change => change.Id));

    private void Deploy(double hours, FailureCause? cause = null, double? restored = null) =>
        deployments.Add(
            new(
                Id(),
                Guid.Empty,
                null,
                null,
                DeliveryWorld.At(hours),
                DeliveryWorld.At(hours),
                false,
                1,
                cause,
                restored is { } back ? DeliveryWorld.At(back) : null,
                null
            )
        );

    private void Change(
        double? first = null,
        double? opened = null,
        double? looked = null,
        double? merged = null,
        double? deployed = null,
        bool isByBot = false,
        WorkKind kind = WorkKind.Feature,
        DeliveryState? state = null
    ) =>
        changes.Add(
            new(
                Id(),
                Guid.Empty,
                null,
                isByBot,
                kind,
                MixDecidedBy.Words,
                12,
                null,
                new ChangeMoments(At(first), At(opened), null, At(looked), At(merged), At(deployed)),
                state ?? (deployed is null ? DeliveryState.NoDeployments : DeliveryState.Delivered),
                false
            )
        );

    private static DateTime? At(double? hours) => hours is { } known ? DeliveryWorld.At(known) : null;

    private Guid Id() => new(changes.Count + 1, (short)deployments.Count, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
