using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Markup;

/// <summary>The block of metadata above a Markdown document: YAML between ---, or TOML between +++.</summary>
internal sealed class FrontMatter
{
    private readonly Dictionary<string, (string Text, int Line)> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<string>> lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DocumentProblem> problems = [];

    private FrontMatter(string blanked) => Blanked = blanked;

    /// <summary>The document with empty lines in its place, so that lines keep their numbers.</summary>
    public string Blanked { get; }
    public IReadOnlyList<DocumentProblem> Problems => problems;

    public (string Text, int Line)? this[params ReadOnlySpan<string> keys]
    {
        get
        {
            foreach (var key in keys)
            {
                if (values.TryGetValue(key, out var value))
                    return value;
            }
            return null;
        }
    }

    public IReadOnlyList<string> List(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (lists.TryGetValue(key, out var list))
                return list;
        }
        return [];
    }

    public static FrontMatter? Of(string source)
    {
        var mark =
            source.StartsWith("---", StringComparison.Ordinal) ? "---"
            : source.StartsWith("+++", StringComparison.Ordinal) ? "+++"
            : null;
        if (mark is null)
            return null;
        var lines = source.Split('\n');
        if (!string.Equals(lines[0].TrimEnd(), mark, StringComparison.Ordinal))
            return null;
        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() is var t && (t == mark || (mark == "---" && t == "...")));
        if (end < 0)
            return null;
        var inner = lines[1..end];
        var frontMatter = new FrontMatter(new string('\n', end + 1) + string.Join('\n', lines[(end + 1)..]));
        if (mark == "+++")
            frontMatter.ReadLines(inner, '=');
        else
            frontMatter.ReadYaml(inner);
        return frontMatter;
    }

    private void ReadYaml(string[] inner)
    {
        var yaml = YamlFile.Read(FileText.Of(string.Join('\n', inner)), 1);
        problems.AddRange(yaml.Problems);
        if (yaml.Broken is not null)
        {
            ReadLines(inner, ':');
            return;
        }
        if (yaml.Documents is not [var root, ..])
            return;
        if (root.Entries is null)
        {
            problems.Add(new(root.Line, "Expected front matter of keys and values, found something else."));
            ReadLines(inner, ':');
            return;
        }
        foreach (var (key, value) in root.Entries)
        {
            if (value.Scalar is { } text)
            {
                if (!string.IsNullOrWhiteSpace(text))
                    lists[key] = [text];
                values[key] = (text.Trim(), value.Line);
            }
            else if (value.Items is { } items)
            {
                lists[key] = [.. items.Select(i => i.Scalar).OfType<string>()];
                values[key] = (string.Join(", ", lists[key]), value.Line);
            }
            else
            {
                // "status: {proposed}" is a mapping to YAML and a placeholder to the author.
                values[key] = (
                    inner.ElementAtOrDefault(value.Line - 2)?.Split(':', 2).ElementAtOrDefault(1)?.Trim() ?? "",
                    value.Line
                );
            }
        }
    }

    private void ReadLines(string[] inner, char separator)
    {
        for (var i = 0; i < inner.Length; i++)
        {
            var at = inner[i].IndexOf(separator, StringComparison.Ordinal);
            if (at <= 0 || char.IsWhiteSpace(inner[i][0]) || inner[i][0] == '#')
                continue;
            var text = inner[i][(at + 1)..].Trim().Trim('"', '\'');
            var key = inner[i][..at].Trim();
            values.TryAdd(key, (text, i + 2));
            lists.TryAdd(key, text.Length == 0 ? [] : [text]);
        }
    }
}
