namespace Binnacle.History;

/// <summary>git's numbers for kinds of objects in packs.</summary>
internal enum ObjectKind : byte
{
    None = 0,
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
    OffsetDelta = 6,
    NameDelta = 7,
}

/// <summary>An object's content, held in a buffer of the cache until it is let go.</summary>
internal sealed class LoadedObject : IDisposable
{
    private readonly ObjectCache cache;

    public LoadedObject(ObjectCache cache, byte[] buffer) => (this.cache, Buffer) = (cache, buffer);

    public byte[] Buffer { get; }

    public int Length { get; init; }

    public ObjectKind Kind { get; init; }

    public long Key { get; init; }

    public ReadOnlySpan<byte> Content => Buffer.AsSpan(0, Length);

    internal int Holders { get; set; }

    internal LoadedObject? Newer { get; set; }

    internal LoadedObject? Older { get; set; }

    internal bool IsCached { get; set; }

    public void Dispose() => cache.LetGo(this);
}

/// <summary>
/// Objects used last, within a number of bytes; delta bases and the contents that the next commit compares with are among them. For one thread.
/// </summary>
internal sealed class ObjectCache(long capacity)
{
    private const int SmallestClass = 8;

    private readonly Dictionary<long, LoadedObject> byKey = [];
    private readonly Stack<byte[]>[] free = [.. Enumerable.Range(0, 32).Select(_ => new Stack<byte[]>())];
    private LoadedObject? newest;
    private LoadedObject? oldest;
    private long size;
    private long freeSize;

    /// <summary>Held for the caller, who lets it go; null when it is not here.</summary>
    public LoadedObject? Find(long key)
    {
        if (!byKey.TryGetValue(key, out var found))
            return null;
        if (newest != found)
        {
            Unlink(found);
            Link(found);
        }
        found.Holders++;
        return found;
    }

    /// <summary>A buffer of at least this size, with whatever was in it.</summary>
    public byte[] Rent(int length)
    {
        var sizeClass = ClassOf(length);
        if (!free[sizeClass].TryPop(out var buffer))
            return GC.AllocateUninitializedArray<byte>(1 << sizeClass);
        freeSize -= buffer.Length;
        return buffer;
    }

    public void Return(byte[] buffer)
    {
        if (freeSize + buffer.Length > capacity / 8)
            return;
        freeSize += buffer.Length;
        free[ClassOf(buffer.Length)].Push(buffer);
    }

    /// <summary>Takes over a rented buffer; held for the caller.</summary>
    public LoadedObject Add(long key, ObjectKind kind, byte[] buffer, int length)
    {
        var added = new LoadedObject(this, buffer)
        {
            Key = key,
            Kind = kind,
            Length = length,
            Holders = 1,
        };
        if (buffer.Length > capacity / 4 || !byKey.TryAdd(key, added))
            return added;
        added.IsCached = true;
        size += buffer.Length;
        Link(added);
        while (size > capacity && oldest is { } last && last != added)
            Evict(last);
        return added;
    }

    public void LetGo(LoadedObject held)
    {
        if (--held.Holders == 0 && !held.IsCached)
            Return(held.Buffer);
    }

    private static int ClassOf(int length) =>
        Math.Max(SmallestClass, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Max(1, length - 1)));

    private void Evict(LoadedObject last)
    {
        byKey.Remove(last.Key);
        Unlink(last);
        size -= last.Buffer.Length;
        last.IsCached = false;
        if (last.Holders == 0)
            Return(last.Buffer);
    }

    private void Link(LoadedObject added)
    {
        added.Older = newest;
        added.Newer = null;
        if (newest is not null)
            newest.Newer = added;
        newest = added;
        oldest ??= added;
    }

    private void Unlink(LoadedObject gone)
    {
        if (gone.Newer is null)
            newest = gone.Older;
        else
            gone.Newer.Older = gone.Older;
        if (gone.Older is null)
            oldest = gone.Newer;
        else
            gone.Older.Newer = gone.Newer;
    }
}
