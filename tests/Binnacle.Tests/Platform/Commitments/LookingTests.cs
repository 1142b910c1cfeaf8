using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Signals;

namespace Binnacle.Tests.Platform.Commitments;

public sealed class LookingTests
{
    private static readonly DateOnly LookOn = Series.Done.AddDays(28);
    private static readonly DateTime Now = LookOn.AddDays(1).ToDateTime(new TimeOnly(0, 40), DateTimeKind.Utc);

    [Theory]
    [InlineData(5, true, null, Verdict.Improved, false)]
    [InlineData(5, true, 4.0, Verdict.Improved, false)]
    [InlineData(5, true, 20.0, Verdict.Improved, true)]
    [InlineData(-5, false, null, Verdict.Improved, false)]
    [InlineData(5, false, null, Verdict.Worse, false)]
    [InlineData(-5, true, 1.0, Verdict.Worse, false)]
    [InlineData(0, true, null, Verdict.NoEvidence, false)]
    [InlineData(0, false, 3.0, Verdict.NoEvidence, false)]
    public void A_measure_comes_to_its_verdict(double step, bool up, double? atLeast, Verdict verdict, bool less)
    {
        var look = OfMeasure(Series.Of(7, memory: 0.3, season: 3, step: step), up, atLeast);
        look.Verdict.ShouldBe(verdict);
        look.LessThanPromised.ShouldBe(less);
        look.Method.ShouldBe(ComparisonMethod.Weeks);
        (look.CountBefore, look.CountAfter).ShouldBe((56, 28));
        look.Detectable!.Value.ShouldBeInRange(0.2, 4);
        (look.BeforeFrom, look.BeforeTo).ShouldBe((Series.Made.AddDays(-56), Series.Made.AddDays(-1)));
        (look.AfterFrom, look.AfterTo).ShouldBe((Series.Done.AddDays(1), LookOn));
    }

    [Fact]
    public void What_cannot_be_measured_says_why()
    {
        var points = Series.Of(7);
        Why(points, exists: false).ShouldBe(Unmeasurable.MeasureGone);
        Why(points, unit: "min").ShouldBe(Unmeasurable.UnitChanged);
        Why(points.ConvertAll(point => point with { Version = point.Date > Series.Done ? 2 : 1 }))
            .ShouldBe(Unmeasurable.DefinitionChanged);
        Why(points.FindAll(point => point.Date >= Series.Made)).ShouldBe(Unmeasurable.NothingBefore);
        Why(points.FindAll(point => point.Date >= Series.Made.AddDays(-6))).ShouldBe(Unmeasurable.TooFewBefore);
        Why(points.FindAll(point => point.Date <= Series.Done)).ShouldBe(Unmeasurable.NothingAfter);
        Why(points.FindAll(point => point.Date <= Series.Done.AddDays(6))).ShouldBe(Unmeasurable.TooFewAfter);

        Unmeasurable Why(List<MeasurePoint> points, bool exists = true, string unit = "orders")
        {
            var series = new EffectSeries(exists, "Orders", unit, points, []);
            var look = Looking.Look(Promise(true, null), series, LookOn, Now);
            look.Verdict.ShouldBe(Verdict.NotMeasurable);
            VerdictWords.Sentence(Promise(true, null), look).ShouldStartWith("Not measurable: ");
            return look.Unmeasurable;
        }
    }

    [Fact]
    public void Words_say_the_change_its_bounds_and_what_could_have_been_seen()
    {
        var none = OfMeasure(Series.Of(7, season: 2), true, 3);
        VerdictWords
            .Sentence(Promise(true, 3), none)
            .ShouldMatch(
                @"^No evidence: from \S+ orders to \S+ orders, a change of [+−]\S+ orders \([+−]\S+ to [+−]\S+ at 95 %\)\. A change of \S+ orders or more would probably have been seen\.$"
            );
        var less = OfMeasure(Series.Of(7, step: 5), true, 20);
        VerdictWords
            .Sentence(Promise(true, 20), less)
            .ShouldStartWith("Improved, but by less than the 20 orders promised: ");
    }

