using Binnacle.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform;

public sealed class RateRatioTests
{
    /// <summary>The example of R's <c>poisson.test</c>: 11 events in 800 against 21 in 3011.</summary>
    [Fact]
    public void It_agrees_with_the_reference_implementation()
    {
        var ratio = RateRatio.Exact(21, 1083 + 1050 + 878, 11, 800);
        ratio.Low.ShouldBe(0.8584264, 1e-6);
        ratio.High.ShouldBe(4.2772659, 1e-6);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(30)]
    public void Nothing_after_has_a_bound_that_can_be_worked_out_by_hand(int before)
    {
        var share = 1 - Math.Pow(0.025, 1.0 / before);
        var ratio = RateRatio.Exact(before, 300, 0, 200);
        ratio.Low.ShouldBe(0);
        ratio.High.ShouldBe(share / (1 - share) * 300 / 200, 1e-9);
    }

    [Fact]
    public void Nothing_before_leaves_the_upper_end_open()
    {
        var ratio = RateRatio.Exact(0, 100, 3, 100);
        ratio.High.ShouldBe(double.PositiveInfinity);
        ratio.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Before_and_after_exchanged_give_the_inverse_and_the_interval_holds_the_ratio() =>
        Prop.ForAll(
                Gen.Choose(1, 60).ToArbitrary(),
                Gen.Choose(1, 60).ToArbitrary(),
                Gen.Choose(1, 900).ToArbitrary(),
                (before, after, days) =>
                {
                    var one = RateRatio.Exact(before, days, after, 365);
                    var other = RateRatio.Exact(after, 365, before, days);
                    var ratio = (double)after / 365 / ((double)before / days);
                    return one.Low < ratio
                        && ratio < one.High
                        && Math.Abs((one.Low * other.High) - 1) < 1e-6
                        && Math.Abs((one.High * other.Low) - 1) < 1e-6;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Longer_without_it_only_lowers_the_upper_end() =>
        Prop.ForAll(
                Gen.Choose(1, 40).ToArbitrary(),
                Gen.Choose(1, 500).ToArbitrary(),
                (before, days) =>
                    RateRatio.Exact(before, 365, 0, days + 1).High < RateRatio.Exact(before, 365, 0, days).High
            )
            .QuickCheckThrowOnFailure();
}

public sealed class BootstrapTests
{
    private static readonly Arbitrary<Duration[]> Samples = Gen.Choose(1, 2000)
        .Zip(Gen.Choose(0, 9))
        .Select(row => new Duration(row.Item1 / 100.0, row.Item2 > 1))
        .NonEmptyListOf()
        .Select(rows => rows.ToArray())
        .ToArbitrary();

    [Fact]
    public void The_same_values_in_any_order_give_the_same_interval() =>
        Prop.ForAll(
                Samples,
                values => Bootstrap.TimeUntil(values, 0.5) == Bootstrap.TimeUntil([.. values.Reverse()], 0.5)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void It_lies_within_the_values_and_in_order() =>
        Prop.ForAll(
                Samples,
                values =>
                    Bootstrap.TimeUntil(values, 0.5) is not { } interval
                    || (
                        interval.Low <= interval.High
                        && interval.Low >= values.Min(value => value.Days)
                        && (double.IsInfinity(interval.High) || interval.High <= values.Max(value => value.Days))
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_value_says_nothing_of_how_far_it_would_move() =>
        Bootstrap.TimeUntil([new(3, true)], 0.5).ShouldBeNull();

    [Fact]
    public void Where_too_many_still_run_the_upper_end_is_open()
    {
        var values = Enumerable.Range(1, 20).Select(day => new Duration(day, day <= 11)).ToList();
        double.IsInfinity(Bootstrap.TimeUntil(values, 0.5)!.Value.High).ShouldBeTrue();
    }

    /// <summary>Of 1 to 99 the order statistics that hold the median at 95 % are about the 40th and the 60th.</summary>
    [Fact]
    public void It_is_about_what_order_statistics_give()
    {
        var values = Enumerable.Range(1, 99).Select(day => new Duration(day, true)).ToList();
        var interval = Bootstrap.TimeUntil(values, 0.5)!.Value;
        interval.Low.ShouldBeInRange(37, 43);
        interval.High.ShouldBeInRange(57, 63);
        // Of the ninth tenth the 84th and the 95th, and the median is what it is alone.
        var both = Bootstrap.TimesUntil(values, 0.5, 0.9)!;
        both[0].ShouldBe(interval);
        both[1].Low.ShouldBeInRange(81, 87);
        both[1].High.ShouldBeInRange(92, 98);
    }
}
