namespace Binnacle.History;

/// <summary>
/// Pieces of packs that were read last. Not mapped into memory: what a process maps counts as its own, and packs are as large as
/// history is long.
/// </summary>
internal sealed class PackWindow(ObjectStore store)
{
    private const int BlockBits = 13;

    /// <summary>Behind each block, so that what begins at its end is whole as well.</summary>
    public const int Overlap = 4 << 10;
    private const int Blocks = 1024;

    private readonly (long Key, byte[]? Bytes, int Length)[] blocks = new (long, byte[]?, int)[Blocks];

    /// <summary>Bytes of a pack from a place on: at least 4 KB, unless the pack ends.</summary>
    public ReadOnlySpan<byte> From(int pack, long offset)
    {
        var number = offset >> BlockBits;
        var key = (long)pack << 48 | number + 1;
        ref var block = ref blocks[(int)((uint)(number + pack * 7919) % Blocks)];
        if (block.Key != key)
        {
            block.Key = 0;
            block.Bytes ??= GC.AllocateUninitializedArray<byte>((1 << BlockBits) + Overlap);
            try
            {
                block.Length = store.Read(pack, number << BlockBits, block.Bytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UnreadableObjectException();
            }
            block.Key = key;
        }
        var start = (int)(offset - (number << BlockBits));
        return start >= block.Length ? [] : block.Bytes.AsSpan(start, block.Length - start);
    }
}
