using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

internal sealed record PlannedJob(int Id, string Name, DateTime Created, DateTime Started, DateTime Ended, bool Failed);

/// <param name="Jobs">Of the last half year; before it the tool told whole pipelines alone.</param>
internal sealed record PlannedPipeline(
    int Id,
    string Slug,
    string Commit,
    DateTime Created,
    int Waited,
    DateTime Ended,
    bool Failed,
    IReadOnlyList<PlannedJob> Jobs
)
{
    public DateTime Started => Created.AddSeconds(Waited);
}

/// <summary>
/// A pipeline for each commit of two years. The journeys of commerce fail for no reason and are run again; since payments moved
/// to the shared runners, its queue grows by the week.
/// </summary>
internal static class PipelinePlan
{
    /// <summary>Days ago: payments gave up its own runners.</summary>
    public const int SharedRunners = 110;

    private const int Told = 740;
    private const int JobsTold = 200;

    public static async Task<IReadOnlyList<PlannedPipeline>> AllAsync(
        AppDb db,
        Calendar calendar,
        int seed,
        CancellationToken cancellation
    )
    {
        var since = Calendar.At(calendar.Day(Told), 0);
        var commits = await db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.At >= since)
            .Join(
                db.Set<Repository>(),
                row => row.RepositoryId,
                repository => repository.Id,
                (row, repository) =>
                    new
                    {
                        row.Id,
                        row.Name,
                        row.At,
                        repository.Slug,
                    }
            )
            .OrderBy(row => row.At)
            .ThenBy(row => row.Slug)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var draw = new Draw(seed, "pipelines");
        return
        [
            .. commits.Select(
                (commit, index) =>
                    Of(
                        20_000 + index,
                        commit.Slug,
                        Convert.ToHexStringLower(commit.Name),
                        commit.At,
                        calendar.Ago(DateOnly.FromDateTime(commit.At)),
                        draw
                    )
            ),
        ];
    }

    private static PlannedPipeline Of(int id, string slug, string commit, DateTime at, int ago, Draw draw)
    {
        var created = at.AddSeconds(draw.Between(5, 40));
        var waited = draw.Between(4, 90);
        if (slug is "payments-core" && ago < SharedRunners)
            waited += (SharedRunners - ago) * draw.Between(3, 8);
        var started = created.AddSeconds(waited);
        var jobs = new List<PlannedJob>();
        var failed = draw.In(0.07);
        var build = started.AddSeconds(draw.Between(70, 240));
        jobs.Add(new(Number(), "build", created, started, build, false));
        var test = build.AddSeconds(slug is "data-pipeline" ? draw.Between(500, 1400) : draw.Between(110, 480));
        jobs.Add(new(Number(), "test", build, build.AddSeconds(3), test, failed));
        var ended = test;
        if (slug is "commerce")
        {
            var first = test.AddSeconds(draw.Between(280, 520));
            var isFlaky = !failed && draw.In(0.14);
            jobs.Add(new(Number(), "journeys", test, test.AddSeconds(5), first, isFlaky));
            ended = first;
            if (isFlaky)
            {
                var begun = first.AddSeconds(draw.Between(200, 1500));
                ended = begun.AddSeconds(draw.Between(280, 520));
                jobs.Add(new(Number(), "journeys", begun, begun.AddSeconds(5), ended, false));
            }
        }
        return new(id, slug, commit, created, waited, ended.AddSeconds(4), failed, ago <= JobsTold ? jobs : []);

        int Number() => (id * 10) + jobs.Count;
    }
}
