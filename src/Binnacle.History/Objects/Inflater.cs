using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>How decompression ended.</summary>
internal enum Inflated
{
    /// <summary>The output is full and its checksum holds.</summary>
    Done,

    /// <summary>The input ends too early: call again with more of it.</summary>
    NeedsInput,

    /// <summary>No such data can be (RFC 1950, RFC 1951), or another length was announced.</summary>
    Broken,
}

/// <summary>
/// Decompresses one zlib stream of known size from memory to memory. The framework's streams set up a quarter of a megabyte of state
/// for each of the small objects that a pack holds by the hundred thousand; this keeps its tables.
/// </summary>
internal sealed class Inflater
{
    /// <summary>Room behind the output, so that matches are copied in whole words.</summary>
    public const int Slack = 288;

    private const int Words = 8;
    private const int LongestMatch = 258;

    private static readonly HuffmanTable FixedLiterals = HuffmanTable.Fixed(HuffmanTable.ForLiterals());
    private static readonly HuffmanTable FixedDistances = HuffmanTable.Fixed(HuffmanTable.ForDistances());

    private readonly HuffmanTable literals = HuffmanTable.ForLiterals();
    private readonly HuffmanTable distances = HuffmanTable.ForDistances();
    private readonly HuffmanTable lengths = HuffmanTable.ForLengths();
    private readonly byte[] codeLengths = new byte[320];

    private static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Decompresses a stream that begins with <paramref name="input"/>.</summary>
    /// <param name="output">Longer than <paramref name="size"/> by <see cref="Slack"/>; what lies behind the size is undefined.</param>
    public Inflated Run(ReadOnlySpan<byte> input, Span<byte> output, int size)
    {
        if (input.Length < 2)
            return Inflated.NeedsInput;
        if ((input[0] & 15) != 8 || ((input[0] << 8) | input[1]) % 31 != 0 || (input[1] & 32) != 0)
            return Inflated.Broken;
        var bits = new BitReader(input, 2);
        var at = 0;
        for (var last = false; !last; )
        {
            bits.Refill();
            last = bits.Take(1) == 1;
            var result = bits.Take(2) switch
            {
                0 => Stored(ref bits, output[..size], ref at),
                1 => Block(ref bits, FixedLiterals, FixedDistances, output, size, ref at),
                2 when ReadTables(ref bits) => Block(ref bits, literals, distances, output, size, ref at),
                _ => Inflated.Broken,
            };
            if (result != Inflated.Done)
                return bits.IsOverrun ? Inflated.NeedsInput : result;
        }
        var end = bits.AlignedPosition();
        if (bits.IsOverrun || end + 4 > input.Length)
            return Inflated.NeedsInput;
        var sum = BinaryPrimitives.ReadUInt32BigEndian(input[end..]);
        return at == size && sum == Adler32.Of(output[..size]) ? Inflated.Done : Inflated.Broken;
    }

