using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Where each object of a pack stands (git's index format, version 2), whole in memory: 24 to 36 bytes an object.</summary>
internal sealed class PackIndex
{
    private const int HeaderSize = 8;
    private const int FanSize = 256 * 4;

    private readonly byte[] content;
    private readonly int nameSize;
    private readonly int count;

    /// <summary>By the first two bytes of a name, how many names come before: leaves a few to search among, where git's own table leaves thousands.</summary>
    private readonly int[] before = new int[(1 << 16) + 1];

    private PackIndex(byte[] content, int nameSize, int count)
    {
        (this.content, this.nameSize, this.count) = (content, nameSize, count);
        for (var number = 0; number < count; number++)
            before[First(content.AsSpan(NamesAt + number * nameSize)) + 1] = number + 1;
        for (var first = 0; first < 1 << 16; first++)
            before[first + 1] = Math.Max(before[first], before[first + 1]);
    }

    private const int NamesAt = HeaderSize + FanSize;

    // Between names and offsets stand checksums.
    private int OffsetsAt => NamesAt + count * (nameSize + 4);

    /// <summary>Null for another version or a damaged file: git has to say what is wrong with it.</summary>
    public static PackIndex? Read(string path, int nameSize)
    {
        if (new FileInfo(path).Length is < HeaderSize + FanSize or > int.MaxValue / 2)
            return null;
        var content = File.ReadAllBytes(path);
        if (!content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2]))
            return null;
        var count = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(HeaderSize + 255 * 4));
        var least = HeaderSize + FanSize + count * (long)(nameSize + 8) + 2 * nameSize;
        return content.Length < least ? null : new(content, nameSize, (int)count);
    }

    /// <summary>The object's place in the pack; negative when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Find(ReadOnlySpan<byte> name)
    {
        var low = before[First(name)];
        var high = before[First(name) + 1];
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = content.AsSpan(NamesAt + middle * nameSize, nameSize).SequenceCompareTo(name);
            if (order == 0)
                return OffsetOf(middle);
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return -1;
    }

    private static int First(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt16BigEndian(name);

    private long OffsetOf(int index)
    {
        var offset = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(OffsetsAt + index * 4));
        if (offset < 0x8000_0000)
            return offset;
        var far = OffsetsAt + count * 4L + (offset & 0x7fff_ffff) * 8L;
        return far + 8 > content.Length ? -1 : (long)BinaryPrimitives.ReadUInt64BigEndian(content.AsSpan((int)far));
    }
}
