using System.IO.Compression;

namespace Binnacle.History;

/// <summary>An object that is damaged or of a shape that is left to git, which says what is wrong.</summary>
internal sealed class UnreadableObjectException : Exception;

/// <summary>Reads whole objects; for one thread. Bases and results are kept for a while (<see cref="ObjectCache"/>).</summary>
/// <param name="cacheSize">Bytes of contents to keep.</param>
internal sealed class ObjectReader(ObjectStore store, long cacheSize)
{
    /// <summary>git takes larger files for binary without a look (core.bigFileThreshold).</summary>
    public const int LargestObject = 64 << 20;

    private const int DeepestChain = 5000;

    private readonly ObjectCache cache = new(cacheSize);
    private readonly PackWindow window = new(store);
    private readonly Inflater inflater = new();
    private readonly List<(long Offset, long DataAt, int Size)> chain = [];

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
        var kind = ObjectKind.None;
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
            var buffer = Inflate(pack, dataAt, (int)header.Size);
            result = cache.Add(Key(pack, at), header.Kind, buffer, (int)header.Size);
        }
        kind = result.Kind;
        for (var link = chain.Count - 1; link >= 0; link--)
            using (var source = result)
                result = Patch(pack, chain[link].Offset, chain[link].DataAt, chain[link].Size, source, kind);
        return result;
    }

    private LoadedObject Patch(int pack, long offset, long dataAt, int size, LoadedObject source, ObjectKind kind)
    {
        var delta = Inflate(pack, dataAt, size);
        var length = Delta.ResultSize(delta.AsSpan(0, size), source.Length);
        if (length is < 0 or > LargestObject)
            throw new UnreadableObjectException();
        var buffer = cache.Rent(length);
        if (!Delta.Apply(delta.AsSpan(0, size), source.Content, buffer.AsSpan(0, length)))
            throw new UnreadableObjectException();
        cache.Return(delta);
        return cache.Add(Key(pack, offset), kind, buffer, length);
    }

    private byte[] Inflate(int pack, long dataAt, int size)
    {
        var buffer = cache.Rent(size + Inflater.Slack);
        var result = inflater.Run(window.From(pack, dataAt), buffer, size);
        if (result is Inflated.NeedsInput)
        {
            // Deflate grows what it cannot compress by five bytes in 16,383 at most, as zlib writes it.
            var raw = cache.Rent(size + size / 1000 + 64);
            var read = store.Read(pack, dataAt, raw);
            result = inflater.Run(raw.AsSpan(0, read), buffer, size);
            cache.Return(raw);
        }
        return result is Inflated.Done ? buffer : throw new UnreadableObjectException();
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
            var buffer = cache.Rent(LooseHeader.Longest);
            var filled = file.ReadAtLeast(buffer, LooseHeader.Longest, throwOnEndOfStream: false);
            var header = LooseHeader.Read(buffer.AsSpan(0, Math.Min(filled, LooseHeader.Longest)));
            if (header.Size > LargestObject)
                throw new UnreadableObjectException();
            var content = cache.Rent((int)header.Size + Inflater.Slack);
            var begun = buffer.AsSpan(header.Length, filled - header.Length);
            if (begun.Length > header.Size)
                throw new UnreadableObjectException();
            begun.CopyTo(content);
            cache.Return(buffer);
            file.ReadExactly(content, begun.Length, (int)header.Size - begun.Length);
            return file.ReadByte() < 0
                ? cache.Add(key, header.Kind, content, (int)header.Size)
                : throw new UnreadableObjectException();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UnreadableObjectException();
        }
    }

    private static long Key(int pack, long offset) => (long)pack << 48 | offset;
}
