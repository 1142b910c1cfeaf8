using Binnacle.Platform.Checks;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Ci;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Practices.Flow;

public sealed class CiMeasuresTests
{
    private static readonly DateTime Noon = World.Ago(3);
    private static readonly Guid Shop = World.Number(1);

    [Fact]
    public void Times_are_those_of_runs_and_not_of_their_jobs()
    {
        var pipeline = Run(0, queue: 2, run: 8);
        var measures = Measures([
            pipeline,
            Run(0, queue: 1, run: 3, parent: pipeline.Id, name: "build"),
            Run(0, queue: 4, run: 4, parent: pipeline.Id, name: "test"),
            Run(60, queue: 4, run: 16, outcome: RunOutcome.Failure),
        ]);
        (measures.Told, measures.Runs, measures.Failed).ShouldBe((2, 2, 1));
        (measures.Feedback.Median, measures.Queue.Median, measures.Ran.Median).ShouldBe((15, 3, 12));
        measures.QueueShare!.Value.ShouldBe(6.0 / 30, 1e-9);
    }

    [Fact]
    public void What_cannot_be_counted_is_left_out_with_its_reason()
    {
        var measures = Measures([
            Run(0, 1, 5),
            Run(0, 1, 5, outcome: RunOutcome.Cancelled),
            Run(0, 1, 5, outcome: RunOutcome.Skipped),
            Run(0, 1, 5) with
            {
                EndedAt = null,
            },
            Run(0, 1, 5) with
            {
                QueuedAt = null,
                StartedAt = null,
            },
            Run(0, 1, 5) with
            {
                EndedAt = Noon.AddHours(-1),
            },
        ]);
        measures.Runs.ShouldBe(1);
        measures
            .Excluded.OrderBy(row => row.Key)
            .Select(row => (row.Key, row.Value))
            .ShouldBe(Enum.GetValues<CiExclusion>().Select(exclusion => (exclusion, 1)));
    }

    [Fact]
    public void A_tool_that_tells_no_queue_leaves_the_queue_unknown()
    {
        var measures = Measures([Run(0, 1, 5) with { QueuedAt = null }]);
        (measures.Feedback.Median, measures.Queue.Median, measures.QueueShare).ShouldBe((5, null, null));
    }

    [Fact]
    public void Flaky_is_the_same_job_on_the_same_commit_with_both_ends()
    {
        var jobs = CiJob.Of([
            Run(0, 0, 10, RunOutcome.Failure, name: "test", commit: "a"),
            Run(20, 0, 12, name: "test", commit: "a"),
            // Two commits, one of them broken: that is what a job is for.
            Run(0, 0, 10, RunOutcome.Failure, name: "lint", commit: "a"),
            Run(20, 0, 10, name: "lint", commit: "b"),
            // A nightly run on an old commit is not run again because it failed.
            Run(0, 0, 30, name: "nightly", commit: "a"),
            Run(90, 0, 30, name: "nightly", commit: "a"),
        ]);
        jobs.OrderBy(job => job.Name, StringComparer.Ordinal)
            .Select(job => (job.Name, job.Flaky, job.Again, job.Lost))
            .ShouldBe([
                ("lint", new(0, 2), 0, TimeSpan.Zero),
                ("nightly", new(0, 1), 0, TimeSpan.Zero),
                ("test", new(1, 1), 1, TimeSpan.FromMinutes(12)),
            ]);
    }

    [Fact]
    public void Runs_without_jobs_are_their_own_job_and_never_both()
    {
        var pipeline = Run(0, 0, 10, name: "pipeline");
        CiJob
            .Of([pipeline, Run(0, 0, 4, name: "test", parent: pipeline.Id), Run(0, 0, 6, name: "nightly")])
            .Select(job => job.Name)
            .ShouldBe(["test", "nightly"]);
    }

