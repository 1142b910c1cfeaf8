using System.IO.Compression;

namespace Binnacle.Platform.Intake;

/// <summary>Payloads repeat themselves: packed they take a tenth.</summary>
internal static class PackedBody
{
    public static byte[] Pack(ReadOnlySpan<byte> body)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        // The fastest level: the sender waits.
        return BrotliEncoder.TryCompress(body, buffer, out var length, quality: 1, window: 18)
            ? buffer[..length]
            : throw new InvalidOperationException("The buffer is as large as Brotli asks for.");
    }

    /// <param name="size">As long as it was.</param>
    public static byte[] Unpack(byte[] packed, int size)
    {
        var body = new byte[size];
        return BrotliDecoder.TryDecompress(packed, body, out var length) && length == size
            ? body
            : throw new InvalidDataException("The stored body is not whole.");
    }
}
