using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>git's deltas: the base's size, the result's size, then pieces of the base and new bytes in turn.</summary>
internal static class Delta
{
    /// <summary>The result's size; negative when it does not fit this base.</summary>
    public static int ResultSize(ReadOnlySpan<byte> delta, int baseSize)
    {
        var at = 0;
        return Number(delta, ref at) == baseSize && Number(delta, ref at) is >= 0 and < int.MaxValue / 2 and var size
            ? (int)size
            : -1;
    }

    /// <summary>False when the delta is damaged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Apply(ReadOnlySpan<byte> delta, ReadOnlySpan<byte> source, Span<byte> result)
    {
        var at = 0;
        Number(delta, ref at);
        Number(delta, ref at);
        var filled = 0;
        while (at < delta.Length)
        {
            var command = delta[at++];
            if (command == 0)
                return false;
            if (command < 0x80)
            {
                if (command > delta.Length - at || command > result.Length - filled)
                    return false;
                delta.Slice(at, command).CopyTo(result[filled..]);
                at += command;
                filled += command;
                continue;
            }
            var needed = System.Numerics.BitOperations.PopCount((uint)command & 0x7f);
            if (needed > delta.Length - at)
                return false;
            uint offset = 0;
            uint length = 0;
            for (var bit = 0; bit < 4; bit++)
                if ((command & (1 << bit)) != 0)
                    offset |= (uint)delta[at++] << (bit * 8);
            for (var bit = 0; bit < 3; bit++)
                if ((command & (0x10 << bit)) != 0)
                    length |= (uint)delta[at++] << (bit * 8);
            if (length == 0)
                length = 0x10000;
            if ((ulong)offset + length > (ulong)source.Length || length > (uint)(result.Length - filled))
                return false;
            source.Slice((int)offset, (int)length).CopyTo(result[filled..]);
            filled += (int)length;
        }
        return filled == result.Length;
    }

    private static long Number(ReadOnlySpan<byte> delta, ref int at)
    {
        long value = 0;
        for (var shift = 0; at < delta.Length && shift < 56; shift += 7)
        {
            var part = delta[at++];
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        return -1;
    }
}
