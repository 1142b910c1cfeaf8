using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Where the value of a field stands.</summary>
internal sealed partial class DecisionText
{
    /// <summary>A line that no person wrote is not searched.</summary>
    private const int LongestLine = 8000;

    private FieldSpan? Find(FieldName field) =>
        field.Name switch
        {
            FieldNames.Title => FindTitle(),
            FieldNames.Status => FindPlaced(field, reading.State.Place, reading.State.Line, reading.State.LastLine),
            FieldNames.Date => FindPlaced(field, reading.Date.Place, reading.Date.Line, reading.Date.LastLine),
            _ => front?[field.Front]
                ?? (HeaderField(field) is { } written ? FindInLine(field, written.Line, written.LastLine) : null),
        };

    /// <summary>A field that stands there without a value is a place, too.</summary>
    private FieldSpan? FindPlaced(FieldName field, FieldPlace place, int line, int last) =>
        place switch
        {
            FieldPlace.FrontMatter => front?[field.Front],
            FieldPlace.Field => FindInLine(field, line, last),
            FieldPlace.Heading => FindInHeading(line),
            FieldPlace.Section => FindInSection(line),
            _ => front?[field.Front]
                ?? (HeaderField(field) is { } empty ? FindInLine(field, empty.Line, empty.LastLine) : null),
        };

    private bool IsTooLong(int line) => lines[line].End - lines[line].Start > LongestLine;

    private FieldText? HeaderField(FieldName field) =>
        reading.Header.Find(written => field.Header.Contains(written.Name, StringComparer.Ordinal));

    private FieldSpan? FindTitle()
    {
        if (reading.Title.IsInFront)
            return front?["title"];
        if (reading.Title.Heading is not { } heading)
            return null;
        var line = LineOf(heading);
        if (IsTooLong(line))
            return null;
        var match = (IsUnderline(line + 1) ? UnderlinedTitle() : HeadingTitle()).Match(lines.TextOf(line));
        if (!match.Success || MarkdownText.PlainOf(match.Groups["value"].Value) != heading.Plain)
            return null;
        var value = match.Groups["value"];
        var prefix = DecisionTitle.PrefixLength(value.Value);
        return new(line, lines[line].Start + value.Index + prefix, value.Length - prefix, ValueStyle.Plain);
    }

    /// <summary>"* Status: accepted", "**Status:** accepted", a cell of a table.</summary>
    private FieldSpan? FindInLine(FieldName field, int line, int last)
    {
        if (IsTooLong(line))
            return null;
        var text = lines.TextOf(line);
        if (text.TrimStart().StartsWith('|'))
            return FindInTable(field, line, text);
        var match = LineField().Match(text);
        if (!match.Success)
            return null;
        var value = match.Groups["value"];
        var (start, length) = (value.Index, value.Length);
        // "**Status: accepted**" is emphasised as a whole.
        var open = match.Groups["open"].Value;
        if (
            open.Length > 0
            && match.Groups["before"].Length + match.Groups["after"].Length == 0
            && value.Value.EndsWith(open, StringComparison.Ordinal)
        )
            length -= open.Length;
        else if (Emphasised().Match(value.Value) is { Success: true } inner)
            (start, length) = (start + inner.Groups["value"].Index, inner.Groups["value"].Length);
        start += lines[line].Start;
        if (last > line)
        {
            var end = lines[last].Start + lines.TextOf(last).TrimEnd().Length;
            length = end - start;
        }
        return new(line, start, Math.Max(0, length), ValueStyle.Plain);
    }

    private FieldSpan? FindInTable(FieldName field, int line, string text)
    {
        var cells = Cells(text);
        var column = cells.Count > 1 && field.Header.Contains(NameIn(text, cells[0]), StringComparer.Ordinal) ? 1 : -1;
        if (column < 0 && line > 2)
        {
            var heads = lines.TextOf(line - 2);
            column = Cells(heads).FindIndex(cell => field.Header.Contains(NameIn(heads, cell), StringComparer.Ordinal));
        }
        if (column < 0 || column >= cells.Count)
            return null;
        var (start, end) = cells[column];
        while (start < end && text[start] == ' ')
            start++;
        while (end > start && text[end - 1] == ' ')
            end--;
        return new(line, lines[line].Start + start, end - start, ValueStyle.Cell);
    }

    private static string NameIn(string text, (int Start, int End) cell) =>
        text[cell.Start..cell.End].Trim('*', '_', '`', ' ', ':').ToLowerInvariant();

    private static List<(int Start, int End)> Cells(string text)
    {
        var cells = new List<(int, int)>();
        var start = text.IndexOf('|', StringComparison.Ordinal) + 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] != '|' || text[i - 1] == '\\')
                continue;
            cells.Add((start, i));
            start = i + 1;
        }
        if (start < text.Length && text[start..].Trim().Length > 0)
            cells.Add((start, text.Length));
        return cells;
    }

    /// <summary>"## Status: accepted".</summary>
    private FieldSpan? FindInHeading(int line)
    {
        if (IsUnderline(line) && line > 1)
            line--;
        if (IsTooLong(line))
            return null;
        var match = HeadingField().Match(lines.TextOf(line));
        return match.Success
            ? new(line, lines[line].Start + match.Groups["value"].Index, match.Groups["value"].Length, ValueStyle.Plain)
            : null;
    }

    /// <summary>A line of a section is the value, without the marks of a list or of emphasis around it.</summary>
    private FieldSpan? FindInSection(int line)
    {
        if (IsTooLong(line))
            return null;
        var match = SectionLine().Match(lines.TextOf(line));
        if (!match.Success)
            return null;
        var value = match.Groups["value"];
        return new(line, lines[line].Start + value.Index, value.Length, ValueStyle.Plain);
    }

    [GeneratedRegex(@"^(?<marks>\*\*|__|\*|_|`)(?<value>[^*_`]+)\k<marks>$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Emphasised();

    [GeneratedRegex(
        @"^ {0,3}#{1,6}[ \t]+(?<value>.*?)(?:[ \t]*<!--.*?-->)?(?:[ \t]+#+)?[ \t]*$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeadingTitle();

    [GeneratedRegex(@"^ {0,3}(?<value>\S.*?)[ \t]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UnderlinedTitle();

    [GeneratedRegex(
        @"^ {0,3}(?:#{1,6}[ \t]+)?[^:]*:[*_]*[ \t]*(?<value>.*?)(?:[ \t]*<!--.*?-->)?(?:[ \t]+#+)?[ \t]*$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeadingField();

    [GeneratedRegex(
        @"^(?<lead>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|>[ \t]*)*(?:\p{So}\uFE0F?[ \t]*)?)(?<open>[*_]*)[ \t]*(?<name>[A-Za-z][A-Za-z \-_]{1,30}?)[ \t]*(?<before>[*_]*)(?<mid>[ \t]*:)(?<after>[*_]*)(?<gap>[ \t]*)(?<value>.*?)(?<tail>(?:[ \t]*<!--.*?-->)?(?:[ \t]*\\|[ \t]*))$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex LineField();

    [GeneratedRegex(
        @"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|>[ \t]*)*(?<marks>(?:\*\*|__|\*|_|`)?)(?<value>[^*_`\s].*?|\S.*?)\k<marks>(?:[ \t]*<!--.*?-->)?(?:[ \t]*\\|[ \t]*)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex SectionLine();
}
