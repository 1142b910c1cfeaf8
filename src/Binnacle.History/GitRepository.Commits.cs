using System.Runtime.CompilerServices;
using System.Text;

namespace Binnacle.History;

public sealed partial class GitRepository
{
    private int commitsWithoutLineCounts;
    private string? firstMissingContent;

    /// <summary>Commits read so far whose line counts are null, because content of files is absent (a partial clone).</summary>
    public int CommitsWithoutLineCounts => commitsWithoutLineCounts;

    /// <summary>The first object that was missing when line counts were given up; null when none was.</summary>
    public string? FirstMissingContent => firstMissingContent;

    /// <summary>
    /// Reads commits with what they changed, in the order of <paramref name="ids"/>, each at most once in it. Merges carry no changes;
    /// where a shallow clone was cut, changes are unknown and left out. Two git processes read ahead within bounds; memory does not grow
    /// with history except for distinct paths and people. Where content is absent, see <see cref="CommitsWithoutLineCounts"/>.
    /// </summary>
    /// <param name="ids">As from <see cref="ReachableAsync"/>; parents first gives the best <see cref="Commit.SoundAt"/>.</param>
    /// <exception cref="RepositoryException">What was yielded before stays valid.</exception>
    public async IAsyncEnumerable<Commit> ReadCommitsAsync(
        IReadOnlyList<ObjectId> ids,
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        if (ids.Count == 0)
            yield break;
        var times = new SoundTimes(options.ScannedAt, options.SoundAtOf);
        var mailmapAt = options.MailmapAt ?? (await HeadAsync(cancellation))?.Commit;
        var names = new LogNames(await MailmapAsync(mailmapAt, cancellation));
        var boundary = ShallowBoundary();
        var read = 0;
        using var store = ObjectStore.Open(location);
        var own = store is null ? null : new OwnReading(store, names, boundary);
        await using var reading = new ParallelReading(
            ids,
            (slice, write, c) =>
                own is null
                    ? ReadByGitAsync(slice, options, names, boundary, write, c)
                    : ReadSliceAsync(own, slice, options, names, boundary, write, c),
            cancellation
        );
        await foreach (var batch in reading.BatchesAsync())
        {
            foreach (var commit in batch)
                yield return times.Settle(commit);
            read += batch.Count;
            options.Progress?.Report(read);
        }
    }

    private async Task ReadByGitAsync(
        ArraySegment<ObjectId> slice,
        ReadOptions options,
        LogNames names,
        HashSet<ObjectId> boundary,
        Func<List<Commit>, ValueTask> write,
        CancellationToken cancellation
    )
    {
        // Each time content is missing, twice as many commits go without line counts before they are tried again; where little
        // is missing, only those that need it.
        var without = 1;
        while (slice.Count > 0)
        {
            var (done, missing) = await RunLogAsync(
                slice,
                options.TreesOnly ? Asked.TreesOnly : Asked.All,
                options,
                names,
                boundary,
                write,
                cancellation
            );
            slice = slice[done..];
            if (missing is null)
                return;
            Interlocked.CompareExchange(ref firstMissingContent, missing, null);
            var window = slice[..Math.Min(without, slice.Count)];
            await RunLogAsync(window, Asked.WithoutLineCounts, options, names, boundary, write, cancellation);
            Interlocked.Add(ref commitsWithoutLineCounts, window.Count);
            slice = slice[window.Count..];
            without = done > 4 * without ? 1 : without * 2;
        }
    }

