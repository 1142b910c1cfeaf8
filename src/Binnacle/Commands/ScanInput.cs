using System.Runtime.CompilerServices;
using Binnacle.History;
using Binnacle.Platform.Jobs;

namespace Binnacle.Commands;

/// <summary>The repository that a scan reads, and how it was asked to.</summary>
internal sealed record ScanInput(
    GitRepository Git,
    ScanChoice Choice,
    TimeProvider Clock,
    IProgress<JobProgress> Progress
)
{
    /// <summary>Missing contents cost line counts, not the scan.</summary>
    public ReadOptions Options => new() { ScannedAt = Clock.GetUtcNow().UtcDateTime, AcceptMissingContent = true };

    /// <summary>The head, or what it was at <c>--until</c>.</summary>
    /// <exception cref="RepositoryException">There is no commit.</exception>
    public async Task<ObjectId> HeadAsync(CancellationToken cancellation)
    {
        var head =
            await Git.HeadAsync(cancellation)
            ?? throw new RepositoryException(RepositoryProblem.Empty, $"{Git.Path} has no commit yet.");
        if (Choice.Until is not { } until)
            return head.Commit;
        return await Git.HeadAsOfAsync(head.Commit, until, cancellation)
            ?? throw new RepositoryException(RepositoryProblem.Empty, $"{Git.Path} has no commit up to {until:u}.");
    }

    /// <summary>When a commit was made; never later than now.</summary>
    public async Task<DateTime> NewestAsync(ObjectId head, CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        await foreach (var newest in Git.ReadCommitsAsync([head], Options with { MailmapAt = head }, cancellation))
            return newest.SoundAt < now ? newest.SoundAt : now;
        return now;
    }

    /// <summary>The team's own files at a commit, in git's order.</summary>
    public async Task<IReadOnlyList<string>> OwnFilesAsync(ObjectId head, CancellationToken cancellation)
    {
        var files = await CommitFiles.ReadAsync(Git, head, cancellation);
        return [.. files.Own.Select(file => file.Path)];
    }

    /// <summary>Commits with what they changed, in the order of <paramref name="ids"/>.</summary>
    public async IAsyncEnumerable<Commit> CommitsAsync(
        List<ObjectId> ids,
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var read = 0;
        await foreach (var commit in Git.ReadCommitsAsync(ids, options, cancellation))
        {
            yield return commit;
            if (++read % 100 == 0)
                Progress.Report(new("Reading commits", read, ids.Count));
        }
    }
}
