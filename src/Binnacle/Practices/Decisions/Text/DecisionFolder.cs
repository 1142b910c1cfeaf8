using Binnacle.Platform;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>The Markdown files of one folder, read once.</summary>
internal sealed class DecisionFolder
{
    /// <summary>No record of people is longer; a longer file is not read.</summary>
    public const int LongestFile = 32 * 1024 * 1024;

    private DecisionFolder(string path, List<DecisionText> files)
    {
        Path = path;
        Files = files;
        Records = files.FindAll(file => file.IsRecord);
    }

    public string Path { get; }
    public IReadOnlyList<DecisionText> Files { get; }
    public IReadOnlyList<DecisionText> Records { get; }

    public int NextNumber => Records.Select(record => record.Number ?? 0).DefaultIfEmpty(0).Max() + 1;

    /// <param name="path">What is not there yet has no files.</param>
    public static DecisionFolder Load(string path)
    {
        var files = new List<DecisionText>();
        if (Directory.Exists(path))
            foreach (var file in Directory.EnumerateFiles(path).Where(IsMarkdown).Order(StringComparer.Ordinal))
                if (new FileInfo(file).Length <= LongestFile)
                    files.Add(DecisionText.Parse(file, File.ReadAllBytes(file)));
        return new(path, files);
    }

    public static DecisionFolder Of(string path, IEnumerable<DecisionText> files) => new(path, [.. files]);

    public static bool IsMarkdown(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase);

    public DecisionHabit Habit(DecisionFormat? format = null) => DecisionHabit.Of(Records, format);

    /// <summary>A new record in the folder's habit, not written to the disk yet.</summary>
    /// <exception cref="Refusal">A file of its name is there.</exception>
    public DecisionText Add(WrittenDecision decision, DecisionHabit habit, DateOnly today)
    {
        int? number = habit.IsDated ? null : NextNumber;
        var name = habit.FileName(decision.Title, number, today);
        var path = System.IO.Path.Combine(Path, name);
        return File.Exists(path)
            ? throw new Refusal("title", $"{path} is there already; nothing was written.")
            : DecisionWriter.Write(decision, habit, path, number);
    }

    /// <summary>Where a repository keeps its decisions: the first of the usual folders that is there.</summary>
    public static string Usual(string root)
    {
        string[] usual =
        [
            "docs/decisions",
            "docs/adr",
            "doc/adr",
            "docs/adrs",
            "docs/architecture/decisions",
            "doc/architecture/decisions",
            "docs/architecture/adr",
            "adr",
            "decisions",
        ];
        // adr-tools and others keep the place in a file.
        var noted = System.IO.Path.Combine(root, ".adr-dir");
        if (File.Exists(noted) && File.ReadLines(noted).FirstOrDefault()?.Trim() is { Length: > 0 } own)
            return System.IO.Path.Combine(root, own);
        var found = Array.Find(usual, folder => Directory.Exists(System.IO.Path.Combine(root, folder)));
        return System.IO.Path.Combine(root, found ?? usual[0]);
    }
}