    /// <summary>One git over one slice.</summary>
    /// <returns>How many commits were written, and the content that was missing when it stopped early.</returns>
    private async Task<(int Done, string? Missing)> RunLogAsync(
        ArraySegment<ObjectId> slice,
        Asked asked,
        ReadOptions options,
        LogNames names,
        HashSet<ObjectId> boundary,
        Func<List<Commit>, ValueTask> write,
        CancellationToken cancellation
    )
    {
        await using var git = GitProcess.Read(location, LogArguments(options, asked));
        await WriteIdsAsync(git, slice, cancellation);
        var parser = new LogParser(names, boundary.Contains) { Counted = asked is Asked.All };
        var done = 0;
        async ValueTask FlushAsync(bool all)
        {
            if (parser.Finished.Count == 0)
                return;
            if (
                !all
                && parser.Finished.Count < ParallelReading.BatchSize
                && parser.Weight < ParallelReading.BatchWeight
            )
                return;
            var batch = parser.Finished;
            for (var i = 0; i < batch.Count; i++)
                if (done + i >= slice.Count || batch[i].Id != slice[done + i])
                    throw new RepositoryException(
                        RepositoryProblem.GitFailed,
                        $"git printed commit {batch[i].Id} of {Path} where another was asked for."
                    );
            done += batch.Count;
            parser.Finished = [];
            parser.Weight = 0;
            await write(batch);
        }
        var left = 0;
        await foreach (var waiting in NulTokens.BatchesAsync(git.Output, parser.Take, cancellation))
        {
            left = waiting;
            await FlushAsync(all: false);
        }
        var code = await git.ExitCodeAsync(cancellation);
        if (code == 0 && left == 0)
            parser.Complete();
        await FlushAsync(all: true);
        if (code == 0 && left == 0 && done == slice.Count)
            return (done, null);
        var mayMiss = asked is Asked.All && MayMiss(options) && location.Exists;
        return mayMiss && GitFailure.MissingContent(git.Error) is { } missing ? (done, missing) : throw git.Failure();
    }

    private bool MayMiss(ReadOptions options) => IsPartial || options.AcceptMissingContent;

    private enum Asked
    {
        All,
        WithoutLineCounts,
        TreesOnly,
        Header,
    }

    private static string[] LogArguments(ReadOptions options, Asked asked) =>
        [
            "log",
            "--no-walk=unsorted",
            "--stdin",
            "-z",
            .. asked switch
            {
                Asked.All => ["--raw", "--numstat", .. Renames(options, counted: true)],
                Asked.WithoutLineCounts => ["--raw", .. Renames(options, counted: false)],
                Asked.TreesOnly => ["--raw", "--no-renames"],
                _ => (string[])["--no-patch"],
            },
            "--no-abbrev",
            "--diff-merges=off",
            "--root",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--no-notes",
            "--no-mailmap",
            "--no-color",
            "--no-relative",
            "--ignore-submodules=none",
            "-O/dev/null",
            "--encoding=UTF-8",
            "--format=" + LogParser.Format,
        ];

    private static string[] Renames(ReadOptions options, bool counted) =>
        !options.FollowsRenames ? ["--no-renames"]
        : counted ? ["-M", "-l" + Math.Max(1, options.MaxRenameCandidates)]
        : ["-M100%"];

    private static async Task WriteIdsAsync(GitProcess git, IReadOnlyList<ObjectId> ids, CancellationToken cancellation)
    {
        try
        {
            // git reads all names before it prints anything, so neither pipe can fill up against the other.
            await using var writer = new StreamWriter(git.Input, Encoding.ASCII, 1 << 16);
            foreach (var id in ids)
                await writer.WriteAsync($"{id}\n".AsMemory(), cancellation);
        }
        catch (IOException)
        {
            // It ended before it read all: its exit code tells why.
        }
    }

    private async Task<Mailmap> MailmapAsync(ObjectId? commit, CancellationToken cancellation)
    {
        if (commit is null)
            return Mailmap.Empty;
        var blob = await ResolveAsync($"{commit}:.mailmap", cancellation);
        if (blob is null)
            return Mailmap.Empty;
        await foreach (var found in BlobsAsync([blob.Value], 8 << 20, cancellation))
            return Mailmap.Parse(found.Content);
        return Mailmap.Empty;
    }

    private HashSet<ObjectId> ShallowBoundary()
    {
        try
        {
            return IsShallow
                ? [.. File.ReadLines(ShallowFile).Where(l => l.Length is 40 or 64).Select(l => ObjectId.Parse(l))]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw location.Vanished(e);
        }
    }
}
