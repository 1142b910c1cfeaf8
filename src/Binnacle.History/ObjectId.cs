namespace Binnacle.History;

/// <summary>A git object name, SHA-1 (20 bytes) or SHA-256 (32 bytes), kept as bytes.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>
{
    private readonly byte[]? bytes;

    private ObjectId(byte[] bytes) => this.bytes = bytes;

    /// <summary>20 or 32 bytes; empty for the default value.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>True for the name that git prints as zeros: no object.</summary>
    public bool IsNone => bytes is null || bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Copies 20 or 32 bytes, for example from a database.</summary>
    public static ObjectId FromBytes(ReadOnlySpan<byte> value) => new(value.ToArray());

    /// <summary>Reads 40 or 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is not an object name.</exception>
    public static ObjectId Parse(ReadOnlySpan<char> hex) =>
        hex.Length is 40 or 64
            ? new(Convert.FromHexString(hex))
            : throw new FormatException($"An object name has 40 or 64 digits, found {hex.Length}.");

    /// <summary>Reads 40 or 64 hexadecimal ASCII digits; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length is not (40 or 64))
            return false;
        var value = new byte[hex.Length / 2];
        if (Convert.FromHexString(hex, value, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        id = new(value);
        return true;
    }

    /// <summary>The first ten digits, for people.</summary>
    public string Abbreviated => ToString() is { Length: > 10 } text ? text[..10] : ToString();

    /// <summary>Equal bytes.</summary>
    public bool Equals(ObjectId other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Bytes.Length >= 4 ? BitConverter.ToInt32(Bytes) : 0;

    /// <summary>40 or 64 lower-case hexadecimal digits; empty for the default value.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>Equal bytes.</summary>
    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);
}
