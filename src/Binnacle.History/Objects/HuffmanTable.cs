using System.Numerics;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>
/// Decodes canonical Huffman codes (RFC 1951, 3.2.2) by one look-up, or two for long codes. An entry holds the bits to drop in its lowest byte, the
/// kind and the count of extra bits in the second, and the symbol's value, or where the second table starts, above.
/// </summary>
internal sealed class HuffmanTable
{
    public const int LiteralBits = 10;
    public const int DistanceBits = 8;
    public const int LengthBits = 7;

    private const int LongestCode = 15;
    private const uint Length = 0x10 << 8;
    private const uint End = 0x20 << 8;
    private const uint Second = 0x40 << 8;
    private const uint Invalid = 0x80 << 8;
    private const uint Kinds = 0xf0 << 8;

    private readonly int bits;
    private readonly uint[] symbols;
    private readonly uint[] entries;
    private readonly ushort[] sorted = new ushort[288];

    private HuffmanTable(int bits, int size, uint[] symbols) =>
        (this.bits, entries, this.symbols) = (bits, new uint[size], symbols);

    public ReadOnlySpan<uint> Entries => entries;

    public static HuffmanTable ForLiterals() => new(LiteralBits, 2048, LiteralSymbols);

    public static HuffmanTable ForDistances() => new(DistanceBits, 1024, DistanceSymbols);

    public static HuffmanTable ForLengths() =>
        new(LengthBits, 128, [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << 16)]);

    /// <summary>The codes of blocks that bring none (RFC 1951, 3.2.6).</summary>
    public static HuffmanTable Fixed(HuffmanTable table)
    {
        table.Build(
            table.bits == DistanceBits
                ? [.. Enumerable.Repeat((byte)5, 32)]
                :
                [
                    .. Enumerable
                        .Range(0, 288)
                        .Select(symbol =>
                            (byte)(
                                symbol is < 144 or >= 280 ? 8
                                : symbol < 256 ? 9
                                : 7
                            )
                        ),
                ]
        );
        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLiteral(uint entry) => (entry & Kinds) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEnd(uint entry) => (entry & End) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInvalid(uint entry) => (entry & Invalid) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ExtraBits(uint entry) => (int)(entry >> 8) & 15;

    /// <summary>The entry of the next code, which is dropped from <paramref name="source"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(ReadOnlySpan<uint> table, int bits, ref BitReader source)
    {
        var entry = table[(int)source.Peek(bits)];
        if ((entry & Second) != 0)
        {
            source.Drop(bits);
            entry = table[(int)(entry >> 16) + (int)source.Peek(ExtraBits(entry))];
        }
        source.Drop((int)(entry & 255));
        return entry;
    }

    /// <summary>False for lengths that no prefix code has; as zlib, one single code of one bit may stand alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Span<int> count = stackalloc int[LongestCode + 1];
        count.Clear();
        foreach (var length in lengths)
            count[length]++;
        count[0] = 0;
        var longest = count.LastIndexOfAnyExcept(0);
        if (longest < 0)
        {
            entries.AsSpan(0, 1 << bits).Fill(Invalid | 1);
            return true;
        }
        var left = 1;
        Span<int> offset = stackalloc int[LongestCode + 2];
        offset.Clear();
        for (var length = 1; length <= LongestCode; length++)
        {
            left = (left << 1) - count[length];
            if (left < 0)
                return false;
            offset[length + 1] = offset[length] + count[length];
        }
        if (left > 0 && (longest != 1 || bits == LengthBits))
            return false;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] > 0)
                sorted[offset[lengths[symbol]]++] = (ushort)symbol;
        if (left > 0)
            entries.AsSpan(0, 1 << bits).Fill(Invalid | 1);
        return Fill(lengths, count, longest);
    }

    /// <summary>
    /// Codes come by length. What is known of the table stands at its start; each time codes grow by a bit it is doubled, so that a code is written once
    /// and not wherever it begins an index.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(ReadOnlySpan<byte> lengths, Span<int> left, int longest)
    {
        var table = entries.AsSpan();
        var (code, grown, total, index) = (0u, 0, Sum(left), 0);
        for (; index < total && lengths[sorted[index]] <= bits; index++)
        {
            var length = (int)lengths[sorted[index]];
            for (; grown < length; grown++)
                table[..(1 << grown)].CopyTo(table[(1 << grown)..]);
            table[(int)code] = symbols[sorted[index]] | (uint)length;
            left[length]--;
            code = Next(code, length);
        }
        for (; grown < bits; grown++)
            table[..(1 << grown)].CopyTo(table[(1 << grown)..]);
        return FillSecond(lengths, left, longest, code, index, total);
    }

    private bool FillSecond(ReadOnlySpan<byte> lengths, Span<int> left, int longest, uint code, int index, int total)
    {
        var (used, start, width, prefix) = (1 << bits, 0, 0, uint.MaxValue);
        for (; index < total; index++)
        {
            var symbol = sorted[index];
            var length = (int)lengths[symbol];
            if ((code & ((1u << bits) - 1)) != prefix)
            {
                prefix = code & ((1u << bits) - 1);
                width = WidthOf(left, length, longest);
                start = used;
                used += 1 << width;
                if (used > entries.Length)
                    return false;
                entries[prefix] = Second | (uint)width << 8 | (uint)start << 16;
            }
            for (var at = (int)(code >> bits); at < 1 << width; at += 1 << (length - bits))
                entries[start + at] = symbols[symbol] | (uint)(length - bits);
            left[length]--;
            code = Next(code, length);
        }
        return true;
    }

    /// <summary>As wide as the codes still to come need that share these first bits: canonical codes stand one after the other.</summary>
    private int WidthOf(ReadOnlySpan<int> count, int length, int longest)
    {
        var width = length - bits;
        for (var left = 1 << width; width + bits < longest; width++, left <<= 1)
        {
            left -= count[width + bits];
            if (left <= 0)
                break;
        }
        return width;
    }

    /// <summary>Counts up a code whose first bit is the lowest; 0 behind the last one.</summary>
    private static uint Next(uint code, int length)
    {
        var zeros = code ^ ((1u << length) - 1);
        if (zeros == 0)
            return 0;
        var bit = 1u << BitOperations.Log2(zeros);
        return (code & (bit - 1)) | bit;
    }

    private static int Sum(ReadOnlySpan<int> count)
    {
        var sum = 0;
        foreach (var number in count)
            sum += number;
        return sum;
    }

    private static uint[] LiteralSymbols { get; } =
    [
        .. Enumerable.Range(0, 256).Select(symbol => (uint)symbol << 16),
        End,
        .. WithExtra(28, 3, 4),
        Length | 258u << 16,
        Invalid,
        Invalid,
    ];

    private static uint[] DistanceSymbols { get; } = [.. WithExtra(30, 1, 2), Invalid, Invalid];

    /// <summary>Ranges that double every <paramref name="step"/> symbols (RFC 1951, 3.2.5).</summary>
    private static IEnumerable<uint> WithExtra(int symbols, int first, int step)
    {
        var value = first;
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            var extra = Math.Max(0, symbol / step - 1);
            yield return Length | (uint)extra << 8 | (uint)value << 16;
            value += 1 << extra;
        }
    }
}
