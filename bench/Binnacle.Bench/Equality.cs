using System.Diagnostics;
using System.Text;
using Binnacle.History;

namespace Binnacle.Bench;

/// <summary>Reads a whole repository by the engine and by <c>git log</c>, and compares commit by commit.</summary>
internal static class Equality
{
    private const int Shown = 20;

    public static async Task MeasureAsync(string path, Results results)
    {
        var repository = await GitRepository.OpenAsync(path);
        var head = (await repository.HeadAsync())!;
        var ids = await repository.ReachableAsync(head.Commit);
        var ours = new Dictionary<string, string>(ids.Count);
        var begun = Stopwatch.GetTimestamp();
        var counted = new List<ObjectId>();
        var (merges, without, files) = (0, 0, 0);
        await foreach (var commit in repository.ReadCommitsAsync(ids, Reading.Options(head.Commit)))
        {
            merges += commit.IsMerge ? 1 : 0;
            var isWithout = commit.Changes.Any(change => change.Added is null);
            without += isWithout ? 1 : 0;
            if (commit.IsMerge || isWithout)
                continue;
            counted.Add(commit.Id);
            files += commit.Changes.Count;
            ours[commit.Id.ToString()] = Text(commit);
        }
        var time = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        var different = 0;
        await foreach (var (id, text) in GitAsync(path, counted))
            if (!ours.Remove(id, out var own) || own != text)
                if (different++ < Shown)
                    Console.Error.WriteLine($"{id}\n--- ours\n{own}\n--- git\n{text}");
        var gitTime = Stopwatch.GetElapsedTime(begun);
        results.Say(
            $"{Reading.Name(path)}: {ids.Count:N0} commits, {merges:N0} of them merges, {without:N0} without line counts (content is absent)."
        );
        results.Say(
            $"{counted.Count:N0} commits with {files:N0} files compared: {different + ours.Count:N0} differ. Ours {time.Seconds()} s, git {gitTime.Seconds()} s."
        );
    }

    private static string Text(Commit commit)
    {
        var text = new StringBuilder();
        text.Append(
            $"{Start(commit.Subject)}|{new DateTimeOffset(commit.CommittedAt, TimeSpan.Zero).ToUnixTimeSeconds()}\n"
        );
        foreach (var change in commit.Changes)
            text.Append($"{change.Added} {change.Deleted} {change.OldPath}>{change.Path}\n");
        return text.ToString();
    }

    private static async IAsyncEnumerable<(string Id, string Text)> GitAsync(string path, List<ObjectId> ids)
    {
        var start = new ProcessStartInfo(
            "git",
            [
                "-C",
                path,
                "-c",
                "diff.renames=true",
                "log",
                "--no-walk=unsorted",
                "--stdin",
                "-z",
                "--numstat",
                "-M",
                "--format=%x01%H%x02%s|%ct",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        await using (var input = git.StandardInput)
            foreach (var id in ids)
                await input.WriteLineAsync(id.ToString());
        using var reader = new StreamReader(git.StandardOutput.BaseStream, new UTF8Encoding(false));
        var rest = "";
        var buffer = new char[1 << 20];
        for (int read; (read = await reader.ReadBlockAsync(buffer)) > 0; )
        {
            var records = (rest + new string(buffer, 0, read)).Split('\x01');
            rest = records[^1];
            foreach (var record in records[..^1])
                if (record.Length > 0)
                    yield return Parse(record);
        }
        if (rest.Length > 0)
            yield return Parse(rest);
    }

    private static (string, string) Parse(string record)
    {
        var text = new StringBuilder();
        var tokens = record.Split('\0');
        var head = tokens[0].Split('\x02', 2);
        var time = head[1].LastIndexOf('|');
        text.Append($"{Start(head[1][..time])}{head[1][time..]}\n");
        for (var at = 1; at < tokens.Length; at++)
        {
            var numbers = tokens[at].TrimStart('\n').Split('\t');
            if (numbers.Length < 3)
                continue;
            var (old, path) = numbers[2].Length == 0 ? (tokens[++at], tokens[++at]) : ("", numbers[2]);
            text.Append($"{Number(numbers[0])} {Number(numbers[1])} {old}>{path}\n");
        }
        return (head[0], text.ToString());
    }

    /// <summary>Subjects as long as a book are kept in part.</summary>
    private static string Start(string subject) => subject.Length > 900 ? subject[..900] : subject;

    private static string Number(string text) => text == "-" ? "0" : text;
}
