using System.Text.RegularExpressions;

namespace Binnacle.History.Analyses;

/// <summary>Gives the comments of a text, line by line; knows what a line begins within.</summary>
internal sealed partial class CommentReader
{
    private readonly CommentSyntax syntax;
    private readonly Dictionary<string, int> lastLines = new(StringComparer.Ordinal);
    private string? commentEnd;
    private string? textEnd;
    private string? documentEnd;
    private int number;

    /// <summary>Reads one text from its start.</summary>
    /// <param name="lines">All of the text: what looks like the begin of a here document is none without its end.</param>
    public CommentReader(CommentSyntax syntax, IReadOnlyList<string> lines)
    {
        this.syntax = syntax;
        for (var i = 0; i < lines.Count && syntax.HasHereDocuments; i++)
            lastLines[lines[i].Trim()] = i;
    }

    /// <summary>The parts of the next line that are comment.</summary>
    public List<string> Read(string line)
    {
        var found = new List<string>();
        var (at, document) = (0, documentEnd);
        number++;
        if (document is not null)
        {
            documentEnd = line.AsSpan().Trim().SequenceEqual(document) ? null : document;
            return found;
        }
        while (at < line.Length)
        {
            if (commentEnd is not null)
                found.Add(UpTo(line, ref at, ref commentEnd));
            else if (textEnd is not null)
                UpTo(line, ref at, ref textEnd);
            else if (Begins(line, at, syntax.Blocks) is { } block)
                (commentEnd, at) = (block.End, at + block.Begin.Length);
            else if (Array.Exists(syntax.Lines, mark => BeginsLine(line, at, mark)))
            {
                found.Add(line[at..].TrimStart('/', '#', '-', ';', '%', '!', '*'));
                break;
            }
            else if (Begins(line, at, syntax.Texts) is { } text)
                (textEnd, at) = (text.End, at + text.Begin.Length);
            else if (HereDocument(line, at) is { } end)
                (documentEnd, at) = (end, at + 2);
            else
                at = syntax.Quotes.Contains(line[at], StringComparison.Ordinal) ? AfterQuote(line, at) : at + 1;
        }
        return found;
    }

    private string? HereDocument(string line, int at)
    {
        if (
            !syntax.HasHereDocuments
            || line[at] != '<'
            || HereDocumentEnd().Match(line, at) is not { Success: true } match
        )
            return null;
        var end = match.Groups["end"].Value;
        // Lines are counted from 1 here, so this one is at number - 1.
        return lastLines.GetValueOrDefault(end, -1) >= number ? end : null;
    }

    [GeneratedRegex(
        @"\G<<[-~]?\s?[\\'""]?(?<end>[A-Za-z_]\w*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex HereDocumentEnd();

    private static string UpTo(string line, ref int at, ref string? end)
    {
        var (from, to) = (at, line.IndexOf(end!, at, StringComparison.Ordinal));
        at = to < 0 ? line.Length : to + end!.Length;
        if (to >= 0)
            end = null;
        return to < 0 ? line[from..] : line[from..to];
    }

    private static (string Begin, string End)? Begins(string line, int at, (string Begin, string End)[] pairs)
    {
        foreach (var pair in pairs)
            if (string.CompareOrdinal(line, at, pair.Begin, 0, pair.Begin.Length) == 0)
                return pair;
        return null;
    }

    /// <summary>A # or ; within a word and the // of an address begin none.</summary>
    private static bool BeginsLine(string line, int at, string mark)
    {
        if (string.CompareOrdinal(line, at, mark, 0, mark.Length) != 0)
            return false;
        var before = at == 0 ? ' ' : line[at - 1];
        return mark switch
        {
            "//" => before != ':',
            "#" => char.IsWhiteSpace(before) || before is ';' or ')' or '}' or ']' or ',',
            "%" => before != '\\',
            _ => true,
        };
    }

    /// <summary>A quote that is not closed on its line (an apostrophe, a lifetime) is none.</summary>
    private static int AfterQuote(string line, int at)
    {
        for (var i = at + 1; i < line.Length; i++)
            if (line[i] == '\\')
                i++;
            else if (line[i] == line[at])
                return i + 1;
        return at + 1;
    }
}
