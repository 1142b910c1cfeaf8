namespace Binnacle.History.Tests;

/// <summary>Objects of an untrusted repository: whatever stands in them, reading ends, and with the one error that leaves it to git.</summary>
public sealed class DamagedObjectTests
{
    [Fact]
    public void Deltas_of_any_shape_are_refused_or_applied_within_bounds()
    {
        var random = new Random(5);
        var source = new byte[300];
        for (var round = 0; round < 100_000; round++)
        {
            var delta = Any(random, 40);
            var size = Delta.ResultSize(delta, source.Length);
            if (size is >= 0 and < 100_000)
                Delta.Apply(delta, source, new byte[size]);
            Delta.Apply(delta, source, new byte[random.Next(500)]);
        }
    }

    [Fact]
    public void Trees_of_any_shape_are_refused_or_walked_to_their_end()
    {
        var random = new Random(6);
        for (var round = 0; round < 50_000; round++)
        {
            var tree =
                random.Next(2) == 0
                    ? Any(random, 120)
                    : Damaged("100644 a.txt\0aaaaaaaaaaaaaaaaaaaa40000 b\0bbbbbbbbbbbbbbbbbbbb"u8, random);
            var cursor = new TreeCursor(tree, 20);
            var entries = 0;
            try
            {
                for (cursor.Move(); cursor.HasEntry; cursor.Move())
                    entries++;
            }
            catch (UnreadableObjectException)
            {
                continue;
            }
            entries.ShouldBeLessThanOrEqualTo(tree.Length / 22);
        }
    }

    [Fact]
    public void Commits_of_any_shape_are_refused_or_taken_apart()
    {
        var random = new Random(7);
        var whole =
            "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A B <a@b> 1700000000 +0100\ncommitter C <c@d> 1700000001 -0100\n\nSubject\nof two lines\n\nCo-authored-by: D <d@e>\n"u8;
        for (var round = 0; round < 50_000; round++)
        {
            try
            {
                CommitText.Read(Damaged(whole, random)).Subject();
            }
            catch (UnreadableObjectException)
            {
                // Left to git.
            }
        }
        CommitText.Read(whole).IsPlain.ShouldBeFalse("it names a co-author");
    }

    private static byte[] Any(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Damaged(ReadOnlySpan<byte> whole, Random random)
    {
        var bytes = whole[..random.Next(1, whole.Length + 1)].ToArray();
        for (var edits = random.Next(6); edits > 0; edits--)
            bytes[random.Next(bytes.Length)] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)'\n',
                _ => (byte)' ',
            };
        return bytes;
    }
}
