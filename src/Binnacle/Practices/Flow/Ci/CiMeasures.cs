using Binnacle.Platform;

namespace Binnacle.Practices.Flow.Ci;

/// <summary>Commits on which a job ran to an end, and those among them on which it both failed and succeeded.</summary>
public sealed record CiFlakiness(int Flaky, int Commits)
{
    public double? Share => Commits == 0 ? null : (double)Flaky / Commits;
}

/// <summary>CI of a scope in a period, as docs/flow.md defines it.</summary>
/// <param name="Told">All runs that were told, counted or not.</param>
/// <param name="Feedback">In minutes, as all times.</param>
/// <param name="Lost">Run time of jobs that ran again on the same commit after they had failed there.</param>
public sealed record CiMeasures(
    int Told,
    int Runs,
    int Failed,
    Spread Feedback,
    Spread Queue,
    Spread Ran,
    double? QueueShare,
    CiFlakiness Flaky,
    int Again,
    TimeSpan Lost,
    IReadOnlyDictionary<CiExclusion, int> Excluded
)
{
    public double? FailureShare => Runs == 0 ? null : (double)Failed / Runs;

    public Interval? FailureInterval => Runs == 0 ? null : Statistics.Wilson(Failed, Runs);

    public static Spread Minutes(IEnumerable<TimeSpan?> spans) =>
        Spread.Of(spans.OfType<TimeSpan>().Select(span => span.TotalMinutes));

    /// <param name="runs">Pipelines and jobs. Times and failures are those of pipelines, flaky is said of jobs.</param>
    /// <param name="jobs">Those of the runs.</param>
    public static CiMeasures Of(IReadOnlyCollection<CiRun> runs, IReadOnlyCollection<CiJob> jobs)
    {
        var pipelines = runs.Where(run => run.ParentId is null).ToList();
        var counted = pipelines.FindAll(run => run.Exclusion is null);
        var both = counted.FindAll(run => run.Queue is not null);
        var queued = both.Sum(run => run.Queue!.Value.TotalMinutes);
        var whole = both.Sum(run => run.Feedback!.Value.TotalMinutes);
        return new(
            pipelines.Count,
            counted.Count,
            counted.Count(run => run.HasFailed),
            Minutes(counted.Select(run => run.Feedback)),
            Minutes(counted.Select(run => run.Queue)),
            Minutes(counted.Select(run => run.Ran)),
            whole > 0 ? queued / whole : null,
            new(jobs.Sum(job => job.Flaky.Flaky), jobs.Sum(job => job.Flaky.Commits)),
            jobs.Sum(job => job.Again),
            TimeSpan.FromTicks(jobs.Sum(job => job.Lost.Ticks)),
            pipelines
                .Select(run => run.Exclusion)
                .OfType<CiExclusion>()
                .GroupBy(exclusion => exclusion)
                .ToDictionary(group => group.Key, group => group.Count())
        );
    }
}

/// <summary>A job of a repository by its name: how long it takes, how often it fails, whether it can be trusted.</summary>
/// <param name="Workflow">The pipeline it is a job of; two of them may have a job of one name. Null where it is not known.</param>
public sealed record CiJob(
    Guid? RepositoryId,
    string? Workflow,
    string Name,
    int Runs,
    int Failed,
    Spread Ran,
    Spread Queue,
    CiFlakiness Flaky,
    int Again,
    TimeSpan Lost
)
{
    /// <summary>
    /// Jobs of pipelines; a pipeline without known jobs is its own only job. Flaky is a commit on which the same job both
    /// failed and succeeded; run again is every run after the first failure on the same commit.
    /// </summary>
    /// <param name="known">Among them the pipelines, which may have ended in another period than their jobs.</param>
    public static IReadOnlyList<CiJob> Of(IReadOnlyCollection<CiRun> runs, IReadOnlyCollection<CiRun>? known = null)
    {
        var parents = runs.Select(run => run.ParentId).OfType<Guid>().ToHashSet();
        var workflows = (known ?? runs)
            .Where(run => parents.Contains(run.Id))
            .ToDictionary(run => run.Id, run => run.Name);
        return
        [
            .. from run in runs
            where run.Exclusion is null && !parents.Contains(run.Id)
            let workflow = run.ParentId is { } parent ? workflows.GetValueOrDefault(parent) : null
            group run by (run.RepositoryId, Workflow: workflow, Name: run.Name ?? "unnamed") into job
            select Of(job.Key.RepositoryId, job.Key.Workflow, job.Key.Name, [.. job]),
        ];
    }

    private static CiJob Of(Guid? repository, string? workflow, string name, List<CiRun> runs)
    {
        var (flaky, commits, again, lost) = (0, 0, 0, TimeSpan.Zero);
        foreach (var commit in runs.Where(run => run.Commit is not null).GroupBy(run => run.Commit))
        {
            commits++;
            var inTurn = commit.OrderBy(run => run.StartedAt ?? run.EndedAt).ThenBy(run => run.Id).ToList();
            if (inTurn.Exists(run => run.HasFailed) && inTurn.Exists(run => !run.HasFailed))
                flaky++;
            foreach (var run in inTurn.SkipWhile(run => !run.HasFailed).Skip(1))
            {
                again++;
                lost += run.Ran ?? run.Feedback!.Value;
            }
        }
        return new(
            repository,
            workflow,
            name,
            runs.Count,
            runs.Count(run => run.HasFailed),
            CiMeasures.Minutes(runs.Select(run => run.Ran)),
            CiMeasures.Minutes(runs.Select(run => run.Queue)),
            new(flaky, commits),
            again,
            lost
        );
    }
}
