using System.IO.Compression;

namespace Binnacle.History.Tests;

/// <summary>Our decompression beside the framework's, and on damage of every kind.</summary>
public sealed class InflaterTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Everything_compressed_comes_back(CompressionLevel level)
    {
        var random = new Random(1);
        var inflater = new Inflater();
        for (var round = 0; round < 300; round++)
        {
            var content = Content(random);
            var buffer = new byte[content.Length + Inflater.Slack];

            inflater.Run(Compress(content, level), buffer, content.Length).ShouldBe(Inflated.Done, $"round {round}");

            buffer.AsSpan(0, content.Length).SequenceEqual(content).ShouldBeTrue($"round {round}");
        }
    }

    /// <summary>Skewed frequencies make codes of up to fifteen bits, which several tables of the second level share.</summary>
    [Fact]
    public void Long_codes_are_told_apart()
    {
        var random = new Random(2);
        var inflater = new Inflater();
        for (var round = 0; round < 50; round++)
        {
            var content = new byte[200_000];
            for (var at = 0; at < content.Length; at++)
                content[at] = (byte)Math.Min(255, -Math.Log(1 - random.NextDouble()) * (8 + round));
            var buffer = new byte[content.Length + Inflater.Slack];

            inflater
                .Run(Compress(content, CompressionLevel.SmallestSize), buffer, content.Length)
                .ShouldBe(Inflated.Done);

            buffer.AsSpan(0, content.Length).SequenceEqual(content).ShouldBeTrue();
        }
    }

    [Fact]
    public void Input_that_ends_early_asks_for_more()
    {
        var content = Content(new Random(3));
        var whole = Compress(content, CompressionLevel.Optimal);
        var inflater = new Inflater();
        var buffer = new byte[content.Length + Inflater.Slack];

        for (var length = 0; length < whole.Length; length++)
            inflater
                .Run(whole.AsSpan(0, length), buffer, content.Length)
                .ShouldBe(Inflated.NeedsInput, $"{length} bytes");
    }

    [Fact]
    public void Damage_is_told_and_never_written_outside()
    {
        var random = new Random(4);
        var inflater = new Inflater();
        for (var round = 0; round < 20_000; round++)
        {
            var content = Content(random, most: 400);
            var damaged = Compress(content, CompressionLevel.Optimal);
            for (var bits = random.Next(1, 4); bits > 0; bits--)
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            var buffer = new byte[content.Length + Inflater.Slack];

            var result = inflater.Run(damaged, buffer, content.Length);

            if (result is Inflated.Done)
                buffer.AsSpan(0, content.Length).SequenceEqual(content).ShouldBeTrue("the checksum holds");
        }
    }

    private static byte[] Content(Random random, int most = 30_000)
    {
        var content = new byte[random.Next(1, most)];
        var kinds = random.Next(1, 256);
        for (var at = 0; at < content.Length; at++)
            content[at] =
                at > 10 && random.Next(3) > 0
                    ? content[at - random.Next(1, Math.Min(at, 3000))]
                    : (byte)random.Next(kinds);
        return content;
    }

    private static byte[] Compress(byte[] content, CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var stream = new ZLibStream(memory, level))
            stream.Write(content);
        return memory.ToArray();
    }
}
