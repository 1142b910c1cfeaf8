using Binnacle.Platform;
using Binnacle.Practices.Debt.Order;
using Binnacle.Practices.Debt.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Debt;

public sealed class OrderTests
{
    [Fact]
    public void Of_independent_linear_items_no_order_loses_less_than_that_by_cd3()
    {
        var items =
            from count in Gen.Choose(1, 7)
            from costs in Gen.Choose(0, 5_000).ArrayOf(count)
            from weeks in Gen.Choose(1, 60).ArrayOf(count)
            select costs.Zip(weeks, (cost, week) => (Cost: cost, Weeks: week / 4.0)).ToArray();
        Prop.ForAll(
                items.ToArbitrary(),
                rows =>
                {
                    var waiting = rows.Select(
                        (row, index) => new Waiting(index + 1, new(row.Cost, row.Cost), new(row.Weeks, row.Weeks))
                    );
                    var ordered = new Portfolio(waiting).Items;
                    var best = Permutations([.. ordered]).Min(Lost);
                    Lost(ordered).ShouldBe(best, 1e-6 * (1 + best));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }

    [Fact]
    public void With_ranges_the_middle_orders_and_the_same_items_draw_the_same()
    {
        Waiting[] items =
        [
            new(1, new(0, 10_000), new(1, 3)),
            new(2, new(8_000, 9_000), new(1, 2)),
            new(3, new(4_900, 5_100), new(1.9, 2.1)),
        ];
        var places = new Portfolio(items).Places;

        places.Select(place => place.Number).ShouldBe([2, 1, 3]);
        new Portfolio(items.Reverse()).Places.ShouldBe(places);
        places[0].BeatsNext!.Value.ShouldBeGreaterThan(0.9);
        places[1].IsNoise.ShouldBeTrue("a wide range and a narrow one with the same middle");
        places[^1].BeatsNext.ShouldBeNull();
    }

    [Fact]
    public void One_beats_the_other_as_often_as_the_other_is_beaten()
    {
        var first = Draws.Scores(new(4, new(100, 900), new(1, 5)));
        var second = Draws.Scores(new(9, new(300, 600), new(2, 3)));
        (Draws.Beats(first, second) + Draws.Beats(second, first)).ShouldBe(1, 1e-12);
        Draws.Beats(first, first).ShouldBe(0.5);
    }

    [Theory]
    [InlineData(Urgency.Linear, null, 13, 1_300)]
    [InlineData(Urgency.Deadline, 5.0, 13, 1_000)] // Finished after 15 weeks, 10 of them past the deadline.
    [InlineData(Urgency.Deadline, 0.0, 13, 1_300)]
    [InlineData(Urgency.Deadline, 40.0, 13, 0)]
    [InlineData(Urgency.CanWait, 5.0, 13, 1_000)]
    [InlineData(Urgency.Peak, 5.0, 13, 300)] // Two weeks of work: three of the five weeks can be saved.
    [InlineData(Urgency.Peak, 1.0, 13, 0)] // Too late already.
    [InlineData(Urgency.Peak, 40.0, 13, 1_300)]
    public void What_waiting_costs_follows_the_profile(Urgency urgency, double? urgentIn, double weeks, double lost) =>
        new Waiting(1, new(100, 100), new(2, 2), urgency, urgentIn).CostOfWaiting(weeks).ShouldBe(lost, 1e-9);

    [Fact]
    public void The_band_holds_its_middle_and_grows()
    {
        var curve = Portfolio.Curve([new(1, new(100, 300), new(1, 2)), new(2, new(0, 50), new(1, 2))]);
        curve[0].ShouldBe((0, 0, 0, 0));
        curve.ShouldAllBe(point => point.Low <= point.Middle && point.Middle <= point.High);
        curve[13].Middle.ShouldBeInRange(13 * 200, 13 * 250);
        curve.Zip(curve.Skip(1)).ShouldAllBe(pair => pair.First.High < pair.Second.High);
    }

    /// <summary>Each item costs its weekly cost until it is finished.</summary>
    private static double Lost(IReadOnlyList<Waiting> order)
    {
        var (at, lost) = (0.0, 0.0);
        foreach (var item in order)
        {
            at += item.MiddleWeeks;
            lost += at * item.MiddleCost;
        }
        return lost;
    }

    private static IEnumerable<List<Waiting>> Permutations(List<Waiting> items) =>
        items.Count <= 1
            ? [items]
            : items.SelectMany(first =>
                Permutations([.. items.Where(other => other != first)]).Select(rest => (List<Waiting>)[first, .. rest])
            );
}
