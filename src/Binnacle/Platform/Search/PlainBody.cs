using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Platform.Search;

/// <summary>A Markdown text as it is read, for a line in a list: without marks and addresses.</summary>
public static partial class PlainBody
{
    public static string Of(string markdown)
    {
        var text = MarkdownText.PlainOf(Emphasis().Replace(Marks().Replace(markdown, ""), "$1"));
        return text.Contains('\\', StringComparison.Ordinal) ? Escapes().Replace(text, "$1") : text;
    }

    /// <summary>Of headings, quotes, lists and things to do.</summary>
    [GeneratedRegex(
        @"^[ \t]*(?:(?:#{1,6}|>|[-*+](?:[ \t]+\[[ xX]\])?)[ \t]+)+",
        RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"(?<![\w*\\])[*_](?=\S)([^*_\n]+)(?<=\S)[*_](?![\w*])",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.:!<>|~&@])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();
}