    [Fact]
    public void The_order_in_which_runs_are_told_changes_nothing() =>
        Prop.ForAll(
                Gen.ArrayOf(
                        from minute in Gen.Choose(0, 300)
                        from commit in Gen.Choose(0, 3)
                        from outcome in Gen.Elements(Enum.GetValues<RunOutcome>())
                        from queue in Gen.Choose(0, 9)
                        from run in Gen.Choose(0, 40)
                        select Run(minute, queue, run, outcome, commit: $"{commit}")
                    )
                    .ToArbitrary(),
                runs =>
                {
                    var told = Measures(runs);
                    var other = Measures([.. runs.Reverse()]);
                    (other with { Excluded = told.Excluded }).ShouldBe(told);
                    (told.Runs + told.Excluded.Values.Sum()).ShouldBe(told.Told);
                    told.Flaky.Flaky.ShouldBeLessThanOrEqualTo(told.Flaky.Commits);
                    told.Lost.ShouldBeLessThanOrEqualTo(TimeSpan.FromTicks(runs.Sum(run => run.Ran?.Ticks ?? 0)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(15, CheckState.Pass)]
    [InlineData(16, CheckState.Warn)]
    [InlineData(30, CheckState.Warn)]
    [InlineData(31, CheckState.Fail)]
    public void Feedback_is_judged_by_what_three_of_four_runs_stay_under(double minutes, CheckState state)
    {
        var result = Feedback([.. Enumerable.Repeat(minutes, 12)]);
        (result.State, result.Number, result.Sample.Count).ShouldBe((state, minutes, 12));
        result.Coverage.ShouldBe(new Coverage(1, 2, "active repositories with runs"));
    }

    [Fact]
    public void Without_runs_or_with_few_feedback_is_unknown()
    {
        Feedback([]).State.ShouldBe(CheckState.Unknown);
        Feedback([5, 5, 5]).Headline.ShouldContain("too few");
        Feedback([.. Enumerable.Repeat(5.0, 12)], ago: 40).State.ShouldBe(CheckState.Unknown);
    }

    [Fact]
    public void Two_workflows_with_a_job_of_one_name_do_not_make_it_flaky()
    {
        var (test, release) = (Run(0, 0, 10, name: "test"), Run(0, 0, 10, name: "release"));
        var again = Run(30, 0, 10, name: "test");
        var jobs = CiJob.Of([
            test,
            release,
            again,
            Run(0, 0, 4, RunOutcome.Failure, parent: test.Id, name: "build"),
            Run(0, 0, 4, parent: release.Id, name: "build"),
            Run(40, 0, 4, RunOutcome.Failure, parent: again.Id, name: "build"),
        ]);
        jobs.OrderBy(job => job.Workflow, StringComparer.Ordinal)
            .Select(job => (job.Workflow, job.Name, job.Runs, job.Flaky.Flaky, job.Again))
            .ShouldBe([("release", "build", 1, 0, 0), ("test", "build", 2, 0, 1)]);
    }

    private static CiMeasures Measures(IReadOnlyCollection<CiRun> runs) => CiMeasures.Of(runs, CiJob.Of(runs));

    private static CheckResult Feedback(double[] minutes, double ago = 1)
    {
        var world = new World();
        var shop = world.Add("shop", World.Payments).Change(2);
        world.Add("search", World.Search).Change(2);
        var records = world
            .Records()
            .With<FeedbackRecord>([.. minutes.Select(one => new FeedbackRecord(shop.Id, World.Ago(ago), one))]);
        return World.Check("flow.feedback").Evaluate(records, World.Organization, World.Today);
    }

    private static CiRun Run(
        double at,
        double queue,
        double run,
        RunOutcome outcome = RunOutcome.Success,
        Guid? parent = null,
        string name = "pipeline",
        string commit = "a"
    )
    {
        var queued = Noon.AddMinutes(at);
        return new(
            Guid.CreateVersion7(),
            parent,
            Shop,
            name,
            commit,
            queued,
            queued.AddMinutes(queue),
            queued.AddMinutes(queue + run),
            outcome
        );
    }
}
