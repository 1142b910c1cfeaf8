using System.Text;

namespace Binnacle.History.Tests;

/// <summary>The streaming reader against a slow and simple one over another command.</summary>
public sealed class EqualityTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    public async Task Changes_equal_plain_git_log(int seed, bool repacked)
    {
        using var repository = new TestRepository();
        Generate(repository, new Random(seed), commits: 400);
        if (repacked)
            repository.Git("repack", "-adq", "--depth=50", "--window=20");

        var commits = await EqualToPlainAsync(repository);

        commits.Count.ShouldBe(400);
        commits.Count(c => c.IsMerge).ShouldBeGreaterThan(5);
        commits.SelectMany(c => c.Changes).Count(c => c.Kind == ChangeKind.Renamed).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Renames_equal_plain_git_log(int seed)
    {
        using var repository = new TestRepository();
        repository.Import(Moves(new Random(seed), commits: 200));

        var commits = await EqualToPlainAsync(repository);

        commits.SelectMany(c => c.Changes).Count(c => c.Kind == ChangeKind.Renamed).ShouldBeGreaterThan(150);
        commits.SelectMany(c => c.Changes).Count(c => c.Kind == ChangeKind.Deleted).ShouldBeGreaterThan(50);
    }

    private static async Task<List<Commit>> EqualToPlainAsync(TestRepository repository)
    {
        var expected = Plain(repository);
        var commits = await repository.ReadAsync();
        foreach (var commit in commits)
        {
            var (subject, changes) = expected[commit.Id.ToString()];
            commit.Subject.ShouldBe(subject);
            commit.Changes.Select(c => (c.OldPath, c.Path, c.Added ?? -1, c.Deleted ?? -1)).ShouldBe(changes);
        }
        return commits;
    }

    private static Dictionary<string, (string, List<(string?, string, int, int)>)> Plain(TestRepository repository)
    {
        var output = TestRepository.GitBytes(
            repository.Path,
            [],
            "log",
            "--numstat",
            "-M",
            "-z",
            "--format=%x02%H%x03%s%x03",
            "main"
        );
        var result = new Dictionary<string, (string, List<(string?, string, int, int)>)>(StringComparer.Ordinal);
        foreach (var record in Encoding.UTF8.GetString(output).Split('\x02').Skip(1))
        {
            var parts = record.Split('\x03');
            var tokens = parts[2].Trim('\0', '\n').Split('\0');
            var changes = new List<(string?, string, int, int)>();
            for (var i = 0; i < tokens.Length && tokens[i].Length > 0; i++)
            {
                var numbers = tokens[i].Trim('\n').Split('\t');
                var isRename = numbers[2].Length == 0;
                var (old, path) = isRename ? (tokens[++i], tokens[++i]) : (null, numbers[2]);
                changes.Add((old, path, Number(numbers[0]), Number(numbers[1])));
            }
            result[parts[0]] = (parts[1], changes);
        }
        return result;
    }

    private static int Number(string text) => text == "-" ? 0 : int.Parse(text);

    private static void Generate(TestRepository repository, Random random, int commits)
    {
        var stream = new StringBuilder();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        string NewPath() => $"{"abc"[random.Next(3)]}/{"de"[random.Next(2)]}/f{random.Next(1000)}.txt";
        string Text() =>
            random.Next(12) == 0
                ? "\0binary" + random.Next()
                : string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"{random.Next(200)}\n"));
        for (var i = 1; i <= commits; i++)
        {
            stream.Append($"commit refs/heads/main\nmark :{i}\n");
            stream.Append(
                $"committer P{random.Next(5)} <p@x> {1600000000 + i * 60} +0000\ndata 8\nc{i:0000}é\n".Replace(
                    "é",
                    "\xc3\xa9"
                )
            );
            if (i > 1)
                stream.Append($"from :{i - 1}\n");
            if (i > 10 && random.Next(12) == 0)
                stream.Append($"merge :{random.Next(1, i - 1)}\n");
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var path = files.Count > 0 ? files.Keys.ElementAt(random.Next(files.Count)) : "";
                switch (files.Count < 5 ? 0 : random.Next(6))
                {
                    case 0:
                        path = NewPath();
                        files[path] = Text();
                        break;
                    case 1:
                        stream.Append($"D {path}\n");
                        files.Remove(path);
                        continue;
                    case 2:
                        var target = NewPath();
                        if (files.ContainsKey(target))
                            continue;
                        stream.Append($"R {path} {target}\n");
                        files[target] = files[path] + (random.Next(2) == 0 ? "more\n" : "");
                        files.Remove(path);
                        path = target;
                        break;
                    case 3:
                        files[path] = Text();
                        break;
                    default:
                        var lines = files[path].Split('\n').ToList();
                        lines.Insert(random.Next(lines.Count), $"{random.Next(200)}");
                        files[path] = string.Join('\n', lines);
                        break;
                }
                stream.Append($"M {(random.Next(20) == 0 ? "100755" : "100644")} inline {path}\n");
                stream.Append($"data {files[path].Length}\n{files[path]}\n");
            }
            stream.Append('\n');
        }
        repository.Import(stream.ToString());
    }

    /// <summary>Every commit takes some files away and makes others that are more or less like them.</summary>
    private static string Moves(Random random, int commits)
    {
        var stream = new StringBuilder();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var ends = new[] { "\n", "\n", "\n", "\r\n", " ", "" };
        string Line(string end) =>
            (random.Next(9) == 0 ? new string('x', random.Next(200)) : $"{random.Next(30)}") + end;
        string Text()
        {
            var end = ends[random.Next(ends.Length)];
            var start = random.Next(15) == 0 ? "\0" : "";
            return start + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Line(end)));
        }
        string Changed(string text)
        {
            for (var edits = random.Next(5); edits > 0 && text.Length > 0; edits--)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(80, text.Length - at));
                text = text.Remove(at, length).Insert(at, random.Next(2) == 0 ? Line("\n") : "");
            }
            return text;
        }
        for (var number = 1; number <= commits; number++)
        {
            stream.Append(
                $"commit refs/heads/main\nmark :{number}\ncommitter P <p@x> {1600000000 + number * 60} +0000\ndata 1\nc\n"
            );
            if (number > 1)
                stream.Append($"from :{number - 1}\n");
            var gone = files.OrderBy(_ => random.Next()).Take(random.Next(7)).ToList();
            foreach (var (path, _) in gone)
            {
                stream.Append($"D {path}\n");
                files.Remove(path);
            }
            for (var made = random.Next(1, 8); made > 0; made--)
            {
                var source = gone.Count > 0 && random.Next(5) > 0 ? gone[random.Next(gone.Count)] : new("", Text());
                var name = source.Key.Length > 0 && random.Next(2) == 0 ? source.Key[2..] : $"f{random.Next(12)}";
                var path = $"{"abcd"[random.Next(4)]}/{name}";
                if (files.ContainsKey(path) || gone.Exists(file => file.Key == path))
                    continue;
                files[path] = random.Next(4) == 0 ? source.Value : Changed(source.Value);
                stream.Append($"M 100644 inline {path}\ndata {files[path].Length}\n{files[path]}\n");
            }
            stream.Append('\n');
        }
        return stream.ToString();
    }
}
