using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

internal sealed record PostmortemAction(bool HasOwner, bool HasDue, bool IsDone);

/// <summary>The actions of a postmortem: a task list, a table or a plain list under a heading that promises them.</summary>
internal static partial class PostmortemActions
{
    public static List<PostmortemAction> Of(MarkdownText markdown)
    {
        var actions = new List<PostmortemAction>();
        var counted = new HashSet<Piece>(ReferenceEqualityComparer.Instance);
        foreach (var heading in markdown.Pieces.Where(p => p.Kind == PieceKind.Heading && Heading().IsMatch(p.Plain)))
        {
            var below = markdown.Below(heading).Where(counted.Add).ToList();
            var items = below.Where(p => p.IsItem).ToList();
            var outermost = items.Count == 0 ? 0 : items.Min(i => i.Depth);
            foreach (var item in items)
            {
                if ((item.Depth == outermost || Task().IsMatch(item.Raw)) && MarkdownText.CountWords(item.Plain) > 1)
                    actions.Add(OfItem(item, below));
            }
            foreach (
                var table in below.Where(p =>
                    p.Kind == PieceKind.Paragraph && p.Lines.Count > 2 && Delimiter().IsMatch(p.Lines[1])
                )
            )
                actions.AddRange(OfTable(table));
        }
        return actions;
    }

    private static PostmortemAction OfItem(Piece item, List<Piece> section)
    {
        // Owner and due date may stand in the items below.
        var own = section
            .SkipWhile(p => !ReferenceEquals(p, item))
            .Skip(1)
            .TakeWhile(p => p.IsItem && p.Depth > item.Depth && !Task().IsMatch(p.Raw))
            .Select(p => p.Raw)
            .Prepend(item.Raw);
        var text = string.Join(" \n", own);
        var due = Due().Match(text);
        return new(
            Mention().IsMatch(text)
                || Owner().Match(text) is { Success: true } owner && IsSomething(owner.Groups[1].Value),
            due.Success && DateText.Find(due.Groups[1].Value) is not null
                || Bracketed().Match(text) is { Success: true } date && DateText.Find(date.Value) is not null,
            DoneTask().IsMatch(item.Raw) || Done().IsMatch(text)
        );
    }

    private static IEnumerable<PostmortemAction> OfTable(Piece table)
    {
        var head = Cells(table.Lines[0]);
        var owner = Array.FindIndex(head, h => OwnerColumn().IsMatch(h));
        var due = Array.FindIndex(head, h => DueColumn().IsMatch(h));
        var done = Array.FindIndex(head, h => DoneColumn().IsMatch(h));
        var action = Array.FindIndex(head, h => ActionColumn().IsMatch(h));
        foreach (var line in table.Lines.Skip(2))
        {
            var cells = Cells(line);
            if (!(action >= 0 ? IsSomething(cells.ElementAtOrDefault(action) ?? "") : cells.Any(IsSomething)))
                continue;
            yield return new(
                owner >= 0 && IsSomething(cells.ElementAtOrDefault(owner) ?? ""),
                due >= 0 && DateText.Find(cells.ElementAtOrDefault(due) ?? "") is not null,
                done >= 0 && DoneCell().IsMatch(cells.ElementAtOrDefault(done) ?? "")
                    || cells.Any(c => DoneTask().IsMatch(c))
            );
        }
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(MarkdownText.PlainOf)];

    private static bool IsSomething(string cell) => !Nothing().IsMatch(cell);

    [GeneratedRegex(
        @"^\W*(?:[0-9.]+ )?(action items?|actions?( taken| to take| plan)?|follow[- ]?ups?( actions?| items?| tasks?)?|next steps|remediations?( items| actions)?|corrective (and preventi\w+ )?actions?|preventi\w+ (actions?|measures)|to-?dos?)\b[^?]{0,40}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*\[[ xX]\]\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Task();

    [GeneratedRegex(@"^\s*\[[xX]\](\s|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DoneTask();

    [GeneratedRegex(
        @"^\s*(?:\[ \]\s*)?(~~|✅|✔|(\*\*)?done\b)|\((done|fixed|completed)\)|✅|\bstatus\W{1,6}(done|closed|fixed|completed?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Done();

    [GeneratedRegex(@"(?<![\w.])@[A-Za-z0-9][\w\-/]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(
        @"\b(?:owner|assignee|assigned to|responsible|dri|who)\b[*_]*\s*[:=]?\s*[*_]*\s*([^,;)\n|]*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Owner();

    [GeneratedRegex(
        @"\b(?:due(?: date| by| on)?|deadline|by|until|eta|target(?: date)?|before)\b[*_]*\s*:?\s*[*_]*\s*([^;)\n|]{4,40})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Due();

    [GeneratedRegex(@"[\[(][^\[\]()]{0,60}\d{4}-\d{2}-\d{2}[^\[\]()]{0,20}[\])]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Delimiter();

    [GeneratedRegex(
        @"\b(owners?|assignees?|assigned( to)?|responsible|who|dri)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex OwnerColumn();

    [GeneratedRegex(
        @"\b(due|deadline|by when|when|target|eta|date)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex DueColumn();

    [GeneratedRegex(
        @"\b(status|done|state|completed?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex DoneColumn();

    [GeneratedRegex(
        @"\b(action|actions|item|action items?|task|what|description|follow[- ]?up)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ActionColumn();

    [GeneratedRegex(
        @"^\s*(done|closed|completed?|fixed|resolved|finished|merged|shipped|yes|x|✅|✔\S*|\[x\])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex DoneCell();

    [GeneratedRegex(
        @"^[\s*_`]*(-+|–|—|tbd|tba|n/?a|none|nobody|no one|\?+|unassigned|unknown|todo|…|\.+|@?)[\s*_`.:]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Nothing();
}
