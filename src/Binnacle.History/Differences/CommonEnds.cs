using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Binnacle.History;

/// <summary>The whole lines that two contents begin and end with.</summary>
internal static class CommonEnds
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Only whole lines count.</summary>
    /// <returns>Where the common start ends, and where the common end begins in each.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Start, int OldEnd, int NewEnd) Of(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
    {
        var start = old.CommonPrefixLength(@new);
        // A line that ends with the file in one of them only is another line.
        if (start < old.Length || start < @new.Length)
            start = old[..start].LastIndexOf(LineFeed) + 1;
        var same = CommonEnd(old[start..], @new[start..]);
        var (oldEnd, newEnd) = (old.Length - same, @new.Length - same);
        if (!StartsLine(old, oldEnd, start) || !StartsLine(@new, newEnd, start))
        {
            var skip = old[oldEnd..].IndexOf(LineFeed) + 1;
            skip = skip == 0 ? same : skip;
            oldEnd += skip;
            newEnd += skip;
        }
        return (start, oldEnd, newEnd);
    }

    private static bool StartsLine(ReadOnlySpan<byte> content, int at, int start) =>
        at == start || content[at - 1] == LineFeed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CommonEnd(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var most = Math.Min(one.Length, other.Length);
        var same = 0;
        while (most - same >= Vector256<byte>.Count)
        {
            var left = Vector256.Create(one.Slice(one.Length - same - Vector256<byte>.Count, Vector256<byte>.Count));
            var right = Vector256.Create(
                other.Slice(other.Length - same - Vector256<byte>.Count, Vector256<byte>.Count)
            );
            var equal = Vector256.Equals(left, right).ExtractMostSignificantBits();
            if (equal != uint.MaxValue)
                return same + System.Numerics.BitOperations.LeadingZeroCount(~equal);
            same += Vector256<byte>.Count;
        }
        while (same < most && one[^(same + 1)] == other[^(same + 1)])
            same++;
        return same;
    }
}
