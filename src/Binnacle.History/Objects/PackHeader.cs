using System.Globalization;
using System.Text;

namespace Binnacle.History;

/// <summary>What stands before an object's compressed content in a pack.</summary>
/// <param name="Size">Of the content, or of the delta, in bytes.</param>
/// <param name="Length">Of the header; for an offset delta with the distance.</param>
/// <param name="Distance">Bytes back to the base of an offset delta.</param>
internal readonly record struct PackHeader(ObjectKind Kind, long Size, int Length, long Distance)
{
    public static PackHeader Read(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var first = Next(bytes, ref at);
        var kind = (ObjectKind)(first >> 4 & 7);
        long size = first & 15;
        for (var (part, shift) = (first, 4); part >= 0x80; shift += 7)
        {
            part = Next(bytes, ref at);
            if (shift > 53)
                throw new UnreadableObjectException();
            size |= (long)(part & 0x7f) << shift;
        }
        if (kind is not ObjectKind.OffsetDelta)
            return new(kind, size, at, 0);
        var next = Next(bytes, ref at);
        long distance = next & 0x7f;
        while (next >= 0x80)
        {
            next = Next(bytes, ref at);
            if (distance > long.MaxValue >> 9)
                throw new UnreadableObjectException();
            distance = (distance + 1 << 7) | (uint)(next & 0x7f);
        }
        return new(kind, size, at, distance);
    }

    /// <summary>Bytes of a base's name that follow the header.</summary>
    public int BaseLength(int nameSize) => Kind is ObjectKind.NameDelta ? nameSize : 0;

    private static int Next(ReadOnlySpan<byte> bytes, ref int at) =>
        at < bytes.Length ? bytes[at++] : throw new UnreadableObjectException();
}

/// <summary><c>KIND SIZE NUL</c> before the content of an object that stands alone.</summary>
internal readonly record struct LooseHeader(ObjectKind Kind, long Size, int Length)
{
    public const int Longest = 32;

    public static LooseHeader Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        var parts = end < 0 ? [] : Encoding.ASCII.GetString(bytes[..end]).Split(' ');
        if (
            parts.Length != 2
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        )
            throw new UnreadableObjectException();
        var kind = parts[0] switch
        {
            "commit" => ObjectKind.Commit,
            "tree" => ObjectKind.Tree,
            "blob" => ObjectKind.Blob,
            "tag" => ObjectKind.Tag,
            _ => throw new UnreadableObjectException(),
        };
        return new(kind, size, end + 1);
    }
}
