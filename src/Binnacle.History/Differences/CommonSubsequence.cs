using System.Numerics;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>The length of the longest common subsequence, by whichever exact method is cheapest.</summary>
internal sealed class CommonSubsequence
{
    private const int WordBits = 64;

    /// <summary>Eight megabytes of bits.</summary>
    private const int MostBits = 1 << 20;

    private const int WorthTrying = 64;

    private ulong[] positions = [];
    private ulong[] row = [];
    private int[] reach = [];

    public int Length(ReadOnlySpan<int> one, ReadOnlySpan<int> other, int classCount)
    {
        if (one.Length > other.Length)
            return Length(other, one, classCount);
        var words = (one.Length + WordBits - 1) / WordBits;
        var isCheap = (long)words * other.Length < 20_000;
        if (!isCheap && LengthWithin(one, other, WorthTrying) is { } near)
            return near;
        return (long)words * classCount <= MostBits
            ? ByBits(one, other, classCount, words)
            : LengthWithin(one, other, int.MaxValue)!.Value;
    }

    /// <summary>Null when more than <paramref name="most"/> lines have to be deleted and added (Myers' greedy search, forward).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int? LengthWithin(ReadOnlySpan<int> one, ReadOnlySpan<int> other, int most)
    {
        var (n, m) = (one.Length, other.Length);
        if (Math.Abs(n - m) > most)
            return null;
        most = Math.Min(most, n + m);
        // Diagonals beyond the corners cannot be reached.
        var (lowest, highest) = (-Math.Min(m, most), Math.Min(n, most));
        if (reach.Length < highest - lowest + 3)
            reach = new int[2 * (highest - lowest + 3)];
        var zero = 1 - lowest;
        reach[zero + 1] = 0;
        for (var edits = 0; edits <= most; edits++)
        {
            var from = -edits < lowest ? lowest + ((lowest + edits) & 1) : -edits;
            var to = edits > highest ? highest - ((highest + edits) & 1) : edits;
            for (var diagonal = from; diagonal <= to; diagonal += 2)
            {
                var at = zero + diagonal;
                // Outside of what the last round reached stands nothing.
                var down = diagonal + 1 <= Math.Min(edits - 1, highest) || edits == 0 ? reach[at + 1] : -1;
                var right = diagonal - 1 >= Math.Max(1 - edits, lowest) ? reach[at - 1] + 1 : -1;
                var x = Math.Min(Math.Max(down, right), n);
                if (x - diagonal > m)
                    x = m + diagonal;
                if (x >= 0 && x - diagonal >= 0)
                    x += one[x..].CommonPrefixLength(other[(x - diagonal)..]);
                reach[at] = x;
                if (x >= n && x - diagonal >= m)
                    return (n + m - edits) / 2;
            }
        }
        return null;
    }

    /// <summary>A row of the table of lengths is kept as the bits where it grows (Hyyrö 2004): 64 cells a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ByBits(ReadOnlySpan<int> one, ReadOnlySpan<int> other, int classCount, int words)
    {
        if (positions.Length < words * classCount)
            positions = new ulong[2 * words * classCount];
        if (row.Length < words)
            row = new ulong[2 * words];
        var bits = positions.AsSpan(0, words * classCount);
        bits.Clear();
        for (var at = 0; at < one.Length; at++)
            bits[one[at] * words + at / WordBits] |= 1UL << at % WordBits;
        var grows = row.AsSpan(0, words);
        grows.Fill(ulong.MaxValue);
        foreach (var number in other)
        {
            var match = bits.Slice(number * words, words);
            ulong carry = 0;
            for (var word = 0; word < grows.Length; word++)
            {
                var old = grows[word];
                var hit = old & match[word];
                var sum = old + hit;
                var over = sum < old ? 1UL : 0;
                sum += carry;
                carry = over | (sum < carry ? 1UL : 0);
                grows[word] = sum | (old & ~hit);
            }
        }
        var zeros = 0;
        for (var word = 0; word < words; word++)
        {
            var used =
                word == words - 1 && one.Length % WordBits != 0 ? (1UL << one.Length % WordBits) - 1 : ulong.MaxValue;
            zeros += BitOperations.PopCount(~grows[word] & used);
        }
        return zeros;
    }
}
