using Binnacle.Practices.Outcomes.Objectives;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Outcomes;

public sealed class ScoringTests
{
    private static readonly Arbitrary<(double Start, double Target, double Current)> Cases = (
        from start in Gen.Choose(-10_000, 10_000)
        from way in Gen.Choose(1, 10_000)
        from isDown in Gen.Elements(true, false)
        from share in Gen.Choose(-200, 300)
        let target = isDown ? start - way : start + way
        select ((double)start / 7, (double)target / 7, (start + ((target - start) * share / 100.0)) / 7)
    ).ToArbitrary();

    [Theory]
    [InlineData(38, 42, 40, 0.5)]
    [InlineData(42, 38, 40, 0.5)]
    [InlineData(3.1, 2, 2, 1)]
    [InlineData(0, 10, -3, 0)]
    [InlineData(10, 0, 13, 0)]
    [InlineData(-5, 5, 20, 1)]
    public void Up_or_down_from_any_start(double start, double target, double current, double score) =>
        Scoring.Score(start, target, current).ShouldBe(score, 1e-12);

    [Fact]
    public void Below_the_start_progress_says_so_and_the_score_does_not() =>
        (Scoring.Progress(10, 20, 5), Scoring.Score(10, 20, 5)).ShouldBe((-0.5, 0));

    [Fact]
    public void A_score_stays_between_0_and_1() =>
        Check(row => Scoring.Score(row.Start, row.Target, row.Current).ShouldBeInRange(0, 1));

    [Fact]
    public void Nearer_to_the_target_never_scores_less() =>
        Check(row =>
        {
            var nearer = row.Current + ((row.Target - row.Current) * 0.25);
            var isShort = Scoring.Progress(row.Start, row.Target, row.Current) <= 1;
            if (isShort)
                Scoring
                    .Score(row.Start, row.Target, nearer)
                    .ShouldBeGreaterThanOrEqualTo(Scoring.Score(row.Start, row.Target, row.Current));
        });

    [Fact]
    public void Another_unit_scores_the_same() =>
        Check(row =>
        {
            // Celsius to Fahrenheit, euros to cents: a factor and an offset, or a sign turned round.
            foreach (var (factor, offset) in new[] { (1.8, 32.0), (100, 0), (-1, 0), (1e-6, 5) })
                Scoring
                    .Score(
                        (row.Start * factor) + offset,
                        (row.Target * factor) + offset,
                        (row.Current * factor) + offset
                    )
                    .ShouldBe(Scoring.Score(row.Start, row.Target, row.Current), 1e-3);
        });

    [Fact]
    public void The_way_down_mirrors_the_way_up() =>
        Check(row =>
            Scoring
                .Score(-row.Start, -row.Target, -row.Current)
                .ShouldBe(Scoring.Score(row.Start, row.Target, row.Current))
        );

    [Fact]
    public void An_objective_lies_between_its_key_results_and_does_not_mind_the_scale_of_weights()
    {
        var results =
            from count in Gen.Choose(1, 8)
            from scores in Gen.Choose(0, 100).ArrayOf(count)
            from weights in Gen.Choose(1, 50).ArrayOf(count)
            select scores.Zip(weights, (score, weight) => ((double?)(score / 100.0), (double)weight)).ToArray();
        Prop.ForAll(
                results.ToArbitrary(),
                rows =>
                {
                    var mean = Scoring.Objective(rows)!.Value;
                    mean.ShouldBeInRange(
                        rows.Min(row => row.Item1!.Value) - 1e-9,
                        rows.Max(row => row.Item1!.Value) + 1e-9
                    );
                    Scoring.Objective(rows.Select(row => (row.Item1, row.Item2 * 3)))!.Value.ShouldBe(mean, 1e-9);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }

    [Fact]
    public void What_is_not_known_is_left_out_and_nothing_known_is_unknown()
    {
        Scoring.Objective([(0.4, 1), (null, 5), (0.8, 3)])!.Value.ShouldBe(0.7, 1e-12);
        Scoring.Objective([(null, 1), (null, 1)]).ShouldBeNull();
        Scoring.Objective([(0.5, 0)]).ShouldBeNull();
        Scoring.Objective([]).ShouldBeNull();
    }

    [Fact]
    public void Pace_is_progress_by_elapsed_share()
    {
        var (first, last) = (new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31));
        Scoring.Elapsed(first, last, first.AddDays(-9)).ShouldBe(0);
        Scoring.Elapsed(first, last, last.AddDays(9)).ShouldBe(1);
        Scoring
            .Pace(0.35, Scoring.Elapsed(first, last, new(2026, 11, 15)))
            .ShouldNotBeNull()
            .ShouldBe(0.35 / (45 / 91.0), 1e-12);
        Scoring.Pace(0.35, 0).ShouldBeNull();
        Scoring.Pace(null, 0.5).ShouldBeNull();
        Scoring.Expected(42, 38, 0.25).ShouldBe(41);
    }

    [Fact]
    public void Start_and_target_must_differ() => Should.Throw<ArgumentException>(() => Scoring.Progress(5, 5, 5));

    [Theory]
    [InlineData("2026-Q4", 2026, 4)]
    [InlineData("Q1 2027", 2027, 1)]
    [InlineData("2026q2", 2026, 2)]
    [InlineData("2026-Q5", null, null)]
    [InlineData("fourth", null, null)]
    [InlineData("", null, null)]
    public void A_quarter_is_read(string text, int? year, int? of)
    {
        var quarter = Quarter.Read(text);
        (quarter?.Year, quarter?.Of).ShouldBe((year, of));
        if (quarter is { } known)
            (Quarter.Read(known.ToString()), Quarter.Around(known.Last), known.Next.Before).ShouldBe(
                (known, known, known)
            );
    }

    private static void Check(Action<(double Start, double Target, double Current)> holds) =>
        Prop.ForAll(Cases, holds).Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
}
