using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Bits of a deflate stream, lowest first. Behind the end stand zeros, and <see cref="IsOverrun"/> tells.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> input, int start)
{
    private readonly ReadOnlySpan<byte> input = input;
    private int next = start;
    private ulong buffer;
    private int count;

    /// <summary>More was taken than there was.</summary>
    public readonly bool IsOverrun => next - (count >> 3) > input.Length;

    /// <summary>At least 56 bits are there to take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        if (next + 8 <= input.Length)
        {
            buffer |= BinaryPrimitives.ReadUInt64LittleEndian(input[next..]) << count;
            next += (63 - count) >> 3;
            count |= 56;
        }
        else
            RefillAtEnd();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Peek(int bits) => (uint)buffer & ((1u << bits) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Drop(int bits)
    {
        buffer >>= bits;
        count -= bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(int bits)
    {
        var value = Peek(bits);
        Drop(bits);
        return value;
    }

    /// <summary>Whole bytes from the next byte boundary on; fewer at the end.</summary>
    public ReadOnlySpan<byte> TakeBytes(int length)
    {
        var from = AlignedPosition();
        var to = Math.Min(from + length, input.Length);
        (buffer, count) = (0, 0);
        next = from + length;
        return from >= to ? [] : input[from..to];
    }

    /// <summary>Where the byte after those begun stands.</summary>
    public readonly int AlignedPosition() => next - (count >> 3);

    private void RefillAtEnd()
    {
        for (; count <= 56; count += 8, next++)
            if (next < input.Length)
                buffer |= (ulong)input[next] << count;
    }
}
