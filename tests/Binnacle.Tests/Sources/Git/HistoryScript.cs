using System.Globalization;
using System.Text;

namespace Binnacle.Tests.Sources.Git;

/// <summary>Writes a stream for <c>git fast-import</c>: who committed what, when, on which branch. Text is Latin-1, so that any byte can be said.</summary>
internal sealed class HistoryScript
{
    private readonly StringBuilder stream = new();
    private int marks;

    public string Author { get; set; } = "Ada Example <ada@example.org>";

    public string Branch { get; set; } = "main";

    public string Stream => stream.ToString();

    /// <returns>The mark of the commit.</returns>
    public int Commit(string day, string message, params FileStep[] steps) => Commit(Seconds(day), message, [], steps);

    public int Merge(string day, string message, int[] merged, params FileStep[] steps) =>
        Commit(Seconds(day), message, merged, steps);

    public int Commit(string seconds, string message, int[] merged, FileStep[] steps, string? from = null)
    {
        var mark = ++marks;
        stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/{Branch}\nmark :{mark}\n");
        stream.Append(
            CultureInfo.InvariantCulture,
            $"author {Author} {seconds} +0000\ncommitter {Author} {seconds} +0000\n"
        );
        Data(message);
        if (from is not null)
            stream.Append(CultureInfo.InvariantCulture, $"from {from}\n");
        foreach (var other in merged)
            stream.Append(CultureInfo.InvariantCulture, $"merge :{other}\n");
        foreach (var step in steps)
            Step(step);
        stream.Append('\n');
        return mark;
    }

    /// <summary>The next commit of this branch stands on that one.</summary>
    public void StartBranch(string name, int from)
    {
        Branch = name;
        stream.Append(CultureInfo.InvariantCulture, $"reset refs/heads/{name}\nfrom :{from}\n\n");
    }

    public void Tag(string name, int at) =>
        stream.Append(CultureInfo.InvariantCulture, $"reset refs/tags/{name}\nfrom :{at}\n\n");

    public static FileStep Write(string path, string content) => new('M', path, content);

    public static FileStep Remove(string path) => new('D', path, null);

    public static FileStep Rename(string path, string to) => new('R', path, to);

    private void Step(FileStep step)
    {
        if (step.Letter is 'R')
        {
            stream.Append(CultureInfo.InvariantCulture, $"R {Quoted(step.Path)} {Quoted(step.Text!)}\n");
            return;
        }
        if (step.Letter is 'D')
        {
            stream.Append(CultureInfo.InvariantCulture, $"D {Quoted(step.Path)}\n");
            return;
        }
        stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {Quoted(step.Path)}\n");
        Data(step.Text!);
    }

    private void Data(string text) => stream.Append(CultureInfo.InvariantCulture, $"data {text.Length}\n{text}\n");

    private static string Quoted(string path) =>
        $"\"{path.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Seconds(string day) =>
        new DateTimeOffset(DateTime.Parse(day, CultureInfo.InvariantCulture), TimeSpan.Zero)
            .AddHours(12)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
}

internal sealed record FileStep(char Letter, string Path, string? Text);
