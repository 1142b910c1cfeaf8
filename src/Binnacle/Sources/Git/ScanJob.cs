using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Direction;
using Binnacle.Practices.Flow;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>Reads one repository, every four hours and on demand; then all checks are evaluated.</summary>
internal sealed class ScanJob(RepositoryScan scan, AppDbs databases, JobQueue queue, TimeProvider clock) : IJob
{
    public const string Id = "scan";

    public string Name => Id;

    public string Schedule => "0 0 0/4 * * ?";

    public async Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation)
    {
        // The repositories of a demo organization exist only in its records.
        if (await db.Set<Organization>().AnyAsync(row => row.IsDemo, cancellation))
            return [];
        var rows = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new { row.Id, row.Name })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (row.Id.ToString(), TitleOf(row.Name)))];
    }

    public static string TitleOf(string repository) => $"Scan {repository}";

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var repository = Guid.Parse(key);
        var result = await scan.RunAsync(repository, progress, cancellation);
        await Patience.WithDatabaseAsync(
            async () =>
            {
                await using var db = databases.Open();
                await db.FindWrittenAsync(repository, cancellation);
            },
            clock,
            cancellation
        );
        if (result.Added + result.Dropped > 0)
            await queue.QueueAsync(FlowContract.DeliveryJob, "", FlowContract.DeliveryJobTitle, cancellation);
        await queue.QueueAsync(DirectionPublic.MatchJob, "", DirectionPublic.MatchJobTitle, cancellation);
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return result.Told;
    }
}
