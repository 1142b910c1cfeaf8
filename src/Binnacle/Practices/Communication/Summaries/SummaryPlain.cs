using System.Text.RegularExpressions;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>A Markdown text as plain text: what is read, without marks and without addresses.</summary>
public static partial class SummaryPlain
{
    public static string Text(string markdown)
    {
        var text = Links().Replace(markdown, "$1");
        text = Headings().Replace(text, "");
        text = Escapes().Replace(text, "$1");
        return text.Trim() + "\n";
    }

    [GeneratedRegex(@"(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex("^#{1,6} ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.:!<>|~&@])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();
}
