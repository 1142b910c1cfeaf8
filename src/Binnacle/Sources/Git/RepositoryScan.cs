using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Reads one repository into the database: commits that are new, releases, documents, and proposals for the catalogue.
/// Each step can be cut off anywhere; the next scan reads what is missing and drops what is no longer reachable.
/// </summary>
public sealed class RepositoryScan(AppDbs databases, TimeProvider clock, CloneFolder clones)
{
    /// <summary>Smaller histories are read whole before anyone could look.</summary>
    private const int FewestForFirstLook = 2000;

    /// <exception cref="RepositoryException">The repository cannot be read; the reason is kept with it.</exception>
    public async Task<ScanResult> RunAsync(
        Guid repositoryId,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        await using var alone = await Patience.WithDatabaseAsync(
            () => ScanLock.WaitAsync(databases.Choice, repositoryId, progress, cancellation),
            clock,
            cancellation
        );
        try
        {
            return await ScanAsync(repositoryId, progress, cancellation);
        }
        catch (RepositoryException problem)
        {
            await Patience.WithDatabaseAsync(
                () => KeepProblemAsync(repositoryId, problem.Message),
                clock,
                CancellationToken.None
            );
            throw;
        }
    }

    private async Task<ScanResult> ScanAsync(
        Guid repositoryId,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var repository = await Patience.WithDatabaseAsync(
            () => FindAsync(repositoryId, cancellation),
            clock,
            cancellation
        );
        var git = await clones.OpenAsync(repository, progress, cancellation);
        progress.Report(new("Looking for commits", 0, 0));
        var head =
            await git.HeadAsync(cancellation)
            ?? throw new RepositoryException(
                RepositoryProblem.Empty,
                $"{repository.Location} has no commit yet. Binnacle reads it once there is one."
            );
        var scannedAt = clock.GetUtcNow().UtcDateTime;
        var stored = new StoredHistory(databases, clock, repositoryId);
        var difference = await stored.CompareAsync(git, head.Commit, cancellation);
        var unread = difference.Missing;
        if (unread.Count == difference.Reachable && unread.Count >= FewestForFirstLook)
            await KeepFirstLookAsync(git, head.Commit, repositoryId, unread.Count, scannedAt, progress, cancellation);
        while (await ReadAsync(git, head.Commit, repositoryId, unread, scannedAt, progress, cancellation))
            unread = (await stored.CompareWholeAsync(git, head.Commit, cancellation)).Missing;
        var isSame = difference.IsNothing && repository.HeadCommit == head.Commit.ToString();
        progress.Report(new("Finding releases", 0, 0));
        await new ReleaseWriting(databases, clock).WriteAsync(git, head.Commit, repositoryId, isSame, cancellation);
        progress.Report(new("Reading files", 0, 0));
        var files = await CommitFiles.ReadAsync(git, head.Commit, cancellation);
        var finding = new DocumentFinding(databases, clock);
        var documents =
            isSame && await finding.KnownAsync(repositoryId, cancellation) is { } known
                ? known
                : await finding.RunAsync(git, repository, head.Commit, files, progress, cancellation);
        progress.Report(new("Proposing the catalogue", 0, 0));
        await Patience.WithDatabaseAsync(
            () => new CatalogueProposal(databases).WriteAsync(repositoryId, cancellation),
            clock,
            cancellation
        );
        await new PathAttribution(databases, clock).WriteAsync(repository, files, cancellation);
        await Patience.WithDatabaseAsync(
            () => KeepScanAsync(repositoryId, git, head, difference, scannedAt, cancellation),
            clock,
            cancellation
        );
        return new(
            difference.Reachable,
            difference.Missing.Count,
            difference.Dropped,
            documents,
            git.IsShallow,
            git.CommitsWithoutLineCounts
        );
    }

    /// <summary>Shown until lines are counted and all is stored.</summary>
    private async Task KeepFirstLookAsync(
        GitRepository git,
        ObjectId head,
        Guid repositoryId,
        int commits,
        DateTime scannedAt,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var look = await FirstLook.ReadAsync(
            git,
            head,
            new() { ScannedAt = scannedAt },
            read => progress.Report(new("Taking a first look", read, commits)),
            cancellation
        );
        await Patience.WithDatabaseAsync(
            async () =>
            {
                await using var db = databases.Open();
                var repository = await db.Set<Repository>().SingleAsync(row => row.Id == repositoryId, cancellation);
                repository.FirstLook = look;
                db.Record("repository.looked-at", repository.Name, $"/repositories/{repository.Slug}");
                await db.SaveChangesAsync(cancellation);
            },
            clock,
            cancellation
        );
    }

