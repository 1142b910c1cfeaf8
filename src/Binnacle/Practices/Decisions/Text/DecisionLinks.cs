using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <param name="Name">The last part of a link's address, else a number or a slug.</param>
/// <param name="Target">The address of a link, without its fragment.</param>
/// <param name="IsBy">That decision supersedes this one; else this one supersedes that.</param>
internal sealed record WrittenLink(string Name, string? Target, int Line, bool IsBy);

/// <summary>Which decisions replace which, as written: a file's name where there is a link, else a number or a slug.</summary>
internal sealed partial class DecisionLinks
{
    private readonly List<WrittenLink> all = [];

    private DecisionLinks() { }

    public IReadOnlyList<WrittenLink> All => all;
    public IReadOnlyList<string> Supersedes => Names(isBy: false);
    public IReadOnlyList<string> SupersededBy => Names(isBy: true);

    /// <summary>The first line beside the status that says by what this decision is superseded.</summary>
    public int? Line { get; private set; }

    public static DecisionLinks Of(MarkdownText markdown, List<FieldText> header)
    {
        var links = new DecisionLinks();
        var front = markdown.FrontMatter;
        links.Front(front, isBy: false, "supersedes", "replaces");
        links.Front(
            front,
            isBy: true,
            "superseded-by",
            "superseded_by",
            "supersededBy",
            "superseded by",
            "replaced-by"
        );
        if (front?["status"] is { } stated)
            links.Sort(stated.Text, stated.Line);
        foreach (var field in header)
        {
            if (field.Name is "superseded by" or "superseded-by" or "superceded by" or "replaced by")
            {
                links.Collect(field.Value, field.Line, isBy: true);
                links.Line ??= field.Line;
            }
            else if (field.Name is "supersedes" or "supercedes" or "replaces")
            {
                links.Collect(field.Value, field.Line, isBy: false);
            }
            else if (field.Name is "status")
            {
                links.Sort(field.Value, field.Line);
            }
        }
        var before = links.all.Count(link => link.IsBy);
        foreach (var piece in Places(markdown))
        {
            for (var i = 0; i < piece.Lines.Count; i++)
            {
                if (piece.IsItem && i > 0)
                    break;
                if (
                    links.Sort(piece.IsItem ? piece.Raw : piece.Lines[i], piece.Line + i)
                    && links.all.Count(link => link.IsBy) > before
                )
                    links.Line ??= piece.Line + i;
            }
        }
        return links;
    }

    /// <summary>A line of the Status section that names a relation and no state.</summary>
    public static bool IsLinkOnly(string plain) => Relation().IsMatch(plain);

    /// <summary>"superseded by" and its like: what stands after it replaces this decision.</summary>
    public static bool SaysSuperseded(string line) => Mark().Matches(line).Any(match => match.Groups["by"].Success);

    private List<string> Names(bool isBy) =>
        [.. all.Where(link => link.IsBy == isBy).Select(link => link.Name).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Piece> Places(MarkdownText markdown) =>
        markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading && Place().IsMatch(p.Plain))
            .SelectMany(markdown.Below)
            .Where(p => p.Kind is not (PieceKind.Heading or PieceKind.Code));

    private void Front(FrontMatter? front, bool isBy, params ReadOnlySpan<string> keys)
    {
        if (front is null)
            return;
        var line = front[keys]?.Line ?? 1;
        foreach (var value in front.List(keys))
            Collect(value, line, isBy);
    }

    private bool Sort(string text, int line)
    {
        var marks = Mark().Matches(text);
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].Index : text.Length;
            var tail = text[(marks[i].Index + marks[i].Length)..end];
            Collect(tail, line, marks[i].Groups["by"].Success);
        }
        return marks.Count > 0;
    }

    private void Collect(string text, int line, bool isBy)
    {
        var links = Link().Matches(text);
        foreach (Match link in links)
        {
            var target = link.Groups[1].Value.Split('#')[0];
            var name = target[(target.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
            if (name.Length > 0)
                all.Add(new(name, target, line, isBy));
        }
        if (links.Count > 0)
            return;
        foreach (Match name in Name().Matches(text))
            all.Add(new(name.Value, null, line, isBy));
    }

    [GeneratedRegex(
        @"\b(?:(?<by>(?<!partially |partly )(?:superseded|superceded|superseeded|replaced)\s+(?:by|with))|supersedes|supercedes|replaces)\b:?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Mark();

    [GeneratedRegex(@"\]\(<?([^()\s<>]{1,300})>?(?:\s[^()]{0,200})?\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"\b(?:\d{8}-[a-z0-9][a-z0-9-]{0,150}(?:\.md)?|\d{4}-\d{2}-\d{2}-[a-z][a-z0-9-]{0,150}|(?:ADR|RFC)[-_ #]?\d{1,6}|\d{1,6}-[a-z][a-z0-9-]{0,150}(?:\.md)?|(?<!\d-)\d{1,6}(?!\d*-\d))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Name();

    [GeneratedRegex(
        "^([0-9.]+ )?(status|links|related( decisions| links| adrs)?|more information|references|relations(hips)?|see also|supersedes|superseded by)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Place();

    [GeneratedRegex(
        @"^\W*(supersedes|supercedes|replaces|amends|amended by|amended|clarifies|clarified by|extends|extended by|relates to|related to|depends on|refines|see)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Relation();
}
