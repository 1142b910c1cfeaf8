namespace Binnacle.Platform.Markup;

internal static class Titles
{
    private const int Longest = 200;

    /// <summary>What the document calls itself, else the file's name.</summary>
    public static string Of(MarkdownText markdown, FilePath file) => Stated(markdown) ?? FromName(file);

    /// <summary>
    /// The heading it opens with, else the title in its front matter, else its top heading. A heading of a lower level
    /// is a title only where it stands alone above the others.
    /// </summary>
    public static string? Stated(MarkdownText markdown)
    {
        var (heading, front) = Place(markdown);
        return heading is not null ? Short(heading.Plain)
            : front is { } text ? Short(text)
            : null;
    }

    /// <summary>The heading that is the title, or else the front matter's own.</summary>
    public static (Piece? Heading, string? Front) Place(MarkdownText markdown)
    {
        var headings = markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading && MarkdownText.CountWords(p.Plain) > 0)
            .ToList();
        if (headings is [{ Depth: 1 } opening, ..])
            return (opening, null);
        if (markdown.FrontMatter?["title"] is { Text.Length: > 0 } title)
            return (null, title.Text);
        var top =
            headings.Find(h => h.Depth == 1)
            ?? (headings is [var first, ..] && headings.Skip(1).All(h => h.Depth > first.Depth) ? first : null);
        return (top, null);
    }

    /// <summary>"0012-use-dashes.md" is "Use dashes".</summary>
    public static string FromName(FilePath file)
    {
        var name = file.Name;
        var dot = name.LastIndexOf('.');
        var words = (dot > 0 ? name[..dot] : name)
            .Replace('-', ' ')
            .Replace('_', ' ')
            .TrimStart("0123456789 ".ToCharArray())
            .Trim();
        return words.Length == 0 ? name : Short(char.ToUpperInvariant(words[0]) + words[1..]);
    }

    public static string Short(string title) =>
        title.Length > Longest ? title[..Longest].TrimEnd() + "…" : title.Trim();
}
