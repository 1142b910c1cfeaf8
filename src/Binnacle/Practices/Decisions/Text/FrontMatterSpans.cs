using System.Text.RegularExpressions;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>
/// Where the keys of a front matter and their values stand. It reads lines and not YAML, so that also a front matter that is
/// not valid YAML can be changed at one place.
/// </summary>
internal sealed partial class FrontMatterSpans
{
    private readonly string text;
    private readonly SourceLines lines;
    private readonly List<(string Key, int Line, FieldSpan Span)> entries = [];

    private FrontMatterSpans(string text, SourceLines lines, int last, bool isToml)
    {
        this.text = text;
        this.lines = lines;
        Last = last;
        IsToml = isToml;
        for (var number = 2; number < last; number++)
            if (KeyOf(number) is { } key)
                entries.Add((key.Name, number, Value(number, key.ValueAt)));
    }

    /// <summary>The line of the closing marks.</summary>
    public int Last { get; }
    public bool IsToml { get; }

    /// <summary>Keys as written, in order.</summary>
    public IReadOnlyList<(string Key, int Line, FieldSpan Span)> Entries => entries;

    public static FrontMatterSpans? Of(string text, SourceLines lines)
    {
        var mark = lines.Count == 0 ? "" : lines.TextOf(1).TrimEnd();
        if (mark is not ("---" or "+++"))
            return null;
        for (var number = 2; number <= lines.Count; number++)
        {
            var line = lines.TextOf(number).TrimEnd();
            if (line == mark || mark == "---" && line == "...")
                return new(text, lines, number, mark == "+++");
        }
        return null;
    }

    public FieldSpan? this[params ReadOnlySpan<string> keys]
    {
        get
        {
            foreach (var key in keys)
            foreach (var entry in entries)
                if (string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase))
                    return entry.Span;
            return null;
        }
    }

    /// <summary>The last line that belongs to a key's value.</summary>
    public int LastLineOf(int line)
    {
        var last = line;
        for (var number = line + 1; number < Last && KeyOf(number) is null; number++)
            if (!lines.IsBlank(number) && !lines.TextOf(number).StartsWith('#'))
                last = number;
        return last;
    }

    private (string Name, int ValueAt)? KeyOf(int number)
    {
        var match = (IsToml ? TomlKey() : YamlKey()).Match(lines.TextOf(number));
        return match.Success ? (match.Groups["key"].Value.Trim('"', '\''), lines[number].Start + match.Length) : null;
    }

    private FieldSpan Value(int number, int at)
    {
        var end = lines[number].End;
        while (at < end && text[at] is ' ' or '\t')
            at++;
        if (at >= end || text[at] == '#')
            return Below(number, at >= end ? end : at);
        var limit = lines[Last].Start;
        return text[at] switch
        {
            '"' when Close(at, limit, '"') is { } close => new(
                number,
                at + 1,
                close - at - 1,
                ValueStyle.YamlDoubleQuoted
            ),
            '\'' when Close(at, limit, '\'') is { } close => new(
                number,
                at + 1,
                close - at - 1,
                ValueStyle.YamlSingleQuoted
            ),
            '[' when Bracket(at, limit) is { } close => new(number, at + 1, close - at - 1, ValueStyle.YamlFlow),
            _ => Plain(number, at),
        };
    }

    /// <summary>A list or a text on the lines below its key, or nothing.</summary>
    private FieldSpan Below(int number, int at)
    {
        var last = LastLineOf(number);
        var first = number + 1;
        while (first <= last && (lines.IsBlank(first) || lines.TextOf(first).TrimStart().StartsWith('#')))
            first++;
        if (first > last)
            return new(number, at, 0, ValueStyle.YamlPlain);
        var line = lines.TextOf(first);
        var indent = line[..(line.Length - line.TrimStart().Length)];
        var start = lines[first].Start + indent.Length;
        var length = TrimmedEnd(last) - start;
        return new(
            first,
            start,
            length,
            line.TrimStart().StartsWith('-') ? ValueStyle.YamlBlock : ValueStyle.YamlPlain,
            indent
        );
    }

    private FieldSpan Plain(int number, int at)
    {
        var last = LastLineOf(number);
        var end = last > number ? TrimmedEnd(last) : TrimmedEnd(number);
        if (last == number && Comment().Match(text, at, end - at) is { Success: true } comment)
            end = comment.Index;
        return new(number, at, Math.Max(0, end - at), ValueStyle.YamlPlain);
    }

    private int TrimmedEnd(int number)
    {
        var (start, end, _) = lines[number];
        while (end > start && text[end - 1] is ' ' or '\t')
            end--;
        return end;
    }

    private int? Close(int at, int limit, char quote)
    {
        for (var i = at + 1; i < limit; i++)
        {
            if (quote == '"' && text[i] == '\\')
                i++;
            else if (text[i] == quote)
            {
                if (quote == '"' || i + 1 >= limit || text[i + 1] != '\'')
                    return i;
                i++;
            }
        }
        return null;
    }

    private int? Bracket(int at, int limit)
    {
        var depth = 0;
        for (var i = at; i < limit; i++)
        {
            if (
                text[i] is '"' or '\''
                && text[i - 1] is ' ' or '[' or ',' or '\t'
                && Close(i, limit, text[i]) is { } close
            )
                i = close;
            else if (text[i] == '[')
                depth++;
            else if (text[i] == ']' && --depth == 0)
                return i;
        }
        return null;
    }

    [GeneratedRegex(
        """^(?<key>"[^"]{1,100}"|'[^']{1,100}'|[^\s#:\-"'][^:#]{0,100}?)[ \t]*:(?=[ \t]|$)""",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex YamlKey();

    [GeneratedRegex("""^(?<key>"[^"]{1,100}"|[A-Za-z0-9_-]{1,100})[ \t]*=""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TomlKey();

    [GeneratedRegex(@"[ \t]+#[^\r\n]*\z|[ \t]+#.*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();
}
