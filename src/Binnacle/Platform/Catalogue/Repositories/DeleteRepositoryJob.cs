using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <summary>
/// Deletes what a practice worked out of a repository and keeps without a foreign key; inside the transaction that deletes
/// the repository.
/// </summary>
public delegate Task ForgetRepository(AppDb db, Guid repository, CancellationToken cancellation);

/// <summary>
/// Deletes a repository with its history and documents, in small steps: cut off, it goes on where it was. What tools told of
/// it stays, and finds a repository again once one has its address.
/// </summary>
internal sealed class DeleteRepositoryJob(
    AppDbs databases,
    Installation installation,
    IEnumerable<ForgetRepository> forgetting
) : IJob
{
    public const string Id = "delete-repository";
    private const int Step = 500;

    public string Name => Id;

    public string? Schedule => null;

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var id = Guid.Parse(key);
        await using var db = databases.Open();
        if (await db.Set<Repository>().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } repository)
            return "It was deleted already.";
        var commits = await DeleteCommitsAsync(db, id, progress, cancellation);
        await db.LeaveRepositoryAsync(id, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<HistoryTag>().Where(row => row.RepositoryId == id).ExecuteDeleteAsync(cancellation);
        await db.Set<HistoryPath>().Where(row => row.RepositoryId == id).ExecuteDeleteAsync(cancellation);
        await db.Set<HistoryAuthor>().Where(row => row.RepositoryId == id).ExecuteDeleteAsync(cancellation);
        var documents = db.Set<Document>().Where(row => row.RepositoryId == id);
        await db.Set<DocumentVersion>()
            .Where(row => documents.Any(document => document.Id == row.DocumentId))
            .ExecuteDeleteAsync(cancellation);
        await documents.ExecuteDeleteAsync(cancellation);
        foreach (var service in await db.Set<Service>().Where(row => row.RepositoryId == id).ToListAsync(cancellation))
            service.RepositoryId = null;
        foreach (var forget in forgetting)
            await forget(db, id, cancellation);
        db.Remove(repository);
        db.Record("repository.deleted", repository.Name, details: $"{commits:N0} commits, from {repository.Location}.");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var clone = Path.Combine(installation.Folder, "clones", $"{id:N}.git");
        if (Directory.Exists(clone))
            Directory.Delete(clone, recursive: true);
        return $"{repository.Name} and {commits:N0} commits deleted.";
    }

    private static async Task<int> DeleteCommitsAsync(
        AppDb db,
        Guid id,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var total = await db.Set<HistoryCommit>().CountAsync(row => row.RepositoryId == id, cancellation);
        for (var done = 0; ; )
        {
            progress.Report(new("Deleting commits", done, total));
            var part = await db.Set<HistoryCommit>()
                .Where(row => row.RepositoryId == id)
                .OrderBy(row => row.Id)
                .Take(Step)
                .Select(row => row.Id)
                .ToListAsync(cancellation);
            if (part.Count == 0)
                return total;
            await db.Set<HistoryChange>().Where(row => part.Contains(row.CommitId)).ExecuteDeleteAsync(cancellation);
            await db.Set<HistoryCommit>().Where(row => part.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
            done += part.Count;
        }
    }
}

public static class DeletingRepositories
{
    /// <summary>Archives it at once, so that no scan or check looks at it again, and queues the deletion.</summary>
    public static async Task AskToDeleteAsync(
        this AppDb db,
        JobQueue queue,
        Guid repositoryId,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        var repository = await db.Set<Repository>().SingleAsync(row => row.Id == repositoryId, cancellation);
        repository.ArchivedAt ??= db.Now;
        db.Record("repository.deletion-asked", repository.Name, $"/repositories/{repository.Slug}");
        await db.SaveChangesAsync(cancellation);
        await queue.QueueAsync(
            DeleteRepositoryJob.Id,
            repository.Id.ToString(),
            $"Delete {repository.Name}",
            cancellation
        );
    }
}
