using System.Text.RegularExpressions;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>
/// Text of people inside a document that has headings of its own: a line that would be taken for one is written with a
/// backslash, which Markdown does not show, and read without it.
/// </summary>
internal static partial class ProseText
{
    public static string OneLine(string? text) => Blanks().Replace(Clean(text), " ").Trim();

    /// <summary>Without blank lines around it, a fence that was left open closed; null where nothing is left.</summary>
    public static string? Block(string? text)
    {
        var clean = string.Join('\n', Clean(text).ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
            .Trim();
        if (clean.Length == 0)
            return null;
        var fence = new Fence();
        foreach (var line in clean.Split('\n'))
            fence.Pass(line);
        return fence.IsOpen ? $"{clean}\n{fence.Closing}" : clean;
    }

    public static string Guarded(string text) => Each(text, Guard);

    public static string Unguarded(string text) => Each(text, (line, _) => Guarded().Replace(line, "$1$2", 1));

    private static string Guard(string line, string before) =>
        Heading().IsMatch(line)
        || Underline().Match(line) is { Success: true } under && (before.Length > 0 || under.Groups[1].Length > 0)
            ? Indent().Replace(line, "$1\\", 1)
            : line;

    private static string Each(string text, Func<string, string, string> change)
    {
        var fence = new Fence();
        var lines = text.Split('\n');
        var result = new string[lines.Length];
        for (var i = 0; i < lines.Length; i++)
            result[i] = fence.Pass(lines[i]) ? lines[i] : change(lines[i], i == 0 ? "" : lines[i - 1]);
        return string.Join('\n', result);
    }

    private static string Clean(string? text) => text is null ? "" : Control().Replace(text, " ");

    [GeneratedRegex(
        @"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\x85\u2028\u2029\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]"
    )]
    private static partial Regex Control();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // Of levels 1 to 3: those the document itself has.
    [GeneratedRegex(@"^[ ]{0,3}\\*#{1,3}(?:[ \t]|$)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[ ]{0,3}(\\*)(?:=+|-+)[ \t]*$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"^([ ]{0,3})")]
    private static partial Regex Indent();

    [GeneratedRegex(@"^([ ]{0,3})\\(\\*(?:#{1,3}(?:[ \t]|$)|(?:=+|-+)[ \t]*$))")]
    private static partial Regex Guarded();
}

/// <summary>Whether the lines of a text stand inside a fenced block.</summary>
internal sealed class Fence
{
    private char mark;
    private int length;

    public bool IsOpen => length > 0;
    public string Closing => new(mark, length);

    /// <summary>Whether this line belongs to a fenced block, its fences included.</summary>
    public bool Pass(string line)
    {
        var text = line.TrimStart(' ');
        var indent = line.Length - text.Length;
        var count =
            text.Length > 0 && text[0] is '`' or '~' && indent < 4 ? text.TakeWhile(c => c == text[0]).Count() : 0;
        if (IsOpen)
        {
            if (count >= length && text[0] == mark && text.AsSpan(count).Trim().Length == 0)
                length = 0;
            return true;
        }
        if (count < 3 || text[0] == '`' && text.IndexOf('`', count) >= 0)
            return false;
        (mark, length) = (text[0], count);
        return true;
    }
}
