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

/// <summary>An object's content, which stays where it is as long as somebody holds it.</summary>
internal sealed class LoadedObject(byte[] room, int start, int length, ObjectKind kind) : IDisposable
{
    public ObjectKind Kind { get; } = kind;

    public int Length { get; } = length;

    public ReadOnlySpan<byte> Content => room.AsSpan(Start, Length);

    internal int Start { get; } = start;

    internal int Holders { get; set; } = 1;

    internal long? Key { get; set; }

    /// <summary>To be filled; longer than the content by <see cref="Inflater.Slack"/>.</summary>
    internal Span<byte> Room => room.AsSpan(Start, Length + Inflater.Slack);

    public void Dispose() => Holders--;
}

/// <summary>
/// The objects loaded last; delta bases and the contents that the next commit compares with are among them. They lie one behind the other in a ring of
/// fixed size, where the newest takes the place of the oldest: nothing is left to the garbage collector. For one thread.
/// </summary>
internal sealed class ObjectCache(int capacity)
{
    private readonly byte[] ring = GC.AllocateUninitializedArray<byte>(capacity);
    private readonly Dictionary<long, LoadedObject> byKey = [];

    /// <summary>In the order of their places, from the next one to be overwritten on.</summary>
    private readonly Queue<LoadedObject> inPlace = [];
    private int next;

    /// <summary>Held for the caller, who lets it go; null when it is not here.</summary>
    public LoadedObject? Find(long key)
    {
        if (!byKey.TryGetValue(key, out var found))
            return null;
        found.Holders++;
        return found;
    }

    /// <summary>Room for a content; held for the caller, and not found before it is kept.</summary>
    public LoadedObject Make(int length, ObjectKind kind)
    {
        var size = length + Inflater.Slack;
        if (size > capacity / 4 || !FindPlace(size))
            return new(GC.AllocateUninitializedArray<byte>(size), 0, length, kind);
        var made = new LoadedObject(ring, next, length, kind);
        next += size;
        inPlace.Enqueue(made);
        return made;
    }

    /// <summary>Found from now on, if it lies in the ring.</summary>
    public LoadedObject Keep(LoadedObject made, long key)
    {
        if (made.Room.Overlaps(ring) && byKey.TryAdd(key, made))
            made.Key = key;
        return made;
    }

    /// <summary>Passes over what is held; false when that is half of the ring.</summary>
    private bool FindPlace(int size)
    {
        for (var passed = 0; passed < capacity / 2; )
        {
            if (next + size > capacity)
            {
                while (inPlace.TryPeek(out var last) && last.Start >= next)
                    passed += Free(last);
                next = 0;
            }
            if (!inPlace.TryPeek(out var oldest) || oldest.Start < next || oldest.Start >= next + size)
                return true;
            passed += Free(oldest);
        }
        return false;
    }

    /// <summary>Bytes that are not free, because somebody holds them.</summary>
    private int Free(LoadedObject oldest)
    {
        inPlace.Dequeue();
        if (oldest.Holders == 0)
        {
            if (oldest.Key is { } key)
                byKey.Remove(key);
            return 0;
        }
        var size = oldest.Room.Length;
        next = Math.Max(next, oldest.Start + size);
        inPlace.Enqueue(oldest);
        return size;
    }
}
