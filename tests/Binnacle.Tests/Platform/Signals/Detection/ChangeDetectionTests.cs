using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Signals.Detection;

/// <summary>Series with a change that is known, and without one. What is measured here stands in docs/signals.md.</summary>
public sealed class ChangeDetectionTests(ITestOutputHelper output)
{
    /// <summary>More of them, for the table in docs/signals.md, by an environment variable.</summary>
    private static readonly int Tries = int.TryParse(
        Environment.GetEnvironmentVariable("BINNACLE_TEST_SERIES"),
        out var many
    )
        ? many
        : 120;

    /// <summary>
    /// The level says one in a hundred. 120 series leave ± 1.8 points of chance at that rate; the bounds have room for it.
    /// </summary>
    [Theory]
    [InlineData("white noise", 0, 0, 365, 0.045)]
    [InlineData("a week's rhythm", 0, 3, 365, 0.045)]
    [InlineData("neighbours alike (ρ = 0.5)", 0.5, 0, 365, 0.05)]
    [InlineData("neighbours alike and a week's rhythm", 0.5, 3, 365, 0.05)]
    [InlineData("a quarter, neighbours alike (ρ = 0.5)", 0.5, 0, 91, 0.06)]
    [InlineData("two years, neighbours alike (ρ = 0.5)", 0.5, 0, 730, 0.045)]
    public void Without_a_change_one_is_seldom_seen(
        string what,
        double persistence,
        double week,
        int count,
        double most
    )
    {
        var alarms = Enumerable
            .Range(1, Tries)
            .AsParallel()
            .Count(seed =>
                ChangeDetection.Look(Series.Make(seed, count, persistence, week)).Kind
                    is ChangeKind.Step
                        or ChangeKind.Drift
            );
        output.WriteLine($"{what}, {count} days: {alarms} of {Tries}");
        (alarms / (double)Tries).ShouldBeLessThanOrEqualTo(most, what);
    }

    [Theory]
    [InlineData("white noise", 0, 0, 1.0)]
    [InlineData("a week's rhythm", 0, 3, 1.0)]
    [InlineData("neighbours alike (ρ = 0.5)", 0.5, 0, 1.5)]
    public void A_change_is_found_and_its_intervals_hold_the_truth(
        string what,
        double persistence,
        double week,
        double step
    )
    {
        const int At = 240;
        var found = Enumerable
            .Range(1, Tries)
            .AsParallel()
            .Select(seed => ChangeDetection.Look(Series.Make(seed, 365, persistence, week, At, step)))
            .Where(finding => finding.Kind is ChangeKind.Step)
            .ToList();
        var day = Series.First.AddDays(At);
        var rightDay = found.Count(finding => finding.Earliest <= day && day <= finding.Latest);
        var rightSize = found.Count(finding => finding.Low <= step && step <= finding.High);
        output.WriteLine($"{what}: found {found.Count} of {Tries}; day held {rightDay}, size held {rightSize}");
        found.Count.ShouldBeGreaterThan(Tries * 9 / 10, what);
        (rightDay / (double)found.Count).ShouldBeGreaterThan(0.88, what);
        (rightSize / (double)found.Count).ShouldBeGreaterThan(0.88, what);
    }

    /// <summary>What is called the smallest change that would be seen is seen about four times of five.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void The_smallest_change_is_as_small_as_it_says(double persistence)
    {
        var smallest = Enumerable
            .Range(1, 25)
            .Select(seed => ChangeDetection.Look(Series.Make(seed, 365, persistence)).Smallest)
            .OfType<double>()
            .Order()
            .ToList();
        var step = smallest[smallest.Count / 2];
        var seen = Enumerable
            .Range(1000, Tries)
            .AsParallel()
            .Count(seed =>
                ChangeDetection.Look(Series.Make(seed, 365, persistence, 0, 182, step)).Kind
                    is ChangeKind.Step
                        or ChangeKind.Drift
            );
        output.WriteLine(
            $"ρ = {persistence}: a step of {step:0.00} standard deviations was seen {seen} times of {Tries}"
        );
        (seen / (double)Tries).ShouldBeInRange(0.62, 0.96);
    }

