using Binnacle.History.Analyses;
using FsCheck;
using FsCheck.Fluent;
using static Binnacle.History.Tests.Analyses.SmallHistory;

namespace Binnacle.History.Tests.Analyses;

/// <summary>What is added up commit by commit; every number here was computed by hand.</summary>
public sealed class WindowTests
{
    private static readonly DateTime Since = Start.AddMonths(-2);
    private static readonly DateTime End = Start.AddMonths(1);

    [Fact]
    public void Median_and_ninth_decile_are_those_of_the_sorted_numbers() =>
        Prop.ForAll(
                Gen.Choose(0, 20).NonEmptyListOf().ToArbitrary(),
                numbers =>
                {
                    var distribution = new Distribution();
                    foreach (var number in numbers)
                        distribution.Add(number);
                    var sorted = numbers.Order().ToList();
                    var middle = sorted.Count / 2;
                    distribution.Median.ShouldBe(
                        sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0
                    );
                    var decile = distribution.NinthDecile!.Value;
                    sorted.ShouldContain((int)decile);
                    (10 * sorted.Count(number => number <= decile)).ShouldBeGreaterThanOrEqualTo(9 * sorted.Count);
                    (10 * sorted.Count(number => number < decile)).ShouldBeLessThan(9 * sorted.Count);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(20_26_11_21, 1));

    [Fact]
    public void Nothing_has_no_median()
    {
        new Distribution().Median.ShouldBeNull();
        new Distribution().NinthDecile.ShouldBeNull();
    }

    [Fact]
    public void Months_run_to_that_of_the_end_and_the_newest_stay()
    {
        new ByMonth<LineSum>(Since, End)
            .Rows.Select(row => row.Key)
            .ShouldBe(["2023-11", "2023-12", "2024-01", "2024-02"]);
        new ByMonth<LineSum>(Since, End, most: 2).Rows.Select(row => row.Key).ShouldBe(["2024-01", "2024-02"]);
        new ByMonth<LineSum>(End, End).TryGet(Start, out _).ShouldBeFalse();
    }

    [Fact]
    public void Churn_counts_a_commit_once_for_each_component_and_leaves_out_what_is_not_ours()
    {
        var churn = new Churning(
            Since,
            End,
            path => path.StartsWith("vendor/", StringComparison.Ordinal) ? null : path[..1]
        );
        churn.Add(
            At(Start, "a", Changed("x/1", 5, 1), Changed("x/2", 2, 2), Changed("y/1", 1), Changed("vendor/z", 99))
        );
        churn.Add(At(Start.AddMonths(1), "b", Gone("x/1", 10)));
        churn.Add(At(Start, "b", Changed("vendor/z", 99)));
        churn.Add(At(Since, "b", Changed("x/1", 99)));
        (churn.All.Changes, churn.All.Added, churn.All.Deleted).ShouldBe((2, 8L, 13L));
        churn
            .ByComponent.Select(row => (row.Key, row.Value.Changes, row.Value.Added, row.Value.Deleted))
            .ShouldBe([("x", 2, 7L, 13L), ("y", 1, 1L, 0L)]);
        churn.ByMonth.Rows.Select(row => row.Value.Changes).ShouldBe([0, 0, 1, 1]);
    }

    [Fact]
    public void The_size_of_a_change_is_that_of_its_own_files()
    {
        var sizes = new BatchSizes(Since, End, path => path != "vendor");
        sizes.Add(At(Start, "a", Changed("x", 5, 1), Changed("vendor", 100)));
        sizes.Add(At(Start, "a", Changed("x", 1), Changed("y", 1), Changed("z", 0, 8)));
        sizes.Add(At(Start, "a", Changed("vendor", 100)));
        sizes.Add(At(Start, "a", Changed("x") with { Added = null, Deleted = null }));
        (sizes.All.Files.Count, sizes.All.Files.Median, sizes.All.Files.NinthDecile).ShouldBe((3, 1, 3));
        (sizes.All.Lines.Count, sizes.All.Lines.Median, sizes.All.Lines.NinthDecile).ShouldBe((2, 8, 10));
    }

    [Fact]
    public void A_revert_is_dated_by_the_newest_change_of_the_quoted_subject()
    {
        var reverts = new Reverts(Since, End);
        reverts.Add(Said(Start, "a", "Add paging (#7)"));
        reverts.Add(Said(Start.AddDays(1), "a", "Add paging (#9)"));
        reverts.Add(Said(Start.AddDays(4), "b", "Revert \"Add paging (#9)\" (#12)"));
        reverts.Add(Said(Start.AddDays(9), "b", "Revert \"Revert \"Add paging (#9)\" (#12)\""));
        reverts.Add(Said(Start.AddDays(9), "b", "Revert something unknown"));
        reverts.Add(MergeAt(Start.AddDays(9), "a", "Merge pull request #4 from x/y"));
        reverts.Add(Said(Start.AddDays(10), "b", "Revert(ui)!: Merge pull request #4 from x/y"));
        reverts.Add(Said(Since, "b", "Revert \"Add paging\""));
        (reverts.All.Changes, reverts.All.Reverts, reverts.All.Days.Count).ShouldBe((6, 4, 3));
        // Three days, five days and one.
        reverts.All.Days.Median.ShouldBe(3);
    }

    [Fact]
    public void Newcomers_are_counted_from_their_first_ten_changes_in_any_order()
    {
        var ramp = new NewcomerRamp();
        foreach (var day in Enumerable.Range(0, 12).Reverse())
            ramp.Add("quick", Start.AddDays(day));
        foreach (var day in new[] { 0, 3, 6, 9, 20 })
            ramp.Add("slow", Start.AddDays(day));
        ramp.Add("once", Start.AddMonths(1));
        ramp.Add("old", Since);
        ramp.Add("old", Start);
        var (all, months) = ramp.Of(Since, End);
        all.Joined.ShouldBe(3);
        // 4 days and 20 days; 9 days.
        (all.ToFifth.Count, all.ToFifth.Median, all.ToTenth.Count, all.ToTenth.Median).ShouldBe((2, 12, 1, 9));
        months.Rows.Select(row => row.Value.Joined).ShouldBe([0, 0, 2, 1]);
    }

    [Fact]
    public void Lead_times_stand_in_the_month_of_the_release()
    {
        var times = new LeadTimes(Since, End);
        times.Add(Start.AddDays(-20), Start);
        times.Add(Start.AddDays(-2), Start);
        times.Add(Start.AddDays(1), Start);
        times.Add(Start.AddDays(2), null);
        times.Add(Since, Start);
        (times.All.Days.Count, times.All.Days.Median, times.All.Days.NinthDecile, times.Unreleased).ShouldBe(
            (3, 2, 20, 1)
        );
        times.ByMonth.Rows.Select(row => row.Value.Days.Count).ShouldBe([0, 0, 3, 0]);
    }
}
