using System.Text;

namespace Binnacle.History.Tests;

public sealed class LogParserTests
{
    private const string Id = "1111111111111111111111111111111111111111";
    private const string Other = "2222222222222222222222222222222222222222";

    private static readonly string Sound =
        $"@{Id}\0{Other}\0Ada\0ada@x\0"
        + $"1700000000\01700000001\0Subject\0\0\n:100644 100644 {Id} {Other} M\0a.txt\0"
        + $":100644 100644 {Id} {Other} R090\0old\0new\01\t2\ta.txt\0-\t-\t\0old\0new\0@{Other}\0\0B\0b@x\01\02\0S\0G <g@x>\0";

    private static async Task<List<Commit>> ParseAsync(byte[] bytes, int chunk)
    {
        var parser = new LogParser(new LogNames(Mailmap.Empty), _ => false) { Counted = true };
        using var stream = new SlowStream(bytes, chunk);
        await foreach (var _ in NulTokens.BatchesAsync(stream, parser.Take, TestContext.Current.CancellationToken)) { }
        parser.Complete();
        return parser.Finished;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Records_come_whole_however_the_stream_is_cut(int chunk)
    {
        var commits = await ParseAsync(Encoding.UTF8.GetBytes(Sound), chunk);
        commits.Count.ShouldBe(2);
        commits[0]
            .Changes.ShouldBe([
                new("a.txt", null, ChangeKind.Modified, 1, 2, ObjectId.Parse(Other)),
                new("new", "old", ChangeKind.Renamed, 0, 0, ObjectId.Parse(Other)),
            ]);
        commits[1].CoAuthors.ShouldBe([new("G", "g@x")]);
        commits[1].Parents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_bytes_parse_or_fail_with_a_message()
    {
        var random = new Random(20250601);
        var sound = Encoding.UTF8.GetBytes(Sound);
        var failed = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Mutate(random, sound);
            try
            {
                foreach (var commit in await ParseAsync(bytes, random.Next(1, 64)))
                    commit.Changes.ShouldAllBe(c => c.Added >= 0 && c.Deleted >= 0);
            }
            catch (RepositoryException e)
            {
                e.Problem.ShouldBe(RepositoryProblem.GitFailed);
                failed++;
            }
        }
        failed.ShouldBeInRange(5_000, 19_999);
    }

    private static byte[] Mutate(Random random, byte[] sound)
    {
        var bytes = sound.ToList();
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.Insert(at, 0);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)random.Next(256));
                    break;
            }
        }
        return [.. bytes];
    }

    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