    private static Inflated Stored(ref BitReader bits, Span<byte> output, ref int at)
    {
        var header = bits.TakeBytes(4);
        if (header.Length < 4)
            return Inflated.NeedsInput;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header);
        if (length != (ushort)~BinaryPrimitives.ReadUInt16LittleEndian(header[2..]) || length > output.Length - at)
            return Inflated.Broken;
        var bytes = bits.TakeBytes(length);
        if (bytes.Length < length)
            return Inflated.NeedsInput;
        bytes.CopyTo(output[at..]);
        at += length;
        return Inflated.Done;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadTables(ref BitReader bits)
    {
        var literalCount = (int)bits.Take(5) + 257;
        var distanceCount = (int)bits.Take(5) + 1;
        var lengthCount = (int)bits.Take(4) + 4;
        if (literalCount > 286 || distanceCount > 30)
            return false;
        Span<byte> code = stackalloc byte[19];
        code.Clear();
        for (var i = 0; i < lengthCount; i++)
        {
            bits.Refill();
            code[LengthOrder[i]] = (byte)bits.Take(3);
        }
        if (!lengths.Build(code))
            return false;
        var total = literalCount + distanceCount;
        for (var i = 0; i < total; )
        {
            bits.Refill();
            var entry = lengths.Entries[(int)bits.Peek(HuffmanTable.LengthBits)];
            if (HuffmanTable.IsInvalid(entry))
                return false;
            bits.Drop((int)(entry & 255));
            var symbol = (int)(entry >> 16);
            if (symbol < 16)
            {
                codeLengths[i++] = (byte)symbol;
                continue;
            }
            var (value, repeat) = symbol switch
            {
                16 when i > 0 => (codeLengths[i - 1], 3 + (int)bits.Take(2)),
                17 => ((byte)0, 3 + (int)bits.Take(3)),
                18 => ((byte)0, 11 + (int)bits.Take(7)),
                _ => ((byte)0, total + 1),
            };
            if (i + repeat > total)
                return false;
            codeLengths.AsSpan(i, repeat).Fill(value);
            i += repeat;
        }
        return codeLengths[256] > 0
            && literals.Build(codeLengths.AsSpan(0, literalCount))
            && distances.Build(codeLengths.AsSpan(literalCount, distanceCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Inflated Block(
        ref BitReader source,
        HuffmanTable literalTable,
        HuffmanTable distanceTable,
        Span<byte> output,
        int size,
        ref int position
    )
    {
        // Copies in locals stay in registers.
        var bits = source;
        var at = position;
        ReadOnlySpan<uint> first = literalTable.Entries;
        ReadOnlySpan<uint> second = distanceTable.Entries;
        var result = Inflated.Broken;
        while (at <= size)
        {
            bits.Refill();
            var entry = HuffmanTable.Find(first, HuffmanTable.LiteralBits, ref bits);
            if (HuffmanTable.IsLiteral(entry))
            {
                output[at++] = (byte)(entry >> 16);
                // Two more fit into what is left of 56 bits.
                entry = HuffmanTable.Find(first, HuffmanTable.LiteralBits, ref bits);
                if (HuffmanTable.IsLiteral(entry))
                {
                    output[at++] = (byte)(entry >> 16);
                    entry = HuffmanTable.Find(first, HuffmanTable.LiteralBits, ref bits);
                    if (HuffmanTable.IsLiteral(entry))
                    {
                        output[at++] = (byte)(entry >> 16);
                        continue;
                    }
                }
                bits.Refill();
            }
            if (HuffmanTable.IsEnd(entry))
            {
                result = at <= size ? Inflated.Done : Inflated.Broken;
                break;
            }
            if (HuffmanTable.IsInvalid(entry) || bits.IsOverrun)
                break;
            var length = (int)(entry >> 16) + (int)bits.Take(HuffmanTable.ExtraBits(entry));
            entry = HuffmanTable.Find(second, HuffmanTable.DistanceBits, ref bits);
            if (HuffmanTable.IsInvalid(entry))
                break;
            var distance = (int)(entry >> 16) + (int)bits.Take(HuffmanTable.ExtraBits(entry));
            if (distance > at || length > size - at)
                break;
            Copy(output, at, distance, length);
            at += length;
        }
        source = bits;
        position = at;
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(Span<byte> output, int at, int distance, int length)
    {
        if (distance >= Words)
        {
            var from = output.Slice(at - distance, distance + LongestMatch + Words);
            for (var i = 0; i < length; i += Words)
                BinaryPrimitives.WriteUInt64LittleEndian(
                    from[(distance + i)..],
                    BinaryPrimitives.ReadUInt64LittleEndian(from[i..])
                );
        }
        else if (distance == 1)
            output.Slice(at, length).Fill(output[at - 1]);
        else
            for (var end = at + length; at < end; at++)
                output[at] = output[at - distance];
    }
}
