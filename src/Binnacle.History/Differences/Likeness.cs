using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>A content cut into lines, or pieces of 64 bytes where lines are longer: how many bytes fall to each of git's hashes, by hash.</summary>
/// <param name="Size">Bytes of the content.</param>
internal sealed record Pieces(int Size, int[] Hashes, int[] Bytes)
{
    /// <summary>Bytes of this content that the other one has as well.</summary>
    public long SharedWith(Pieces other)
    {
        var (shared, at) = (0L, 0);
        for (var own = 0; own < Hashes.Length; own++)
        {
            while (at < other.Hashes.Length && other.Hashes[at] < Hashes[own])
                at++;
            if (at < other.Hashes.Length && other.Hashes[at] == Hashes[own])
                shared += Math.Min(Bytes[own], other.Bytes[at]);
        }
        return shared;
    }
}

/// <summary>How alike git takes two contents to be when it looks for renames, in sixty-thousandths. For one thread.</summary>
/// <param name="countsRest">Since git 2.44 a last line without an end counts, too.</param>
internal sealed class Likeness(bool countsRest)
{
    public const int Most = 60_000;

    private const int HashCount = 107_927;
    private const int LongestPiece = 64;
    private const int BinaryWindow = 8000;

    private readonly int[] counts = new int[HashCount];
    private readonly List<int> touched = [];

    /// <summary>False where the sizes alone forbid so high a score.</summary>
    public static bool IsPossible(int size, int other, int least) =>
        Math.Max(size, other) * (double)(Most - least) >= Math.Abs((double)size - other) * Most;

    public static int Score(Pieces source, Pieces target) =>
        target.Size == 0 ? 0 : (int)(source.SharedWith(target) * (double)Most / Math.Max(source.Size, target.Size));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Pieces Cut(ReadOnlySpan<byte> content)
    {
        var isText = !content[..Math.Min(content.Length, BinaryWindow)].Contains((byte)0);
        var (low, high, length) = (0u, 0u, 0);
        for (var at = 0; at < content.Length; at++)
        {
            var letter = content[at];
            if (isText && letter == '\r' && at + 1 < content.Length && content[at + 1] == '\n')
                continue;
            (low, high) = ((low << 7 ^ high >> 25) + letter, high << 7 ^ low >> 25);
            if (++length < LongestPiece && letter != '\n')
                continue;
            Count(low, high, length);
            (low, high, length) = (0, 0, 0);
        }
        if (length > 0 && countsRest)
            Count(low, high, length);
        touched.Sort();
        var hashes = touched.ToArray();
        var bytes = new int[hashes.Length];
        for (var at = 0; at < hashes.Length; at++)
            (bytes[at], counts[hashes[at]]) = (counts[hashes[at]], 0);
        touched.Clear();
        return new(content.Length, hashes, bytes);
    }

    private void Count(uint low, uint high, int length)
    {
        var hash = (int)((low + high * 0x61) % HashCount);
        if (counts[hash] == 0)
            touched.Add(hash);
        counts[hash] += length;
    }
}
