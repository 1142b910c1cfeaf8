using Binnacle.Platform.Commitments;
using Binnacle.Platform.Signals;

namespace Binnacle.Tests.Platform.Commitments;

/// <summary>What docs/commitments.md says of the verdict's errors, on series whose truth is known.</summary>
public sealed class WeekComparisonTests
{
    private const int Runs = 4000;

    /// <summary>The nominal rate is 5 %. Rates are stated in docs/commitments.md; the bounds leave three standard errors.</summary>
    [Theory]
    [InlineData("white noise", 0.0, 0.0, 0.0, 4, 0.065)]
    [InlineData("a season of the week", 0.0, 5.0, 0.0, 4, 0.065)]
    [InlineData("days that resemble each other", 0.5, 0.0, 0.0, 4, 0.065)]
    [InlineData("resembling days, season, a fifth missing", 0.5, 5.0, 0.2, 4, 0.07)]
    [InlineData("one week after", 0.5, 5.0, 0.0, 1, 0.07)]
    [InlineData("twelve weeks after", 0.5, 0.0, 0.0, 12, 0.065)]
    [InlineData("days that resemble each other closely", 0.8, 0.0, 0.0, 4, 0.10)]
    public void No_change_is_seldom_taken_for_one(
        string kind,
        double memory,
        double season,
        double missing,
        int weeksAfter,
        double atMost
    )
    {
        var rate = Series.Alarms(
            Runs,
            seed => Series.Of(seed, memory, season, missing: missing, weeksAfter: weeksAfter),
            weeksAfter
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {rate:P1}");
        rate.ShouldBeInRange(0.005, atMost, kind);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 5)]
    public void A_change_of_the_size_called_detectable_is_found_four_times_in_five(double memory, double season)
    {
        var detectable = Enumerable
            .Range(0, 400)
            .Average(seed => WeekComparison.Compare(Series.Of(seed, memory, season), Series.Windows())!.Detectable);
        var found = Series.Alarms(2000, seed => Series.Of(seed + 5000, memory, season, step: detectable));
        found.ShouldBeInRange(0.72, 0.90);
    }

    [Fact]
    public void The_change_is_estimated_without_bias_and_held_by_its_interval()
    {
        var changes = new List<double>();
        var held = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var found = WeekComparison.Compare(
                Series.Of(seed, memory: 0.5, season: 6, step: -2, missing: 0.15),
                Series.Windows()
            )!;
            changes.Add(found.Change);
            held += found.Interval.Low <= -2 && found.Interval.High >= -2 ? 1 : 0;
        }
        changes.Average().ShouldBe(-2, 0.03);
        (held / 2000.0).ShouldBeInRange(0.93, 0.995);
    }

    [Fact]
    public void Only_weekends_missing_before_is_no_change()
    {
        var points = Series.Of(3, season: 20, noise: 0.5);
        points.RemoveAll(point =>
            point.Date < Series.Made.AddDays(-14) && point.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        );
        var found = WeekComparison.Compare(points, Series.Windows())!;
        // Untouched, a week without its weekend would stand 5.7 higher.
        Math.Abs(found.Change).ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Values_that_never_move_are_not_certain()
    {
        var same = Steady(before: 4, after: 4);
        same.Change.ShouldBe(0);
        var step = Steady(before: 4, after: 2);
        step.Change.ShouldBe(-2);
        (step.Interval.High - step.Interval.Low).ShouldBeGreaterThan(0.5);
        step.Interval.High.ShouldBeLessThan(0);
    }

    [Fact]
    public void Without_three_weeks_there_is_nothing_to_compare()
    {
        var one = Series.Of(1, weeksAfter: 1).Where(point => point.Date >= Series.Made.AddDays(-7)).ToList();
        WeekComparison.Compare(one, Series.Windows(1)).ShouldBeNull();
        WeekComparison.Compare([], Series.Windows()).ShouldBeNull();
    }

    [Fact]
    public void A_measure_of_one_point_a_week_is_compared_as_it_is()
    {
        var weekly = Series.Of(9, step: 8, weeksAfter: 8).Where(point => point.Date.DayOfWeek is DayOfWeek.Monday);
        var found = WeekComparison.Compare([.. weekly], Series.Windows(8))!;
        found.Change.ShouldBe(8, 2);
        found.Interval.Low.ShouldBeGreaterThan(0);
    }

    private static Difference Steady(double before, double after)
    {
        var points = Series
            .Of(1)
            .Select(point => new MeasurePoint(point.Date, point.Date > Series.Done ? after : before));
        return WeekComparison.Compare([.. points], Series.Windows())!;
    }
}
