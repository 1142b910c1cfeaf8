using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Binnacle.History;

/// <summary>One object for each distinct byte sequence: a history names few paths and people many times.</summary>
internal sealed class Interned<T>(Func<byte[], T> make)
{
    private readonly ConcurrentDictionary<byte[], T> known = new(ByteSequence.Comparer);

    public T this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            var lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (lookup.TryGetValue(bytes, out var found))
                return found;
            var key = bytes.ToArray();
            return known.GetOrAdd(key, make(key));
        }
    }
}

internal sealed class ByteSequence : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static ByteSequence Comparer { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    // Seeded per process: paths of an untrusted repository cannot be chosen to collide.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
