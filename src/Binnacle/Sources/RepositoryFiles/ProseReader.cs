using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Policies, guides, visions, changelogs: their title and their length.</summary>
internal static class ProseReader
{
    private const int TitleWithin = 32 * 1024;

    public static ReadDocument? Read(DocumentKind kind, FilePath file, FileText text)
    {
        if (file.IsMarkdown)
        {
            // The title stands at the top; changelogs run to megabytes.
            var beginning = text.Text.Length > TitleWithin ? FileText.Of(text.Text[..TitleWithin]) : text;
            var markdown = MarkdownText.Read(beginning);
            var title = Titles.Of(markdown, file);
            return new(kind, new ProseFacts(title, MarkdownText.CountWords(text.Text)), Problems(markdown.Broken));
        }
        return new(kind, new ProseFacts(PlainTitle(text) ?? file.Name, MarkdownText.CountWords(text.Text)), []);
    }

    private static DocumentProblem[] Problems(DocumentProblem? broken) => broken is null ? [] : [broken];

    /// <summary>The first line with words: reStructuredText underlines it, AsciiDoc and Org mark it, plain text begins with it.</summary>
    private static string? PlainTitle(FileText text)
    {
        foreach (var line in text.Lines.AsSpan(0, Math.Min(40, text.Lines.Length)))
        {
            var trimmed = line.Trim();
            if (
                trimmed.StartsWith("..", StringComparison.Ordinal) || trimmed.StartsWith("//", StringComparison.Ordinal)
            )
                continue;
            if (trimmed.StartsWith("#+title:", StringComparison.OrdinalIgnoreCase))
                trimmed = trimmed["#+title:".Length..];
            trimmed = trimmed.TrimStart('=', '*', '#').Trim();
            if (MarkdownText.CountWords(trimmed) > 0)
                return Titles.Short(trimmed);
        }
        return null;
    }
}
