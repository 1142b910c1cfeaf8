using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Binnacle.Platform.Markup;

internal enum PieceKind
{
    Heading,
    Paragraph,
    OrderedItem,
    BulletItem,
    Code,
}

/// <summary>A block of a document as readers ask for it.</summary>
/// <param name="Depth">The level of a heading; the depth of a list item, from 1.</param>
/// <param name="Lines">Raw lines with their markup; the first stands on <paramref name="Line"/>.</param>
/// <param name="Language">What a fenced block says it holds.</param>
internal sealed record Piece(PieceKind Kind, int Line, int Depth, IReadOnlyList<string> Lines, string? Language = null)
{
    public string Raw => Lines.Count == 1 ? Lines[0] : string.Join(' ', Lines);
    public string Plain => MarkdownText.PlainOf(Raw);
    public bool IsItem => Kind is PieceKind.OrderedItem or PieceKind.BulletItem;
}

/// <summary>The blocks of a Markdown document in order, without front matter, HTML and comments.</summary>
internal sealed partial class MarkdownText
{
    public const int LongestRead = 1024 * 1024;
    private const int LongestLine = 8000;
    private static readonly MarkdownPipeline Pipeline = BlocksOnly();
    private readonly List<Piece> pieces = [];
    private Dictionary<Piece, int>? places;

    private MarkdownText(FrontMatter? frontMatter) => FrontMatter = frontMatter;

    public FrontMatter? FrontMatter { get; }
    public IReadOnlyList<Piece> Pieces => pieces;
    public DocumentProblem? Broken { get; private set; }

    public static MarkdownText Read(FileText file)
    {
        var source = file.Text.Length > LongestRead ? file.Text[..LongestRead] : file.Text;
        var frontMatter = FrontMatter.Of(source);
        var markdown = new MarkdownText(frontMatter);
        try
        {
            markdown.Flatten(Markdown.Parse(frontMatter?.Blanked ?? source, Pipeline), 0);
        }
        catch (ArgumentException)
        {
            markdown.Broken = new(null, "The Markdown is nested too deeply to be read.");
        }
        return markdown;
    }

    /// <summary>The pieces below a heading up to the next heading of its level or higher.</summary>
    public IEnumerable<Piece> Below(Piece heading)
    {
        if (places is null)
        {
            places = new(pieces.Count, ReferenceEqualityComparer.Instance);
            for (var i = 0; i < pieces.Count; i++)
                places[pieces[i]] = i;
        }
        for (var i = places[heading] + 1; i < pieces.Count; i++)
        {
            if (pieces[i].Kind == PieceKind.Heading && pieces[i].Depth <= heading.Depth)
                yield break;
            yield return pieces[i];
        }
    }

    /// <summary>What stands before the first heading that is not the document's own title.</summary>
    public IEnumerable<Piece> Header()
    {
        var title = pieces.Find(p => p.Kind == PieceKind.Heading);
        return pieces.TakeWhile(p => p.Kind != PieceKind.Heading || ReferenceEquals(p, title));
    }