    [Fact]
    public void A_slope_is_no_day()
    {
        var findings = Enumerable
            .Range(1, 30)
            .Select(seed => ChangeDetection.Look(Series.Make(seed, 365, 0.3, slope: 0.03)))
            .ToList();
        findings.Count(finding => finding.Kind is ChangeKind.Drift).ShouldBeGreaterThan(25);
        findings
            .Where(finding => finding.Kind is ChangeKind.Drift)
            .Count(finding => finding.Low <= 0.9 && 0.9 <= finding.High)
            .ShouldBeGreaterThan(22);
    }

    [Fact]
    public void Of_several_changes_the_newest_is_told_and_the_earlier_are_named()
    {
        var points = Series.Make(7, 500, 0.2, 2, 150, 4);
        for (var index = 380; index < points.Count; index++)
            points[index] = points[index] with { Value = points[index].Value - 6 };
        var finding = ChangeDetection.Look(points);
        finding.Kind.ShouldBe(ChangeKind.Step);
        finding.Around!.Value.DayNumber.ShouldBeInRange(points[376].Date.DayNumber, points[384].Date.DayNumber);
        finding.Low!.Value.ShouldBeLessThan(-5);
        finding.Earlier!.ShouldContain(day => Math.Abs(day.DayNumber - points[150].Date.DayNumber) < 6);
    }

    [Fact]
    public void Wandering_is_told_as_wandering()
    {
        var random = new Random(3);
        var level = 100.0;
        List<MeasurePoint> points =
        [
            .. Enumerable
                .Range(0, 365)
                .Select(index => new MeasurePoint(Series.First.AddDays(index), level += random.NextDouble() - 0.5)),
        ];
        ChangeDetection.Look(points).Kind.ShouldBe(ChangeKind.Wandering);
    }

    [Fact]
    public void Few_points_say_nothing()
    {
        ChangeDetection.Look([]).Kind.ShouldBe(ChangeKind.TooFew);
        ChangeDetection.Look(Series.Make(1, ChangeDetection.LeastPoints - 1)).Kind.ShouldBe(ChangeKind.TooFew);
        ChangeDetection.Look(Series.Make(1, 60, scale: 0)).Kind.ShouldBe(ChangeKind.None);
    }

    [Fact]
    public void One_bad_day_is_no_change()
    {
        var points = Series.Make(11, 200);
        points[100] = points[100] with { Value = 5000 };
        ChangeDetection.Look(points).Kind.ShouldBe(ChangeKind.None);
    }

    /// <summary>Milliseconds or seconds, from zero or from a thousand: the same days, and sizes that scale.</summary>
    [Fact]
    public void The_unit_does_not_matter() =>
        Prop.ForAll(
                Gen.Choose(1, 500).ToArbitrary(),
                Gen.Elements(0.001, 0.25, 1000, 1e6).ToArbitrary(),
                (seed, scale) =>
                {
                    var one = ChangeDetection.Look(Series.Make(seed, 120, 0.2, 1, 70, 2));
                    var other = ChangeDetection.Look(
                        Series.Make(seed, 120, 0.2, 1, 70, 2, level: 100 * scale, scale: scale)
                    );
                    return one.Kind == other.Kind
                        && one.Around == other.Around
                        && Math.Abs(((one.Low ?? 0) * scale) - (other.Low ?? 0)) <= 1e-6 * scale;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(20, 17));

    [Fact]
    public void Five_years_are_looked_at_within_the_time_of_a_page()
    {
        var points = Series.Make(5, 5 * 365, 0.4, 2, 1500, 1.5);
        ChangeDetection.Look(points);
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var again = 0; again < 5; again++)
            ChangeDetection.Look(points);
        var each = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds / 5;
        output.WriteLine($"{each:0} ms");
        each.ShouldBeLessThan(1500);
    }
}
