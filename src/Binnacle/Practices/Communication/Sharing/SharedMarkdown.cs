using System.Text.RegularExpressions;
using Binnacle.Platform.Web.Components;

namespace Binnacle.Practices.Communication.Sharing;

/// <summary>A text for readers outside: as inside, but words that link into the product are plain words.</summary>
public static partial class SharedMarkdown
{
    public static string ToHtml(string markdown) => Inside().Replace(SafeMarkdown.ToHtml(markdown), "$1");

    // Made by our own renderer, which writes the address first and nests no links.
    [GeneratedRegex(
        "<a href=\"(?!https?:|mailto:)[^\"]*\"[^>]*>(.*?)</a>",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Inside();
}
