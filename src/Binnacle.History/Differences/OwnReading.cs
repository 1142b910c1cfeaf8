using System.Collections.Concurrent;

namespace Binnacle.History;

/// <summary>Readers over one store, kept with their caches from slice to slice.</summary>
internal sealed class OwnReading(ObjectStore store, LogNames names, HashSet<ObjectId> shallow)
{
    /// <summary>Bytes of contents that all readers keep together.</summary>
    private const int CacheSize = 48 << 20;

    private readonly ConcurrentBag<CommitReader> idle = [];

    /// <summary>In the order of <paramref name="slice"/>, read from its end: that is the cheapest way through a pack.</summary>
    /// <returns>And the first content that was absent.</returns>
    public (PartlyRead[] Commits, ObjectId? Missing) Read(
        ArraySegment<ObjectId> slice,
        ReadOptions options,
        CancellationToken cancellation
    )
    {
        var reader = idle.TryTake(out var known)
            ? known
            : new(store, names, shallow, CacheSize / ParallelReading.Workers);
        var commits = new PartlyRead[slice.Count];
        for (var at = slice.Count - 1; at >= 0; at--)
        {
            cancellation.ThrowIfCancellationRequested();
            commits[at] = reader.Read(slice[at], options);
        }
        var missing = reader.Missing;
        idle.Add(reader);
        return (commits, missing);
    }
}
