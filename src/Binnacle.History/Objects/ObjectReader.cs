using System.IO.Compression;

namespace Binnacle.History;

/// <summary>An object that is damaged or of a shape that is left to git, which says what is wrong.</summary>
internal sealed class UnreadableObjectException : Exception;

/// <summary>Reads whole objects; for one thread. Bases and results are kept for a while (<see cref="ObjectCache"/>).</summary>
/// <param name="cacheSize">Bytes of contents to keep.</param>
internal sealed class ObjectReader(ObjectStore store, int cacheSize)
{
    /// <summary>git takes larger files for binary without a look (core.bigFileThreshold).</summary>
    public const int LargestObject = 64 << 20;

    private const int DeepestChain = 5000;

    private readonly ObjectCache cache = new(cacheSize);
    private readonly PackWindow window = new(store);
    private readonly Inflater inflater = new();
    private readonly List<(long Offset, long DataAt, int Size)> chain = [];
    private byte[] delta = new byte[1 << 16];
    private byte[] packed = new byte[1 << 16];

    /// <summary>Null when the object is absent, which is no error in a partial clone.</summary>
    /// <exception cref="UnreadableObjectException">It is there, and damaged or too large.</exception>
    public LoadedObject? Load(ReadOnlySpan<byte> name) =>
        store.Find(name) is var (pack, offset) ? FromPack(pack, offset)
        : store.Loose(name) is { } path ? FromFile(path, name)
        : null;

    /// <summary>True when the object is in a pack or stands alone.</summary>
    public bool Exists(ReadOnlySpan<byte> name) => store.Find(name) is not null || store.Loose(name) is not null;

    private LoadedObject FromPack(int pack, long offset)
    {
        if (cache.Find(Key(pack, offset)) is { } known)
            return known;
        chain.Clear();
        LoadedObject? result = null;
        for (var at = offset; result is null; )
        {
            var header = PackHeader.Read(window.From(pack, at));
            if (header.Size > LargestObject || chain.Count > DeepestChain)
                throw new UnreadableObjectException();
            var dataAt = at + header.Length;
            if (header.Kind is ObjectKind.OffsetDelta or ObjectKind.NameDelta)
            {
                chain.Add((at, dataAt + header.BaseLength(store.NameSize), (int)header.Size));
                at =
                    header.Kind is ObjectKind.OffsetDelta
                        ? at - header.Distance
                        : BaseByName(pack, window.From(pack, dataAt));
                if (at < 0 || chain[^1].Offset == at)
                    throw new UnreadableObjectException();
                result = cache.Find(Key(pack, at));
                continue;
            }
            if (header.Kind is not (ObjectKind.Commit or ObjectKind.Tree or ObjectKind.Blob or ObjectKind.Tag))
                throw new UnreadableObjectException();
            result = Inflate(pack, at, dataAt, (int)header.Size, header.Kind);
        }
        for (var link = chain.Count - 1; link >= 0; link--)
            using (var source = result)
                result = Patch(pack, chain[link], source);
        return result;
    }

    private LoadedObject Patch(int pack, (long Offset, long DataAt, int Size) link, LoadedObject source)
    {
        if (delta.Length < link.Size + Inflater.Slack)
            delta = GC.AllocateUninitializedArray<byte>(Math.Max(2 * delta.Length, link.Size + Inflater.Slack));
        Inflate(pack, link.DataAt, delta, link.Size);
        var length = Delta.ResultSize(delta.AsSpan(0, link.Size), source.Length);
        if (length is < 0 or > LargestObject)
            throw new UnreadableObjectException();
        var made = cache.Make(length, source.Kind);
        if (!Delta.Apply(delta.AsSpan(0, link.Size), source.Content, made.Room[..length]))
        {
            made.Dispose();
            throw new UnreadableObjectException();
        }
        return cache.Keep(made, Key(pack, link.Offset));
    }

    private LoadedObject Inflate(int pack, long at, long dataAt, int size, ObjectKind kind)
    {
        var made = cache.Make(size, kind);
        try
        {
            Inflate(pack, dataAt, made.Room, size);
        }
        catch (UnreadableObjectException)
        {
            made.Dispose();
            throw;
        }
        return cache.Keep(made, Key(pack, at));
    }

    private void Inflate(int pack, long dataAt, Span<byte> into, int size)
    {
        // Deflate grows what it cannot compress by five bytes in 16,383 at most, as zlib writes it; most contents shrink to a third.
        var most = size + size / 1000 + 64;
        var result = Inflated.NeedsInput;
        if (size <= 3 * PackWindow.Overlap)
            result = inflater.Run(window.From(pack, dataAt), into, size);
        for (var length = Math.Min(most, size / 3 + 1024); result is Inflated.NeedsInput; length = most)
        {
            if (packed.Length < length)
                packed = GC.AllocateUninitializedArray<byte>(Math.Max(2 * packed.Length, length));
            var read = store.Read(pack, dataAt, packed.AsSpan(0, length));
            result = inflater.Run(packed.AsSpan(0, read), into, size);
            if (length == most)
                break;
        }
        if (result is not Inflated.Done)
            throw new UnreadableObjectException();
    }

    /// <summary>The place of a base that is given by name; negative when it stands in another pack.</summary>
    private long BaseByName(int pack, ReadOnlySpan<byte> data) =>
        data.Length >= store.NameSize && store.Find(data[..store.NameSize]) is var (found, offset) && found == pack
            ? offset
            : -1;

    private LoadedObject FromFile(string path, ReadOnlySpan<byte> name)
    {
        var key = long.MinValue | BitConverter.ToInt64(name);
        if (cache.Find(key) is { } known)
            return known;
        try
        {
            using var file = new ZLibStream(File.OpenRead(path), CompressionMode.Decompress);
            Span<byte> begun = stackalloc byte[LooseHeader.Longest];
            begun = begun[..file.ReadAtLeast(begun, LooseHeader.Longest, throwOnEndOfStream: false)];
            var header = LooseHeader.Read(begun);
            begun = begun[header.Length..];
            if (header.Size > LargestObject || begun.Length > header.Size)
                throw new UnreadableObjectException();
            var made = cache.Make((int)header.Size, header.Kind);
            try
            {
                begun.CopyTo(made.Room);
                file.ReadExactly(made.Room[begun.Length..(int)header.Size]);
                return file.ReadByte() < 0 ? cache.Keep(made, key) : throw new UnreadableObjectException();
            }
            catch
            {
                made.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UnreadableObjectException();
        }
    }

    private static long Key(int pack, long offset) => (long)pack << 48 | offset;
}
