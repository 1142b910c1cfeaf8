using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <summary>Asks for scans; what a scan does is the matter of the source that reads repositories.</summary>
public static class RepositoryScans
{
    public const string Job = "scan";

    public static Task QueueScanAsync(
        this JobQueue queue,
        Guid repositoryId,
        string name,
        CancellationToken cancellation = default
    ) => queue.QueueAsync(Job, repositoryId.ToString(), $"Scan {name}", cancellation);

    /// <summary>After a change of teams or handles: a scan says anew which team owns which path.</summary>
    /// <returns>How many repositories are scanned again.</returns>
    public static async Task<int> QueueScansAsync(
        this JobQueue queue,
        AppDb db,
        IReadOnlyCollection<Guid> repositoryIds,
        CancellationToken cancellation = default
    )
    {
        if (await db.Set<Organization>().AnyAsync(row => row.IsDemo, cancellation))
            return 0;
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null && repositoryIds.Contains(row.Id))
            .Select(row => new { row.Id, row.Name })
            .ToListAsync(cancellation);
        foreach (var repository in repositories)
            await queue.QueueScanAsync(repository.Id, repository.Name, cancellation);
        return repositories.Count;
    }
}
