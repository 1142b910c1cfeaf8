namespace Binnacle.History;

public sealed partial class GitRepository
{
    /// <summary>Reads a slice by ourselves, and by git what we leave to it.</summary>
    private async Task ReadSliceAsync(
        OwnReading own,
        ArraySegment<ObjectId> slice,
        ReadOptions options,
        LogNames names,
        HashSet<ObjectId> boundary,
        Func<List<Commit>, ValueTask> write,
        CancellationToken cancellation
    )
    {
        var (partly, missing) = own.Read(slice, options, cancellation);
        // The files are open: without a look, one would read on after they are gone.
        if (!location.Exists)
            throw location.Vanished();
        var commits = new Commit?[slice.Count];
        var (all, headers, uncounted) = (new List<int>(), new List<int>(), new List<int>());
        for (var at = 0; at < partly.Length; at++)
        {
            var left = partly[at].Left;
            var isUncounted = left.HasFlag(LeftToGit.LineCounts) && MayMiss(options);
            if (isUncounted)
            {
                Interlocked.Increment(ref commitsWithoutLineCounts);
                Interlocked.CompareExchange(ref firstMissingContent, missing?.ToString(), null);
                left &= ~LeftToGit.LineCounts;
            }
            if (left == LeftToGit.Nothing)
                commits[at] = partly[at].Commit;
            else if (left == LeftToGit.Header)
                headers.Add(at);
            else
                (isUncounted ? uncounted : all).Add(at);
        }
        try
        {
            await FillAsync(
                headers,
                (ids, keep) => RunLogAsync(ids, Asked.Header, options, names, boundary, keep, cancellation)
            );
            await FillAsync(
                uncounted,
                (ids, keep) => RunLogAsync(ids, Asked.WithoutLineCounts, options, names, boundary, keep, cancellation)
            );
            await FillAsync(all, (ids, keep) => ReadByGitAsync(ids, options, names, boundary, keep, cancellation));
        }
        finally
        {
            // What stands before damage is not lost with it.
            foreach (var batch in commits.TakeWhile(commit => commit is not null).Chunk(ParallelReading.BatchSize))
                await write([.. batch.Select(commit => commit!)]);
        }

        async Task FillAsync(List<int> places, Func<ArraySegment<ObjectId>, Func<List<Commit>, ValueTask>, Task> read)
        {
            if (places.Count == 0)
                return;
            var isHeader = places == headers;
            var next = 0;
            await read(
                places.Select(at => slice[at]).ToArray(),
                batch =>
                {
                    foreach (var commit in batch)
                    {
                        var at = places[next++];
                        commits[at] = isHeader ? commit with { Changes = partly[at].Changes } : commit;
                    }
                    return ValueTask.CompletedTask;
                }
            );
        }
    }
}