    private async Task<Repository> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return await db.Set<Repository>().AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
    }

    /// <returns>True when the database went away meanwhile, so that what is stored has to be compared once more.</returns>
    private async Task<bool> ReadAsync(
        GitRepository git,
        ObjectId head,
        Guid repositoryId,
        List<ObjectId> missing,
        DateTime scannedAt,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        if (missing.Count == 0)
            return false;
        var writing = await HistoryWriting.BeginAsync(databases, clock, repositoryId, cancellation);
        var read = 0;
        try
        {
            await foreach (
                var commit in git.ReadCommitsAsync(
                    missing,
                    new ReadOptions
                    {
                        ScannedAt = scannedAt,
                        AcceptMissingContent = true,
                        MailmapAt = head,
                        SoundAtOf = commit => SoundAtOf(repositoryId, commit),
                    },
                    cancellation
                )
            )
            {
                await writing.AddAsync(commit, cancellation);
                if (++read % 100 == 0)
                    progress.Report(new("Reading commits", read, missing.Count));
            }
        }
        catch (Exception problem) when (problem is RepositoryException or OperationCanceledException)
        {
            // What was read before the repository broke, or somebody stopped, is true, and need not be read again.
            await writing.FlushAsync(CancellationToken.None);
            throw;
        }
        await writing.FlushAsync(cancellation);
        progress.Report(new("Reading commits", read, missing.Count));
        return writing.LostDatabase;
    }

    /// <summary>Asked only for commits with impossible dates.</summary>
    private DateTime? SoundAtOf(Guid repositoryId, ObjectId commit)
    {
        using var db = databases.Open();
        var name = commit.Bytes.ToArray();
        return db.Set<HistoryCommit>()
            .Where(row => row.RepositoryId == repositoryId && row.Name == name)
            .Select(row => (DateTime?)row.At)
            .FirstOrDefault();
    }

    private async Task KeepScanAsync(
        Guid repositoryId,
        GitRepository git,
        RepositoryHead head,
        HistoryDifference difference,
        DateTime scannedAt,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Open();
        var repository = await db.Set<Repository>().SingleAsync(row => row.Id == repositoryId, cancellation);
        var times = db.Set<HistoryCommit>().Where(row => row.RepositoryId == repositoryId);
        repository.Branch = head.Branch;
        repository.HeadCommit = head.Commit.ToString();
        repository.IsShallow = git.IsShallow;
        repository.IsPartial = git.IsPartial;
        repository.Commits = difference.Reachable;
        repository.FirstCommitAt = await times.MinAsync(row => (DateTime?)row.At, cancellation);
        repository.LastCommitAt = await times.MaxAsync(row => (DateTime?)row.At, cancellation);
        repository.WebUrl ??= WebAddress.Of(git.OriginUrl ?? repository.Location);
        repository.ScannedAt = scannedAt;
        repository.Problem = null;
        repository.FirstLook = null;
        var (added, dropped) = (difference.Missing.Count, difference.Dropped);
        if (added + dropped > 0)
            db.Record(
                "repository.scanned",
                repository.Name,
                $"/repositories/{repository.Slug}",
                $"{added:N0} new commits, {dropped:N0} no longer reachable, {difference.Reachable:N0} in all."
            );
        else
            db.Record("repository.scanned", repository.Name, $"/repositories/{repository.Slug}", "Nothing new.");
        await db.SaveChangesAsync(cancellation);
    }

    private async Task KeepProblemAsync(Guid repositoryId, string problem)
    {
        await using var db = databases.Open();
        var repository = await db.Set<Repository>().SingleOrDefaultAsync(row => row.Id == repositoryId);
        if (repository is null)
            return;
        repository.Problem = problem;
        db.Record("repository.not-read", repository.Name, $"/repositories/{repository.Slug}", problem);
        await db.SaveChangesAsync();
    }
}

/// <param name="Commits">Reachable from the head.</param>
/// <param name="IsShallow">History is cut off; what needs all of it says so.</param>
/// <param name="WithoutLineCounts">New commits of which contents are missing (a partial clone), so that lines could not be counted.</param>
public sealed record ScanResult(
    int Commits,
    int Added,
    int Dropped,
    int Documents,
    bool IsShallow,
    int WithoutLineCounts
)
{
    /// <summary>In a sentence or two, for people.</summary>
    public string Told =>
        $"{Words.Count(Added, "new commit")} of {Commits:N0}, {Words.Count(Documents, "document")}."
        + (
            Dropped > 0
                ? $" {Words.Count(Dropped, "commit is", "commits are")} no longer reachable and left the history."
                : ""
        )
        + (IsShallow ? " The clone is shallow: older history is missing." : "")
        + (
            WithoutLineCounts > 0
                ? $" Contents of {Words.Count(WithoutLineCounts, "commit")} are missing: their lines were not counted."
                : ""
        );
}
