using System.Text.RegularExpressions;
using Binnacle.Platform;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>What is written for a field that the record does not have yet: what the format's own habit asks for, and no more.</summary>
internal sealed partial class DecisionText
{
    private DecisionText Insert(FieldName field, string value)
    {
        if (field.Name == FieldNames.Status && reading.State.Section is { } section)
            return InsertAfter(LastLineOf(section), value, isApart: true);
        var siblings = Siblings();
        if (front is not null && (siblings.Count == 0 || Format is DecisionFormat.Madr && HasFrontField()))
            return InsertInFront(field, value);
        if (field.Name == FieldNames.Status && Format is DecisionFormat.Nygard)
            return InsertSection("Status", value);
        if (siblings.Count > 0)
            return InsertBeside(field, value, siblings);
        return Format switch
        {
            DecisionFormat.Madr => With(0, 0, MadrBlock(field, value, lines.EndingNear(1))),
            DecisionFormat.Log4brains => InsertBelowTitle($"- {field.Word}: {value}"),
            _ => InsertBelowTitle($"{field.Word}: {value}"),
        };
    }

    private static string MadrBlock(FieldName field, string value, string ending) =>
        $"---{ending}{field.Name}: {YamlText.Scalar(value, isInList: false)}{ending}---{ending}";

    private bool HasFrontField() =>
        front is not null
        && FieldNames.FrontOrder.Any(name => name != FieldNames.Title && front[FieldNames.Of(name).Front] is not null);

    private DecisionText InsertInFront(FieldName field, string value)
    {
        var written = front!.IsToml
            ? $"{field.Name} = {YamlText.Quoted(value)}"
            : $"{field.Name}: {YamlText.Scalar(value, isInList: false)}";
        var order = Array.IndexOf(FieldNames.FrontOrder, field.Name);
        var before = order < 0 ? null : Entry(FieldNames.FrontOrder[..order].Reverse());
        var after = order < 0 ? null : Entry(FieldNames.FrontOrder[(order + 1)..]);
        var at =
            before is { } earlier ? front.LastLineOf(earlier) + 1
            : after is { } later ? later
            : front.Last;
        return With(lines[at].Start, 0, written + lines.EndingNear(at - 1));
    }

