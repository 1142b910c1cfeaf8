using Binnacle.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform;

public sealed class StatisticsTests
{
    private static readonly Arbitrary<double[]> Samples = Gen.Choose(-1000, 1000)
        .Select(value => value / 8.0)
        .NonEmptyListOf()
        .Select(values => values.ToArray())
        .ToArbitrary();

    [Theory]
    [InlineData(new[] { 5.0 }, 0.5, 5.0)]
    [InlineData(new[] { 1.0, 2.0, 3.0, 4.0 }, 0.5, 2.5)]
    [InlineData(new[] { 4.0, 1.0, 3.0, 2.0 }, 0.25, 1.75)]
    [InlineData(new[] { 15.0, 20.0, 35.0, 40.0, 50.0 }, 0.4, 29.0)]
    public void Quantiles_are_those_of_definition_7(double[] values, double share, double expected) =>
        Statistics.Quantile(values, share).ShouldBe(expected, 1e-12);

    [Fact]
    public void A_median_leaves_at_most_half_on_either_side() =>
        Prop.ForAll(
                Samples,
                values =>
                {
                    var median = Statistics.Median(values);
                    return values.Count(value => value < median) * 2 <= values.Length
                        && values.Count(value => value > median) * 2 <= values.Length;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Quantiles_rise_from_the_least_to_the_greatest() =>
        Prop.ForAll(
                Samples,
                values =>
                {
                    var steps = Enumerable
                        .Range(0, 21)
                        .Select(step => Statistics.Quantile(values, step / 20.0))
                        .ToList();
                    return steps[0].Equals(values.Min())
                        && steps[^1].Equals(values.Max())
                        && steps.Zip(steps.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(1, 10, 0.0179, 0.4042)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(10, 10, 0.7225, 1)]
    public void Wilson_agrees_with_published_tables(int successes, int trials, double low, double high)
    {
        var interval = Statistics.Wilson(successes, trials);
        interval.Low.ShouldBe(low, 1e-4);
        interval.High.ShouldBe(high, 1e-4);
    }

    [Fact]
    public void Wilson_bounds_are_where_the_score_test_just_rejects() =>
        Prop.ForAll(
                Gen.Choose(1, 500).SelectMany(n => Gen.Choose(0, n).Select(k => (K: k, N: n))).ToArbitrary(),
                sample =>
                {
                    var interval = Statistics.Wilson(sample.K, sample.N);
                    var share = (double)sample.K / sample.N;
                    bool Rejects(double p) =>
                        Math.Abs(Math.Abs(share - p) - (1.959963984540054 * Math.Sqrt(p * (1 - p) / sample.N))) < 1e-9;
                    return interval.Low <= share
                        && share <= interval.High
                        && (sample.K == 0 || Rejects(interval.Low))
                        && (sample.K == sample.N || Rejects(interval.High));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void With_nothing_waiting_the_time_is_the_first_by_which_the_share_is_over() =>
        Prop.ForAll(
                Samples,
                Gen.Choose(1, 10).Select(tenth => tenth / 10.0).ToArbitrary(),
                (values, share) =>
                {
                    var days = Array.ConvertAll(values, Math.Abs);
                    var expected = days.Order()
                        .First(day => days.Count(other => other <= day) >= (share * days.Length) - 1e-9);
                    return Statistics.TimeUntil([.. days.Select(day => new Duration(day, true))], share) == expected;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Waiting_longer_never_makes_the_time_shorter() =>
        Prop.ForAll(
                Samples,
                Samples,
                (over, waiting) =>
                {
                    Duration[] done = [.. over.Select(day => new Duration(Math.Abs(day), true))];
                    Duration[] open = [.. waiting.Select(day => new Duration(1e6 + Math.Abs(day), false))];
                    var without = Statistics.TimeUntil(done, 0.5)!.Value;
                    return Statistics.TimeUntil([.. done, .. open], 0.5) is not { } with || with >= without;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Kaplan_and_Meier_agree_with_a_worked_example()
    {
        // Remission times of the treated group of Freireich et al. (1963), in weeks: the published median is 23.
        int[] over = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        int[] waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        Duration[] all =
        [
            .. over.Select(week => new Duration(week, true)),
            .. waiting.Select(week => new Duration(week, false)),
        ];
        Statistics.TimeUntil(all, 0.5).ShouldBe(23);
        Statistics.TimeUntil(all, 0.9).ShouldBeNull();
    }
}
