using System.Buffers;
using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Cuts a stream into NUL-terminated tokens in one pooled buffer that grows to the longest token.</summary>
internal static class NulTokens
{
    /// <summary>No header, path or subject that git prints is longer; more is an attack on memory.</summary>
    private const int LongestToken = 64 << 20;

    public delegate void Taker(ReadOnlySpan<byte> token);

    /// <summary>
    /// Calls <paramref name="take"/> with each token, without its NUL, and yields after each read with the number of bytes that wait for
    /// their NUL: not 0 at the end means that the stream was cut.
    /// </summary>
    public static async IAsyncEnumerable<int> BatchesAsync(
        Stream stream,
        Taker take,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                    buffer = Grow(buffer);
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
                if (read == 0)
                    yield break;
                // Only the new bytes can hold a NUL: what was left over had none.
                var used = Cut(buffer.AsSpan(0, filled + read), filled, take);
                filled += read - used;
                if (used > 0 && filled > 0)
                    buffer.AsSpan(used, filled).CopyTo(buffer);
                yield return filled;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Cut(ReadOnlySpan<byte> bytes, int searchFrom, Taker take)
    {
        var start = 0;
        for (int at; (at = bytes[searchFrom..].IndexOf((byte)0)) >= 0; searchFrom = start)
        {
            take(bytes[start..(searchFrom + at)]);
            start = searchFrom + at + 1;
        }
        return start;
    }

    private static byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= LongestToken)
            throw new RepositoryException(
                RepositoryProblem.GitFailed,
                $"git printed a name or subject of more than {LongestToken >> 20} MB; the history cannot be read."
            );
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
