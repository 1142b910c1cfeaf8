namespace Binnacle.Sources.RepositoryFiles;

internal static class Titles
{
    private const int Longest = 200;

    /// <summary>The top heading, else the title in the front matter, else the first heading, else the file's name.</summary>
    public static string Of(MarkdownText markdown, FilePath file) => Stated(markdown) ?? FromName(file);

    public static string? Stated(MarkdownText markdown)
    {
        if (markdown.TopHeading is { } top && MarkdownText.CountWords(top.Plain) > 0)
            return Short(top.Plain);
        if (markdown.FrontMatter?["title"] is { Text.Length: > 0 } title)
            return Short(title.Text);
        var first = markdown.Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Heading && MarkdownText.CountWords(p.Plain) > 0
        );
        return first is null ? null : Short(first.Plain);
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
