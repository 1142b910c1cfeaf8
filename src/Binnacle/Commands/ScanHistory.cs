using System.Text;
using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Jobs;

namespace Binnacle.Commands;

/// <summary>Reads a repository's commits as change sets, as code-maat's log has them or as we count them ourselves.</summary>
internal static class ScanHistory
{
    /// <exception cref="RepositoryException">It cannot be read, or holds no commit.</exception>
    public static async Task<ChangeHistory> ReadAsync(
        GitRepository git,
        ScanChoice choice,
        TimeProvider clock,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var head =
            await git.HeadAsync(cancellation)
            ?? throw new RepositoryException(RepositoryProblem.Empty, $"{git.Path} has no commit yet.");
        return choice.IsReference
            ? await AsReferenceAsync(git, choice, clock, progress, cancellation)
            : await OwnAsync(git, head.Commit, choice, clock, progress, cancellation);
    }

    /// <summary>Every reference's commits, files under the name they had, nobody and nothing left out.</summary>
    private static async Task<ChangeHistory> AsReferenceAsync(
        GitRepository git,
        ScanChoice choice,
        TimeProvider clock,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var ids = await git.SelectedAsync(new(Head: null, choice.Since, choice.Until), cancellation);
        var days = await git.AuthorDaysAsync(ids, cancellation);
        var history = new ChangeHistory(new() { CountsSubmodules = true });
        var options = Options(clock) with { FollowsRenames = false };
        await foreach (var commit in ReadAsync(git, ids, options, progress, cancellation))
            history.Add(commit, days.TryGetValue(commit.Id, out var day) ? day : null);
        return Grouped(history.Renamed(QuotedPath.Of), choice.Grouping);
    }

    /// <summary>What people did to the team's own files that are there at the head, under their present names.</summary>
    private static async Task<ChangeHistory> OwnAsync(
        GitRepository git,
        ObjectId head,
        ScanChoice choice,
        TimeProvider clock,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        if (choice.Until is { } until)
            head =
                await git.HeadAsOfAsync(head, until, cancellation)
                ?? throw new RepositoryException(RepositoryProblem.Empty, $"{git.Path} has no commit up to {until:u}.");
        var own = await OwnFilesAsync(git, head, cancellation);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string NameOf(Identity identity) =>
            names.TryGetValue(ScanPerson.Of(identity), out var name)
                ? name
                : names[ScanPerson.Of(identity)] = identity.Name;
        var history = new ChangeHistory(new() { FollowsRenames = true, AuthorOf = NameOf });
        var ids = await git.SelectedAsync(new(head, choice.Since), cancellation);
        await foreach (
            var commit in ReadAsync(git, ids, Options(clock) with { MailmapAt = head }, progress, cancellation)
        )
            if (!BotRule.Matches(commit.Author))
                history.Add(commit);
            else
                history.Follow(commit);
        return Grouped(history.Renamed(path => own.Contains(path) ? path : null), choice.Grouping);
    }

    private static async Task<HashSet<string>> OwnFilesAsync(
        GitRepository git,
        ObjectId head,
        CancellationToken cancellation
    )
    {
        var files = new List<TreeFile>();
        await foreach (var file in git.FilesAsync(head, cancellation))
            files.Add(file);
        var attributes = GitAttributes.None;
        foreach (var file in files.Where(file => file.Path is ".gitattributes"))
        await foreach (var blob in git.BlobsAsync([file.Blob], 1 << 20, cancellation))
            attributes = GitAttributes.Parse(Encoding.UTF8.GetString(blob.Content));
        return files.Select(file => file.Path).Where(attributes.IsOwn).ToHashSet(StringComparer.Ordinal);
    }

    private static ChangeHistory Grouped(ChangeHistory history, Grouping? grouping) =>
        grouping is null ? history : history.Renamed(grouping.NameOf);

    private static ReadOptions Options(TimeProvider clock) =>
        new() { ScannedAt = clock.GetUtcNow().UtcDateTime, AcceptMissingContent = true };

    private static async IAsyncEnumerable<Commit> ReadAsync(
        GitRepository git,
        List<ObjectId> ids,
        ReadOptions options,
        IProgress<JobProgress> progress,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var read = 0;
        await foreach (var commit in git.ReadCommitsAsync(ids, options, cancellation))
        {
            yield return commit;
            if (++read % 100 == 0)
                progress.Report(new("Reading commits", read, ids.Count));
        }
    }
}
