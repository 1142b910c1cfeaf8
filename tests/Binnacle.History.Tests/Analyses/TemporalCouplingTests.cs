using Binnacle.History.Analyses;
using FsCheck;
using FsCheck.Fluent;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

public sealed class TemporalCouplingTests
{
    private static readonly CouplingThresholds Lowest = new()
    {
        MinRevisions = 0,
        MinSharedRevisions = 1,
        MinDegree = 0,
    };

    [Fact]
    public void Large_change_sets_count_neither_as_shared_nor_as_revisions()
    {
        var history = Of(
            By("a", Changed("x"), Changed("y")),
            By("a", Changed("x"), Changed("y"), Changed("z")),
            By("a", Changed("x"))
        );
        TemporalCoupling
            .Of(history, Lowest with { MaxChangeSetSize = 2 })
            .ShouldBe([new("x", "y", 66, 2, EntityRevisions: 2, CoupledRevisions: 1, SharedRevisions: 1)]);
    }

    [Theory]
    [InlineData(1, 2, 66, 100, true)]
    [InlineData(2, 2, 66, 100, false)]
    [InlineData(1, 1, 67, 100, false)]
    [InlineData(1, 1, 66, 66, true)]
    [InlineData(1, 1, 0, 65, false)]
    public void Bounds_are_compared_before_rounding(int shared, int revisions, int least, int most, bool isThere)
    {
        // x 3 times, y once with it: mean 2, degree 50; with two of three: mean 2.5, degree 80.
        var history = Of(By("a", Changed("x"), Changed("y")), By("a", Changed("x")));
        var pairs = TemporalCoupling.Of(
            history,
            new()
            {
                MinRevisions = revisions == 2 ? 1 : revisions,
                MinSharedRevisions = shared,
                MinDegree = least,
                MaxDegree = most,
            }
        );
        pairs.Count.ShouldBe(isThere ? 1 : 0);
    }

    [Fact]
    public void A_mean_just_below_the_bound_is_left_out()
    {
        var history = Of(By("a", Changed("x"), Changed("y")), By("a", Changed("x")));
        TemporalCoupling.Of(history, Lowest with { MinRevisions = 2 }).ShouldBeEmpty();
        TemporalCoupling.Of(history, Lowest with { MinRevisions = 1 }).Single().AverageRevisions.ShouldBe(2);
    }

    [Fact]
    public void Equals_counting_every_pair_one_by_one()
    {
        var sets = Gen.Choose(0, 6).ArrayOf().Where(files => files.Length > 0).ArrayOf(12);
        Prop.ForAll(
                sets.ToArbitrary(),
                Gen.Choose(1, 3).ToArbitrary(),
                (rows, fewest) =>
                {
                    var commits = rows.Select(row => row.Distinct().Select(file => $"f{file}").ToArray()).ToArray();
                    var history = Of(commits.Select(files => By("a", [.. files.Select(file => Changed(file))])));
                    var pairs = TemporalCoupling.Of(history, Lowest with { MinSharedRevisions = fewest });
                    var expected =
                        from one in Enumerable.Range(0, 7).Select(file => $"f{file}")
                        from other in Enumerable.Range(0, 7).Select(file => $"f{file}")
                        where string.CompareOrdinal(one, other) < 0
                        let shared = commits.Count(files => files.Contains(one) && files.Contains(other))
                        where shared >= fewest
                        let mean = commits.Sum(files => files.Count(file => file == one || file == other)) / 2m
                        select (one, other, (int)(100 * shared / mean), (int)Math.Ceiling(mean));
                    pairs
                        .Select(pair => (pair.Entity, pair.Coupled, pair.Degree, pair.AverageRevisions))
                        .ShouldBe(expected, ignoreOrder: true);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));
    }
}
