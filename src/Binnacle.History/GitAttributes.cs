using System.Text;

namespace Binnacle.History;

/// <summary>
/// What a repository says of its own paths in <c>.gitattributes</c>: <c>linguist-generated</c> and <c>linguist-vendored</c>, by
/// gitattributes(5). Macros (<c>[attr]</c>) are expanded; later lines win, and deeper files win over those above.
/// </summary>
public sealed class GitAttributes
{
    private const int MostRules = 5000;

    private readonly List<Rule> rules = [];

    private GitAttributes() { }

    /// <summary>Says nothing of any path.</summary>
    public static GitAttributes None { get; } = new();

    private enum Attribute
    {
        Generated,
        Vendored,
    }

    /// <summary>Reads the <c>.gitattributes</c> of the root. Lines that git would not understand are passed over.</summary>
    public static GitAttributes Parse(string text) => Parse([new("", text)]);

    /// <summary>Reads several files; the key is the folder (<c>""</c> for the root, else <c>src/web</c>), the value the text.</summary>
    public static GitAttributes Parse(IEnumerable<KeyValuePair<string, string>> textsByFolder)
    {
        var result = new GitAttributes();
        var macros = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (
            var (folder, text) in textsByFolder.OrderBy(t => t.Key.Count(c => c == '/') + (t.Key.Length > 0 ? 1 : 0))
        )
        foreach (var line in text.Split('\n').Select(l => l.Trim(' ', '\t', '\r', '\uFEFF')))
            if (line.Length > 0 && line[0] != '#' && result.rules.Count < MostRules)
                result.AddLine(folder, line, macros);
        return result;
    }

    /// <summary>True or false when the repository says so, else null. A null leaves it to <see cref="PathRule.IsGenerated"/>.</summary>
    public bool? IsGenerated(string path) => Find(path, Attribute.Generated);

    /// <summary>True or false when the repository says so, else null. A null leaves it to <see cref="PathRule.IsVendored"/>.</summary>
    public bool? IsVendored(string path) => Find(path, Attribute.Vendored);

    /// <summary>True for the team's own code: neither vendored nor generated, by these attributes, else by <see cref="PathRule"/>.</summary>
    public bool IsOwn(string path) =>
        !(IsVendored(path) ?? PathRule.IsVendored(path)) && !(IsGenerated(path) ?? PathRule.IsGenerated(path));

    private bool? Find(string path, Attribute attribute)
    {
        for (var i = rules.Count - 1; i >= 0; i--)
            if (rules[i].Attribute == attribute && rules[i].Pattern.Matches(path))
                return rules[i].Value;
        return null;
    }

    private void AddLine(string folder, string line, Dictionary<string, List<string>> macros)
    {
        var (pattern, rest) = SplitPattern(line);
        var words = rest.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ToList();
        if (pattern.StartsWith("[attr]", StringComparison.Ordinal))
        {
            if (folder.Length == 0)
                macros[pattern["[attr]".Length..]] = words;
            return;
        }
        // Neither negation nor a folder pattern means anything here (gitattributes(5)).
        if (pattern.Length == 0 || pattern[0] == '!' || pattern.EndsWith('/'))
            return;
        PathPattern? compiled = null;
        foreach (
            var word in words.SelectMany(w => macros.TryGetValue(w, out var more) ? [w, .. more] : (List<string>)[w])
        )
            if (Meaning(word) is { } meaning)
                rules.Add(new(compiled ??= new(pattern, folder), meaning.Attribute, meaning.Value));
    }

    private static (Attribute Attribute, bool? Value)? Meaning(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? word : word[..equals]).TrimStart('-', '!');
        bool? value = word[0] switch
        {
            '-' => false,
            '!' => null,
            _ => equals < 0 || !word[(equals + 1)..].Equals("false", StringComparison.OrdinalIgnoreCase),
        };
        return name switch
        {
            "linguist-generated" => (Attribute.Generated, value),
            "linguist-vendored" => (Attribute.Vendored, value),
            _ => null,
        };
    }

    private static (string Pattern, string Attributes) SplitPattern(string line)
    {
        if (line[0] != '"')
        {
            var end = line.IndexOfAny([' ', '\t']);
            return end < 0 ? (line, "") : (line[..end], line[end..]);
        }
        var text = new StringBuilder();
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '"')
                return (text.ToString(), line[(i + 1)..]);
            if (line[i] == '\\' && i + 1 < line.Length)
                i++;
            text.Append(line[i]);
        }
        return ("", "");
    }

    private sealed record Rule(PathPattern Pattern, Attribute Attribute, bool? Value);
}
