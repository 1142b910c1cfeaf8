using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;

namespace Binnacle.Demo;

/// <summary>Two years of pipelines as facts; the last month of them is told by events as well, and is the same.</summary>
internal static class BuildRows
{
    private const string Host = "git.northwind.example";

    public static async Task WriteAsync(
        AppDb db,
        CatalogueRows catalogue,
        IReadOnlyList<PlannedPipeline> pipelines,
        CancellationToken cancellation
    )
    {
        var builds = new List<Build>();
        foreach (var plan in pipelines)
        {
            var repository = $"{Host}/northwind/{plan.Slug}";
            var id = catalogue.Repository(plan.Slug).Id;
            var pipeline = Of($"{repository}/pipelines/{plan.Id}", "Pipeline", plan.Failed);
            (pipeline.QueuedAt, pipeline.StartedAt, pipeline.EndedAt) = (plan.Created, plan.Started, plan.Ended);
            foreach (var job in plan.Jobs)
            {
                var build = Of($"{repository}/jobs/{job.Id}", job.Name, job.Failed, pipeline);
                (build.QueuedAt, build.StartedAt, build.EndedAt) = (job.Created, job.Started, job.Ended);
            }

            Build Of(string run, string name, bool failed, Build? parent = null)
            {
                var build = Build.Of(Host, repository, run, parent);
                (build.RepositoryId, build.Name, build.Commit, build.Branch) = (id, name, plan.Commit, "main");
                build.Outcome = failed ? RunOutcome.Failure : RunOutcome.Success;
                builds.Add(build);
                return build;
            }
        }
        await db.InsertManyAsync(builds, cancellation);
    }
}