    [Theory]
    // 56 of 70 against 48 of 80 is the first example of Newcombe (1998): 0.0524 to 0.3339 by his method 10.
    [InlineData("share", 48.0 / 80, 80, 56.0 / 70, 70, "changes", Verdict.Improved, Unmeasurable.No)]
    [InlineData("share", 0.30, 20, 0.35, 20, "changes", Verdict.NoEvidence, Unmeasurable.No)]
    [InlineData("share", 0.60, 200, 0.30, 200, "changes", Verdict.Worse, Unmeasurable.No)]
    [InlineData("share", 0.00, 1, 1.00, 1, "repositories", Verdict.Improved, Unmeasurable.No)]
    [InlineData("share", 0.50, 4, 0.50, 4, "repositories", Verdict.NoEvidence, Unmeasurable.No)]
    [InlineData("share", 0.50, 0, 0.90, 40, "changes", Verdict.NotMeasurable, Unmeasurable.NoInterval)]
    [InlineData("days", 15, 40, 7, 50, "changes", Verdict.NotMeasurable, Unmeasurable.NoInterval)]
    public void A_check_is_compared_on_two_days(
        string unit,
        double before,
        int sampleBefore,
        double after,
        int sampleAfter,
        string of,
        Verdict verdict,
        Unmeasurable why
    )
    {
        var look = OfCheck(
            Level(Series.Made, before, sampleBefore, unit, of),
            Level(LookOn, after, sampleAfter, unit, of)
        );
        (look.Verdict, look.Unmeasurable).ShouldBe((verdict, why));
        (look.BeforeFrom, look.AfterTo).ShouldBe((Series.Made, LookOn));
    }

    [Fact]
    public void Newcombes_example_has_his_bounds()
    {
        var between = LevelComparison.Newcombe(48.0 / 80, 80, 56.0 / 70, 70);
        between.Low.ShouldBe(0.0524, 0.0001);
        between.High.ShouldBe(0.3339, 0.0001);
    }

    [Fact]
    public void A_check_that_changed_its_rule_is_not_compared()
    {
        var look = OfCheck(Level(Series.Made, 0.2, 40), Level(LookOn, 0.8, 40, version: 2));
        look.Unmeasurable.ShouldBe(Unmeasurable.DefinitionChanged);
        OfCheck(Level(Series.Made.AddDays(-36), 0.2, 40), Level(LookOn, 0.8, 40))
            .Unmeasurable.ShouldBe(Unmeasurable.NothingBefore);
        OfCheck(Level(Series.Made, 0.2, 40), Level(Series.Done, 0.8, 40))
            .Unmeasurable.ShouldBe(Unmeasurable.NothingAfter);
    }

    [Fact]
    public void What_is_closed_late_is_looked_at_late_and_what_is_dropped_never()
    {
        var late = Promise(true, null, closed: false);
        late.Close(ClosureOutcome.Done, null, Now.AddDays(10), "Bob");
        late.LookOn.ShouldBe(DateOnly.FromDateTime(Now).AddDays(10 + 28));
        var dropped = Promise(true, null, closed: false);
        dropped.Close(ClosureOutcome.Dropped, "No time", Now, "Bob");
        dropped.LookOn.ShouldBeNull();
    }

    private static Verification OfMeasure(List<MeasurePoint> points, bool up, double? atLeast) =>
        Looking.Look(Promise(up, atLeast), new(true, "Orders", "orders", points, []), LookOn, Now);

    private static Verification OfCheck(params Snapshot[] levels)
    {
        var commitment = Promise(true, null, measure: false);
        return Looking.Look(commitment, new(true, "Share", levels[^1].Unit, [], levels), LookOn, Now);
    }

    private static Snapshot Level(
        DateOnly day,
        double number,
        int sample,
        string unit = "share",
        string of = "changes",
        int version = 1
    ) =>
        new()
        {
            Date = day,
            Number = number,
            SampleCount = sample,
            SampleOf = of,
            Unit = unit,
            Version = version,
        };

    private static Commitment Promise(bool up, double? atLeast, bool measure = true, bool closed = true)
    {
        var commitment = new Commitment
        {
            Number = 1,
            Title = "Sell more",
            DueOn = Series.Done,
            ExpectedMeasure = measure ? "orders" : null,
            ExpectedCheckId = measure ? null : "debt.share",
            ExpectedScope = measure ? null : "organization",
            ExpectedUp = up,
            ExpectedAtLeast = atLeast,
            VerifyOn = LookOn,
            UnitBefore = measure ? "orders" : null,
            VersionBefore = 1,
            MadeAt = Series.Made.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc),
        };
        if (closed)
            commitment.Close(
                ClosureOutcome.Done,
                null,
                Series.Done.ToDateTime(new TimeOnly(17, 0), DateTimeKind.Utc),
                "Bob"
            );
        return commitment;
    }
}
