using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Order;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Debt;

public sealed class FillingTests
{
    private static readonly HashSet<int> None = [];

    [Fact]
    public void No_other_set_that_fits_stops_more_cost()
    {
        var cases =
            from count in Gen.Choose(1, 12)
            from costs in Gen.Choose(0, 5_000).ArrayOf(count)
            from halfDays in Gen.Choose(1, 50).ArrayOf(count)
            from room in Gen.Choose(0, 150)
            select (Items: Items(costs, halfDays), Capacity: room / 10.0);
        Prop.ForAll(
                cases.ToArbitrary(),
                drawn =>
                {
                    var filling = Filling.Of(drawn.Items, drawn.Capacity, None);
                    filling.IsExact.ShouldBeTrue();
                    filling.Weeks.ShouldBeLessThanOrEqualTo(drawn.Capacity + 1e-9);
                    filling.Cost.ShouldBe(Best(drawn.Items, drawn.Capacity), 1e-6);
                    filling.Chosen.Concat(filling.LeftOut).ShouldBe(drawn.Items, ignoreOrder: true);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }

    [Fact]
    public void What_is_mandatory_goes_in_first_though_it_pays_back_less()
    {
        var items = Items([9_000, 100], [10, 10]);
        Numbers(Filling.Of(items, 1, None)).ShouldBe([1]);
        Numbers(Filling.Of(items, 1, new HashSet<int> { 2 })).ShouldBe([2]);
        Numbers(Filling.Of(items, 0.9, new HashSet<int> { 2 })).ShouldBeEmpty("it does not fit");
    }

    [Fact]
    public void Too_many_to_try_are_taken_by_CD3_and_that_is_said()
    {
        var items = Items([.. Enumerable.Range(1, 400)], [.. Enumerable.Repeat(40, 400)]);
        var filling = Filling.Of(items, 1_200, None);
        filling.IsExact.ShouldBeFalse();
        Numbers(filling).ShouldBe(Enumerable.Range(101, 300), ignoreOrder: true);
        Filling.Of(items, 800, None).IsExact.ShouldBeTrue();
    }

    [Fact]
    public void An_item_that_costs_nothing_is_not_planned() =>
        Filling.Of(Items([0, 5], [1, 1]), 9, None).Chosen.Select(item => item.Number).ShouldBe([2]);

    private static IEnumerable<int> Numbers(Filling filling) => filling.Chosen.Select(item => item.Number);

    private static Waiting[] Items(int[] costs, int[] halfDays) =>
        [
            .. costs
                .Zip(halfDays, (cost, steps) => (Cost: (double)cost, Weeks: steps / 10.0))
                .Select((row, index) => new Waiting(index + 1, new(row.Cost, row.Cost), new(row.Weeks, row.Weeks))),
        ];

    /// <summary>Every set there is.</summary>
    private static double Best(Waiting[] items, double capacity)
    {
        var best = 0.0;
        for (var set = 0; set < 1 << items.Length; set++)
        {
            var chosen = items.Where((_, index) => (set & (1 << index)) != 0).ToList();
            if (chosen.Sum(item => item.MiddleWeeks) <= capacity + 1e-9)
                best = Math.Max(best, chosen.Sum(item => item.CostAWeek));
        }
        return best;
    }
}
