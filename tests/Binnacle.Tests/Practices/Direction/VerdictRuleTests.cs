using Binnacle.Platform.Signals;
using Binnacle.Practices.Direction.Bets;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Direction;

public sealed class VerdictRuleTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void The_verdict_depends_on_the_points_up_to_the_day_and_on_nothing_after_it()
    {
        var point =
            from ago in Gen.Choose(-30, 60)
            from value in Gen.Choose(-100, 100)
            select new MeasurePoint(Day.AddDays(-ago), value);
        var cases =
            from points in point.ListOf()
            from up in Gen.Elements(true, false)
            from threshold in Gen.Choose(-100, 100)
            from later in Gen.Choose(3, 400)
            select (Points: points.DistinctBy(each => each.Date).ToList(), up, threshold, later);
        Prop.ForAll(
                cases.ToArbitrary(),
                drawn =>
                {
                    var today = Day.AddDays(drawn.later);
                    var judged = VerdictRule.Judge(drawn.Points, drawn.up, drawn.threshold, Day, today)!;
                    var known = drawn.Points.Where(each => each.Date <= Day).ToList();
                    VerdictRule.Judge(known, drawn.up, drawn.threshold, Day, today).ShouldBe(judged);
                    VerdictRule
                        .Judge([.. known.AsEnumerable().Reverse()], drawn.up, drawn.threshold, Day, Day.AddDays(3))
                        .ShouldBe(judged);
                    (judged.Verdict is BetVerdict.NotMeasurable).ShouldBe(judged.Points == 0);
                    (judged.Value is null).ShouldBe(judged.Points == 0);
                    if (judged.Value is { } value)
                    {
                        (judged.Verdict is BetVerdict.Held).ShouldBe(
                            drawn.up ? value >= drawn.threshold : value <= drawn.threshold
                        );
                        // A bet the other way round is lost where this one is won, unless it is hit exactly.
                        var other = VerdictRule.Judge(known, !drawn.up, drawn.threshold, Day, today)!;
                        if (!value.Equals(drawn.threshold))
                            other.Verdict.ShouldNotBe(judged.Verdict);
                        judged.FirstOn!.Value.ShouldBeLessThanOrEqualTo(judged.LastOn!.Value);
                        judged.LastOn.Value.ShouldBeLessThanOrEqualTo(Day);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 5));
    }

    [Fact]
    public void Nothing_is_judged_before_its_day_and_late_points_are_waited_for()
    {
        MeasurePoint[] points = [new(Day.AddDays(-2), 5)];
        VerdictRule.Judge(points, true, 5, Day, Day.AddDays(-1)).ShouldBeNull();
        VerdictRule.Judge(points, true, 5, Day, Day)!.Verdict.ShouldBe(BetVerdict.Held, "exactly is enough");
        VerdictRule.Judge([], true, 5, Day, Day.AddDays(2)).ShouldBeNull("points may come late");
        VerdictRule.Judge([], true, 5, Day, Day.AddDays(3))!.Why.ShouldBe("There was no point by the check date.");
    }

    [Fact]
    public void One_odd_day_decides_nothing_and_a_monthly_measure_counts()
    {
        var daily = Enumerable
            .Range(0, 14)
            .Select(ago => new MeasurePoint(Day.AddDays(-ago), ago == 0 ? 90 : 10))
            .ToList();
        VerdictRule
            .Judge(daily, true, 50, Day, Day)!
            .ShouldBe(new(BetVerdict.NotHeld, 10, 14, Day.AddDays(-13), Day, "The median of 14 points."));
        VerdictRule
            .Judge([new(Day.AddDays(-30), 60), new(Day.AddDays(-34), 1)], true, 50, Day, Day)!
            .Value.ShouldBe(60);
        var old = VerdictRule.Judge([new(Day.AddDays(-35), 60)], true, 50, Day, Day.AddDays(3))!;
        old.Verdict.ShouldBe(BetVerdict.NotMeasurable);
        old.Why.ShouldStartWith("The newest point by then was of 27 Apr 2026");
    }
}