    private int? Entry(IEnumerable<string> names)
    {
        foreach (var name in names)
        foreach (var key in FieldNames.Of(name).Front)
        foreach (var entry in front!.Entries)
            if (entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                return entry.Line;
        return null;
    }

    /// <summary>Fields below the title, by their name among ours.</summary>
    private List<(string Name, FieldText Field)> Siblings() =>
        [
            .. reading
                .Header.Select(written => (FieldNames.Find(written.Name)?.Name ?? "", written))
                .Where(pair => FieldNames.HeaderOrder.Contains(pair.Item1, StringComparer.Ordinal)),
        ];

    private DecisionText InsertBeside(FieldName field, string value, List<(string Name, FieldText Field)> siblings)
    {
        var order = Array.IndexOf(FieldNames.HeaderOrder, field.Name);
        var before = siblings.FindLast(pair => Array.IndexOf(FieldNames.HeaderOrder, pair.Name) < order);
        var (_, sibling) = before.Field is not null ? before : siblings[0];
        var isAfter = before.Field is not null;
        var line = sibling.Line;
        var text = lines.TextOf(line);
        if (text.TrimStart().StartsWith('|'))
        {
            if (Cells(text) is not [var first, _] || NameIn(text, first) != sibling.Name)
                throw new Refusal(field.Name, $"{Path}:{line}: a table of this form takes no further field.");
            return InsertLine(
                isAfter ? line + 1 : line,
                $"| {field.Word} | {value.Replace("|", "\\|", StringComparison.Ordinal)} |"
            );
        }
        var match = LineField().Match(text);
        if (!match.Success)
            throw new Refusal(field.Name, $"{Path}:{line}: no further field can be written beside this one.");
        var gap = match.Groups["gap"].Length > 0 ? match.Groups["gap"].Value : " ";
        var word = char.IsLower(match.Groups["name"].Value[0]) ? field.Word.ToLowerInvariant() : field.Word;
        var tail = Break().Match(text).Value;
        var written = string.Concat(
            match.Groups["lead"].Value,
            match.Groups["open"].Value,
            word,
            match.Groups["before"].Value,
            match.Groups["mid"].Value,
            match.Groups["after"].Value,
            gap,
            value,
            match.Groups["before"].Length + match.Groups["after"].Length == 0 ? match.Groups["open"].Value : "",
            tail
        );
        var isAlone = !Marker().IsMatch(text) && lines.IsBlank(line - 1) && lines.IsBlank(sibling.LastLine + 1);
        if (isAfter)
            return isAlone
                ? InsertAfter(sibling.LastLine, written, isApart: true)
                : InsertLine(sibling.LastLine + 1, written);
        return isAlone ? With(lines[line].Start, 0, written + Blank(line)) : InsertLine(line, written);
    }

    private DecisionText InsertBelowTitle(string written)
    {
        if (reading.Title.Heading is { } heading)
            return InsertAfter(LastLineOf(heading), written, isApart: true);
        var first = front is null ? 1 : front.Last + 1;
        while (first <= lines.Count && lines.IsBlank(first))
            first++;
        return With(lines[first].Start, 0, written + (first > lines.Count ? lines.EndingNear(first) : Blank(first)));
    }

    private DecisionText InsertTitle(string value)
    {
        var first = front is null ? 1 : front.Last + 1;
        while (first <= lines.Count && lines.IsBlank(first))
            first++;
        var number = Format is DecisionFormat.Nygard && Number is { } known ? $"{known}. " : "";
        return With(
            lines[first].Start,
            0,
            $"# {number}{value}" + (first > lines.Count ? lines.EndingNear(first) : Blank(first))
        );
    }

    /// <summary>A section of its own before the first below the title, or at the end.</summary>
    private DecisionText InsertSection(string name, string value)
    {
        var next = reading.Markdown.Pieces.FirstOrDefault(piece =>
            piece is { Kind: PieceKind.Heading, Depth: 2 } && !ReferenceEquals(piece, reading.Title.Heading)
        );
        if (next is null)
            return Append($"## {name}", value);
        var line = LineOf(next);
        return With(lines[line].Start, 0, $"## {name}{Blank(line)}{value}{Blank(line)}");
    }

    private DecisionText Append(params string[] paragraphs)
    {
        var last = lines.Count;
        while (last > 0 && lines.IsBlank(last))
            last--;
        var result = this;
        foreach (var paragraph in paragraphs)
        {
            result = result.InsertAfter(last, paragraph, isApart: true);
            last += last == 0 ? 1 : 2;
        }
        return result;
    }

    /// <summary>A line below another one, a blank line between them; the file ends as it ended.</summary>
    private DecisionText InsertAfter(int line, string written, bool isApart)
    {
        var ending = lines.EndingNear(Math.Max(1, line));
        if (line == 0)
            return With(0, 0, written + (lines.Count == 0 ? ending : ending + ending));
        var (_, end, next) = lines[line];
        var above = isApart ? ending : "";
        if (next == end)
            return With(end, 0, ending + above + written);
        var below = isApart && line < lines.Count && !lines.IsBlank(line + 1) ? ending : "";
        return With(next, 0, above + written + ending + below);
    }

    private DecisionText InsertLine(int line, string written) =>
        line > lines.Count && lines.Count > 0
            ? InsertAfter(line - 1, written, isApart: false)
            : With(lines[line].Start, 0, written + lines.EndingNear(line));

    private string Blank(int line) => lines.EndingNear(line) + lines.EndingNear(line);

    [GeneratedRegex(@"(?:  +|\\)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Break();

    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marker();
}
