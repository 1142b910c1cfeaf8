using System.Text;

namespace Binnacle.History;

/// <summary>
/// A git configuration file read as text: no includes, no programs. Keys are <c>section.key</c> or <c>section.subsection.key</c>
/// with section and key in lower case; the last value wins, as in git. Lines that are no configuration are passed over.
/// </summary>
internal sealed class ConfigurationText
{
    private const int Limit = 1 << 20;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string key] => values.GetValueOrDefault(key);

    public IEnumerable<KeyValuePair<string, string>> All => values;

    public bool IsTrue(string key) => this[key]?.ToLowerInvariant() is "true" or "yes" or "on" or "1";

    public static ConfigurationText Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= Limit ? Parse(File.ReadAllText(path)) : new();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new();
        }
    }

    public static ConfigurationText Parse(string text)
    {
        var result = new ConfigurationText();
        var section = "";
        var lines = text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n');
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] != '[')
            {
                result.Add(section, line);
                continue;
            }
            var end = EndOfSection(line);
            if (end < 0)
                continue;
            section = SectionName(line[1..end]);
            if (line[(end + 1)..].Trim() is { Length: > 0 } rest)
                result.Add(section, rest);
        }
        return result;
    }

    private void Add(string section, string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var key = (equals < 0 ? line : line[..equals]).Trim().ToLowerInvariant();
        values[$"{section}.{key}"] = equals < 0 ? "true" : Value(line[(equals + 1)..].Trim());
    }

    private static int EndOfSection(string line)
    {
        var quoted = false;
        for (var i = 1; i < line.Length; i++)
        {
            if (quoted && line[i] == '\\')
                i++;
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ']' && !quoted)
                return i;
        }
        return -1;
    }

    private static string SectionName(string text)
    {
        var quote = text.IndexOf('"', StringComparison.Ordinal);
        return quote < 0
            ? text.Trim().ToLowerInvariant()
            : $"{text[..quote].Trim().ToLowerInvariant()}.{Value(text[quote..])}";
    }

    private static string Value(string text)
    {
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                c = text[++i];
                value.Append(
                    c switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'b' => '\b',
                        _ => c,
                    }
                );
            }
            else if (c == '"')
                quoted = !quoted;
            else if (c is '#' or ';' && !quoted)
                break;
            else
                value.Append(c);
        }
        return value.ToString().Trim();
    }
}
