using System.Text.RegularExpressions;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Which decisions replace which, as written: a file's name where there is a link, else a number or a slug.</summary>
internal sealed partial record DecisionLinks(
    IReadOnlyList<string> Supersedes,
    IReadOnlyList<string> SupersededBy,
    int? Line
)
{
    public static DecisionLinks Of(MarkdownText markdown, List<FieldText> header, DecisionState status)
    {
        var supersedes = new List<string>();
        var supersededBy = new List<string>();
        int? line = null;
        var front = markdown.FrontMatter;
        foreach (var value in front?.List("supersedes", "replaces") ?? [])
            Collect(value, supersedes);
        foreach (
            var value in front?.List("superseded-by", "superseded_by", "supersededBy", "superseded by", "replaced-by")
                ?? []
        )
            Collect(value, supersededBy);
        if (front?["status"] is { } stated)
            Sort(stated.Text, supersedes, supersededBy);
        foreach (var field in header)
        {
            if (field.Name is "superseded by" or "superseded-by" or "superceded by" or "replaced by")
            {
                Collect(field.Value, supersededBy);
                line ??= field.Line;
            }
            else if (field.Name is "supersedes" or "replaces")
            {
                Collect(field.Value, supersedes);
            }
            else if (field.Name is "status")
            {
                Sort(field.Value, supersedes, supersededBy);
            }
        }
        var before = supersededBy.Count;
        foreach (var piece in Places(markdown))
        {
            foreach (var part in piece.IsItem ? [piece.Raw] : piece.Lines)
            {
                if (Sort(part, supersedes, supersededBy) && supersededBy.Count > before)
                    line ??= piece.Line;
            }
        }
        return new(
            [.. supersedes.Distinct(StringComparer.Ordinal)],
            [.. supersededBy.Distinct(StringComparer.Ordinal)],
            line
        );
    }

    /// <summary>A line of the Status section that names a relation and no state.</summary>
    public static bool IsLinkOnly(string plain) => Relation().IsMatch(plain);

    private static IEnumerable<Piece> Places(MarkdownText markdown) =>
        markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading && Place().IsMatch(p.Plain))
            .SelectMany(markdown.Below)
            .Where(p => p.Kind is not (PieceKind.Heading or PieceKind.Code));

    private static bool Sort(string text, List<string> supersedes, List<string> supersededBy)
    {
        var marks = Mark().Matches(text);
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].Index : text.Length;
            var tail = text[(marks[i].Index + marks[i].Length)..end];
            Collect(tail, marks[i].Groups["by"].Success ? supersededBy : supersedes);
        }
        return marks.Count > 0;
    }

    private static void Collect(string text, List<string> into)
    {
        var links = Link().Matches(text);
        foreach (Match link in links)
        {
            var target = link.Groups[1].Value.Split('#')[0];
            var name = target[(target.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
            if (name.Length > 0)
                into.Add(name);
        }
        if (links.Count > 0)
            return;
        foreach (Match name in Name().Matches(text))
            into.Add(name.Value);
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
