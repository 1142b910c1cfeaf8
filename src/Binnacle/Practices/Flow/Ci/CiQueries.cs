using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Ci;

/// <summary>CI of one repository in a period.</summary>
public sealed record CiRepositoryRow(
    string Slug,
    string Repository,
    string? Team,
    int Runs,
    double? FeedbackThird,
    double? QueueThird,
    double? RanMedian,
    double? RanThird,
    double? RanNinth,
    double? FailureShare,
    double? FlakyShare,
    double LostHours,
    int Excluded
);

/// <summary>One job of one repository in a period.</summary>
/// <param name="Workflow">The pipeline it belongs to; null where none was told.</param>
public sealed record CiJobRow(
    string Repository,
    string? Workflow,
    string Job,
    int Runs,
    double? RanMedian,
    double? RanThird,
    double? RanNinth,
    double? QueueThird,
    double? FailureShare,
    int FlakyCommits,
    double? FlakyShare,
    int RunAgain,
    double LostHours
);

/// <param name="Weeks">The time to feedback that three of four runs stay under, by week; a week without a run is a gap.</param>
/// <param name="QueueWeeks">The same of the queue.</param>
/// <param name="Active">Active repositories of the scope, and how many of them told of a run.</param>
public sealed record CiModel(
    DeliveryPeriod Period,
    CiMeasures Now,
    CiMeasures Before,
    IReadOnlyList<TrendPoint> Weeks,
    IReadOnlyList<TrendPoint> QueueWeeks,
    IReadOnlyList<CiRepositoryRow> Repositories,
    IReadOnlyList<CiJobRow> Jobs,
    int Known,
    int Active,
    int Unattributed
);

public static class CiQueries
{
    /// <param name="service">A service's slug: the runs of its repository, for no tool tells of which part of it a run is.</param>
    /// <returns>Null where there is no such team, repository or service with a repository.</returns>
    public static async Task<CiModel?> CiAsync(
        this AppDb db,
        string? scope,
        string? service,
        DeliveryPeriod period,
        CancellationToken cancellation = default
    ) =>
        await ScopeAsync(db, scope, service, cancellation) is { } named
            // Runs come without a Timeline event, but every ten minutes a job ends.
            ? await db.RememberAsync(
                $"ci:{named.Key}:{period.First:O}:{period.Last:O}",
                () => ReadAsync(db, named, period, cancellation),
                cancellation
            )
            : null;

    private static Task<NamedScope?> ScopeAsync(
        AppDb db,
        string? scope,
        string? service,
        CancellationToken cancellation
    ) =>
        // A form sends every field.
        string.IsNullOrEmpty(service)
            ? db.NamedScopeAsync(scope, cancellation)
            : (
                from row in db.Set<Service>()
                where row.Slug == service && row.ArchivedAt == null
                join repository in db.Set<Repository>() on row.RepositoryId equals repository.Id
                select new NamedScope(ScopeText.OfRepository(repository.Slug), repository.Name, null, repository.Id)
            ).FirstOrDefaultAsync(cancellation);

    private static async Task<CiModel> ReadAsync(
        AppDb db,
        NamedScope scope,
        DeliveryPeriod period,
        CancellationToken cancellation
    )
    {
        var own = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null)
            .Where(row => scope.TeamId == null || row.TeamId == scope.TeamId)
            .Where(row => scope.RepositoryId == null || row.Id == scope.RepositoryId)
            .OrderBy(row => row.Name)
            .Select(row => new
            {
                row.Id,
                row.Slug,
                row.Name,
                row.LastCommitAt,
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var ids = own.Select(row => (Guid?)row.Id).ToList();
        var (from, until) = (period.Before.From, period.Until);
        var builds = db.Set<Build>().AsNoTracking();
        if (scope is not { TeamId: null, RepositoryId: null })
            builds = builds.Where(row => ids.Contains(row.RepositoryId));
        var runs = await builds
            .Where(row =>
                row.EndedAt >= from && row.EndedAt < until
                || row.EndedAt == null
                    && (row.QueuedAt >= from && row.QueuedAt < until || row.StartedAt >= from && row.StartedAt < until)
            )
            .AsCiRuns()
            .ToListAsync(cancellation);
        var now = runs.FindAll(run => period.Holds(At(run)));
        var before = runs.FindAll(run => period.Before.Holds(At(run)));
        var jobs = CiJob.Of(now, runs);
        var jobsOf = jobs.ToLookup(job => job.RepositoryId);
        var names = own.ToDictionary(row => row.Id, row => row.Name);
        var told = now.Where(run => run.RepositoryId is not null).ToLookup(run => run.RepositoryId!.Value);
        var active = own.FindAll(row => row.LastCommitAt >= period.Until.AddDays(-States.ActiveDays));
        var weeks = period.EachStep().ToList();
        return new(
            period,
            CiMeasures.Of(now, jobs),
            CiMeasures.Of(before, CiJob.Of(before, runs)),
            [.. weeks.Select(week => Point(week, now, run => run.Feedback))],
            [.. weeks.Select(week => Point(week, now, run => run.Queue))],
            [
                .. own.Where(row => told.Contains(row.Id))
                    .Select(row =>
                        Row(row.Slug, row.Name, row.Team, CiMeasures.Of([.. told[row.Id]], [.. jobsOf[row.Id]]))
                    )
                    .OrderByDescending(row => row.FeedbackThird ?? -1),
            ],
            [
                .. jobs.Where(job => job.RepositoryId is { } id && names.ContainsKey(id))
                    .Select(job => Row(names[job.RepositoryId!.Value], job)),
            ],
            active.Count(row => told.Contains(row.Id)),
            active.Count,
            now.Count(run => run.RepositoryId is null && run.ParentId is null)
        );
    }

    private static DateTime? At(CiRun run) => run.EndedAt ?? run.QueuedAt ?? run.StartedAt;

    private static TrendPoint Point(DeliveryPeriod week, List<CiRun> runs, Func<CiRun, TimeSpan?> of)
    {
        var times = CiMeasures.Minutes(runs.Where(run => run.ParentId is null && week.Holds(At(run))).Select(of));
        return new(
            week.Last,
            times.Third is { } minutes ? Math.Round(minutes, 2) : null,
            CheckState.NotApplicable,
            $"{times.N} runs"
        );
    }

    private static CiRepositoryRow Row(string slug, string name, string? team, CiMeasures measures) =>
        new(
            slug,
            name,
            team,
            measures.Runs,
            Rounded(measures.Feedback.Third),
            Rounded(measures.Queue.Third),
            Rounded(measures.Ran.Median),
            Rounded(measures.Ran.Third),
            Rounded(measures.Ran.Ninth),
            measures.FailureShare,
            measures.Flaky.Share,
            Math.Round(measures.Lost.TotalHours, 2),
            measures.Excluded.Values.Sum()
        );

    private static CiJobRow Row(string repository, CiJob job) =>
        new(
            repository,
            job.Workflow,
            job.Name,
            job.Runs,
            Rounded(job.Ran.Median),
            Rounded(job.Ran.Third),
            Rounded(job.Ran.Ninth),
            Rounded(job.Queue.Third),
            job.Runs == 0 ? null : (double)job.Failed / job.Runs,
            job.Flaky.Flaky,
            job.Flaky.Share,
            job.Again,
            Math.Round(job.Lost.TotalHours, 2)
        );

    private static double? Rounded(double? minutes) => minutes is { } known ? Math.Round(known, 2) : null;
}