    public int Words() => pieces.Where(p => p.Kind != PieceKind.Code).Sum(p => CountWords(p.Plain));

    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var part in text.SplitAny(" \t\n\r\f\v\u00A0"))
        {
            foreach (var letter in text[part])
            {
                if (!char.IsLetterOrDigit(letter))
                    continue;
                words++;
                break;
            }
        }
        return words;
    }

    public static string WithoutComments(string raw) => Comment().Replace(raw, "").Trim();

    /// <summary>Text without links' addresses, emphasis, struck-out words, code marks and comments.</summary>
    public static string PlainOf(string raw)
    {
        var text = raw;
        if (text.Contains('<', StringComparison.Ordinal))
            text = Tag().Replace(Comment().Replace(text, ""), "");
        if (text.Contains("~~", StringComparison.Ordinal))
            text = Struck().Replace(text, "");
        if (text.Contains('[', StringComparison.Ordinal))
            text = Link().Replace(text, "$1");
        return text.Replace("**", "", StringComparison.Ordinal)
            .Replace("__", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .Trim()
            .Trim('*')
            .Trim();
    }

    private void Flatten(ContainerBlock container, int listDepth)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Add(PieceKind.Heading, heading, heading.Level);
                    break;
                case FencedCodeBlock code:
                    Add(PieceKind.Code, code, 0, code.Info ?? "");
                    break;
                case CodeBlock code:
                    Add(PieceKind.Code, code, 0, null);
                    break;
                case HtmlBlock html when HtmlHeading().Match(TextOf(html)) is { Success: true } match:
                    var level = match.Groups[1].Value[0] - '0';
                    pieces.Add(
                        new(PieceKind.Heading, html.Line + 1, level, [match.Groups[2].Value.Replace('\n', ' ')])
                    );
                    break;
                case ParagraphBlock paragraph:
                    Add(PieceKind.Paragraph, paragraph, listDepth);
                    break;
                case ListBlock list:
                    foreach (var item in list.OfType<ListItemBlock>())
                        FlattenItem(item, list.IsOrdered, listDepth + 1);
                    break;
                case ContainerBlock inner and not Table:
                    Flatten(inner, listDepth);
                    break;
            }
        }
    }

    private void FlattenItem(ListItemBlock item, bool isOrdered, int depth)
    {
        var kind = isOrdered ? PieceKind.OrderedItem : PieceKind.BulletItem;
        var before = pieces.Count;
        Flatten(item, depth);
        if (pieces.Count > before && pieces[before] is { Kind: PieceKind.Paragraph } first)
            pieces[before] = first with { Kind = kind, Depth = depth };
        else if (pieces.Count > before)
            pieces.Insert(before, new(kind, item.Line + 1, depth, [""]));
    }

    private void Add(PieceKind kind, LeafBlock block, int depth, string? language = null)
    {
        var lines = new List<string>(block.Lines.Count);
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var slice = block.Lines.Lines[i].Slice.AsSpan();
            lines.Add((slice.Length > LongestLine ? slice[..LongestLine] : slice).ToString());
        }
        // A heading underlined with === comes with its words as inlines.
        if (lines.Count == 0)
            lines.Add(string.Concat(block.Inline?.OfType<LiteralInline>().Select(l => l.Content.ToString()) ?? []));
        var line = block.Lines.Count > 0 ? Math.Max(block.Line, block.Lines.Lines[0].Line) + 1 : block.Line + 1;
        pieces.Add(new(kind, kind == PieceKind.Code ? block.Line + 1 : line, depth, lines, language));
    }

    // Inline parsers are where Markdown gets slow on hostile input; readers need blocks and their lines only.
    private static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        builder.InlineParsers.Add(new LineBreakInlineParser());
        foreach (var parser in builder.BlockParsers)
        {
            parser.Closed += static (_, block) =>
            {
                if (block is LeafBlock leaf)
                    leaf.ProcessInlines = false;
            };
        }
        return builder.Build();
    }

    private static string TextOf(HtmlBlock html) =>
        string.Join(
            '\n',
            html.Lines.Lines.Take(Math.Min(html.Lines.Count, 20))
                .Select(l => l.Slice.AsSpan() is { Length: > 300 } s ? s[..300].ToString() : l.Slice.ToString())
        );

    // Titles of README files are often centred by hand.
    [GeneratedRegex(
        @"<h([1-6])\b[^>]{0,300}>([^\0]{0,1000}?)</h\1>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HtmlHeading();

    [GeneratedRegex("<!--[^\0]{0,4000}?-->", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("</?[A-Za-z][^<>]{0,200}>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("~~[^~]{1,400}~~", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Struck();

    [GeneratedRegex(
        @"!?\[([^\[\]]{0,400})\](?:\([^()\s]{0,1000}(?:\s[^()]{0,300})?\)|\[[^\[\]]{0,200}\])",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Link();
}
