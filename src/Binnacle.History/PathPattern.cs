using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>A pattern of <c>.gitattributes</c>: without a slash for names at any depth, with one for paths below its folder.</summary>
internal sealed class PathPattern
{
    private const int LongestPattern = 1000;

    private readonly Regex? expression;
    private readonly bool nameOnly;
    private readonly string folder;

    public PathPattern(string pattern, string folder)
    {
        this.folder = folder.Length == 0 ? "" : folder + "/";
        nameOnly = !pattern.Contains('/', StringComparison.Ordinal);
        if (pattern.Length <= LongestPattern)
            // The pattern is somebody else's: no form of it may take more than linear time.
            expression = new(
                Translate(pattern.TrimStart('/')),
                RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant
            );
    }

    public bool Matches(string path)
    {
        if (expression is null || !path.StartsWith(folder, StringComparison.Ordinal))
            return false;
        var rest = path.AsSpan(nameOnly ? path.LastIndexOf('/') + 1 : folder.Length);
        return expression.IsMatch(rest);
    }

    private static string Translate(string pattern)
    {
        var result = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("**/") && (i == 0 || pattern[i - 1] == '/'))
            {
                result.Append("(?:[^/]+/)*");
                i += 2;
            }
            else if (rest is "**" && i > 0 && pattern[i - 1] == '/')
            {
                result.Append(".+");
                i++;
            }
            else if (pattern[i] == '*')
                result.Append("[^/]*");
            else if (pattern[i] == '?')
                result.Append("[^/]");
            else if (pattern[i] == '[' && Class(rest, out var length) is { } set)
            {
                result.Append(set);
                i += length - 1;
            }
            else
            {
                if (pattern[i] == '\\' && i + 1 < pattern.Length)
                    i++;
                result.Append(Regex.Escape(pattern[i].ToString()));
            }
        }
        return result.Append(@"\z").ToString();
    }

    /// <summary>A character class; null when it is not closed, so that the bracket stands for itself.</summary>
    private static string? Class(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        var negated = text.Length > 1 && text[1] is '!' or '^';
        var start = negated ? 2 : 1;
        var result = new StringBuilder(negated ? "[^/" : "[");
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == ']' && i > start)
            {
                length = i + 1;
                return result.Append(']').ToString();
            }
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            else if (
                text[i] == '-'
                && i > start
                && i + 1 < text.Length
                && text[i + 1] != ']'
                && text[i - 1] <= text[i + 1]
            )
            {
                result.Append('-');
                continue;
            }
            result.Append($"\\u{(int)text[i]:x4}");
        }
        return null;
    }
}
