using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Binnacle.History;

/// <summary>The checksum of zlib streams (RFC 1950), 32 bytes a step where the processor can.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;
    private const int Step = 32;

    /// <summary>The most steps before the sums have to be reduced.</summary>
    private const int StepsAtOnce = 5552 / Step;

    private static readonly Vector256<sbyte> Weights = Vector256.Create([
        .. Enumerable.Range(0, Step).Select(i => (sbyte)(Step - i)),
    ]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (1u, 0u);
        while (Avx2.IsSupported && bytes.Length >= Step)
        {
            var steps = Math.Min(bytes.Length / Step, StepsAtOnce);
            Add(MemoryMarshal.Cast<byte, Vector256<byte>>(bytes[..(steps * Step)]), ref low, ref high);
            bytes = bytes[(steps * Step)..];
        }
        while (bytes.Length > 0)
        {
            var some = bytes[..Math.Min(bytes.Length, StepsAtOnce * Step)];
            foreach (var value in some)
                high += low += value;
            low %= Modulus;
            high %= Modulus;
            bytes = bytes[some.Length..];
        }
        return high << 16 | low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<Vector256<byte>> blocks, ref uint low, ref uint high)
    {
        var sums = Vector256<uint>.Zero;
        var before = Vector256<uint>.Zero;
        var weighted = Vector256<int>.Zero;
        foreach (var block in blocks)
        {
            before += sums;
            sums += Avx2.SumAbsoluteDifferences(block, Vector256<byte>.Zero).AsUInt32();
            weighted += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(block, Weights), Vector256.Create((short)1));
        }
        var all = (ulong)high + (ulong)low * (uint)(blocks.Length * Step);
        all += (ulong)Vector256.Sum(before) * Step + (uint)Vector256.Sum(weighted);
        high = (uint)(all % Modulus);
        low = (low + Vector256.Sum(sums)) % Modulus;
    }
}
