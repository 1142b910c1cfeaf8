using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>What a record calls itself.</summary>
/// <param name="Text">Without its number; from the file's name where the record has no title.</param>
/// <param name="Number">As written before the title.</param>
/// <param name="Heading">Where it stands, when it is a heading.</param>
/// <param name="IsInFront">It stands in the front matter alone.</param>
internal sealed partial record DecisionTitle(
    string Text,
    string? Number,
    Piece? Heading,
    bool IsInFront,
    bool IsTemplate
)
{
    public bool IsStated => Heading is not null || IsInFront;

    public static DecisionTitle Of(FilePath file, MarkdownText markdown)
    {
        var (heading, front) = Titles.Place(markdown);
        var stated = heading?.Plain ?? front;
        if (stated is not null && DecisionHeadings.Known(stated))
            (stated, heading, front) = (null, null, null);
        var isTemplate = stated is not null
            ? IsPlaceholder(stated)
            : markdown.Pieces.Any(p =>
                p is { Kind: PieceKind.Heading, Depth: 1 }
                && p.Raw.TrimStart().StartsWith("<!--", StringComparison.Ordinal)
            );
        if (stated is null)
            return new(Titles.FromName(file), null, null, false, isTemplate);
        var length = PrefixLength(stated);
        var number = length > 0 ? Prefix().Match(stated).Groups["number"].Value : null;
        return new(Titles.Short(stated[length..]), number, heading, heading is null, isTemplate);
    }

    /// <summary>How much of a title as written is its number.</summary>
    public static int PrefixLength(string title) =>
        Prefix().Match(title) is { Success: true } match && match.Length < title.Length ? match.Length : 0;

    private static bool IsPlaceholder(string title) =>
        title.StartsWith('{')
        || title.StartsWith("[short", StringComparison.OrdinalIgnoreCase)
        || title.StartsWith('<')
        || PlaceholderTitle().IsMatch(title);

    [GeneratedRegex(
        @"^(?:(?:ADR|RFC|Decision|DR)[-_ #]*(?<number>\d{1,6})\s*[:.\-–—)]*\s*|(?<number>\d{1,6})\s*[.:)]\s+|(?<number>\d{3,6})\s*[-–—]\s+|\[(?:ADR|RFC)[-_ ]*(?<number>\d{1,6})\]\s*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Prefix();

    [GeneratedRegex(
        @"^(title|(adr|decision)( record)? (template|title)|\[?(short )?title( of .*)?\]?|(adr|rfc)[-_ ]?(n{2,}|x{2,}|0000)\b.*|(number|n+|x+)\s*[.:]\s*title|\$\{?title\}?)$|^[{<\[].*[}>\]]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex PlaceholderTitle();
}
