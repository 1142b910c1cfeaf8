using System.Text;

namespace Binnacle.History.Tests;

/// <summary>Counts of lines beside git's, where its comparison takes its short cuts as well.</summary>
public sealed class LineCounterTests : IDisposable
{
    private readonly TestRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData(1, 40, 60)]
    [InlineData(2, 400, 40)]
    [InlineData(3, 3000, 12)]
    [InlineData(4, 20_000, 4)]
    public void Lines_are_counted_as_git_counts_them(int seed, int lines, int rounds)
    {
        var random = new Random(seed);
        var counter = new LineCounter();
        for (var round = 0; round < rounds; round++)
        {
            // From lines that all differ to lines of which most occur often: git leaves out frequent ones.
            var kinds = (int)Math.Pow(lines, 0.3 + 0.9 * random.NextDouble()) + 2;
            var old = Enumerable.Range(0, random.Next(lines)).Select(_ => random.Next(kinds)).ToList();
            var @new = Edit(old, random, kinds);
            var (before, after) = (Text(old, random), Text(@new, random));

            counter
                .Count(before, after)
                .ShouldBe(Git(before, after), $"seed {seed}, round {round}, {kinds} kinds of lines");
        }
    }

    [Fact]
    public void A_file_that_holds_a_zero_byte_counts_nothing() =>
        new LineCounter().Count("a\nb\n"u8, "a\0\nb\nc\n"u8).ShouldBe((0, 0));

    [Fact]
    public void Two_million_lines_are_counted()
    {
        var old = new StringBuilder();
        for (var line = 0; line < 2_000_000; line++)
            old.Append(line % 1000).Append('\n');
        var before = Encoding.ASCII.GetBytes(old.ToString());
        var after = Encoding.ASCII.GetBytes("first\n" + old + "last");

        new LineCounter().Count(before, after).ShouldBe((2, 0));
        LineCounter.CountAll(after).ShouldBe(2_000_002);
    }

    private static List<int> Edit(List<int> old, Random random, int kinds)
    {
        var rewritten = random.Next(4) == 0 ? 0.6 : 0.05 * random.NextDouble();
        var result = new List<int>();
        foreach (var line in old)
        {
            if (random.NextDouble() >= rewritten)
                result.Add(line);
            if (random.NextDouble() < rewritten)
                result.Add(random.Next(kinds));
        }
        if (random.Next(3) == 0 && result.Count > 4)
        {
            var moved = result.GetRange(result.Count / 4, result.Count / 4);
            result.RemoveRange(result.Count / 4, moved.Count);
            result.InsertRange(random.Next(result.Count), moved);
        }
        return result;
    }

    private static byte[] Text(List<int> lines, Random random)
    {
        var text = string.Concat(lines.Select(line => $"line {line}\n"));
        return Encoding.ASCII.GetBytes(random.Next(5) == 0 ? text.TrimEnd('\n') : text);
    }

    private (int, int) Git(byte[] before, byte[] after)
    {
        string Keep(byte[] content) =>
            repository.GitIn(repository.Path, content, "hash-object", "-w", "--stdin").Trim();
        var output = repository.Git("diff", "--numstat", "--no-renames", Keep(before), Keep(after));
        if (output.Length == 0)
            return (0, 0);
        var numbers = output.Split('\t');
        return (int.Parse(numbers[0]), int.Parse(numbers[1]));
    }
}
