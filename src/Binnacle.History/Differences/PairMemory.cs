using System.Buffers.Binary;

namespace Binnacle.History;

/// <summary>
/// Line counts of the pairs of contents seen last, for changes that are made on several branches. Names are cryptographic: sixteen bytes of each pair
/// stand for it.
/// </summary>
internal sealed class PairMemory
{
    private const int Size = 1 << 15;

    private readonly (ulong Old, ulong New, int Added, int Deleted)[] known = new (ulong, ulong, int, int)[Size];

    public (int Added, int Deleted)? Find(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
    {
        var (first, second) = Key(old, @new);
        ref readonly var found = ref known[(int)((first ^ second) & (Size - 1))];
        return found.Old == first && found.New == second && (first | second) != 0 ? (found.Added, found.Deleted) : null;
    }

    public void Add(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new, (int Added, int Deleted) count)
    {
        var (first, second) = Key(old, @new);
        known[(int)((first ^ second) & (Size - 1))] = (first, second, count.Added, count.Deleted);
    }

    private static (ulong, ulong) Key(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(old), BinaryPrimitives.ReadUInt64LittleEndian(@new));
}
