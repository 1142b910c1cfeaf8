using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Which lines of a record stand below which heading.</summary>
internal static partial class DecisionSections
{
    private sealed record Section(string Heading, string Name, int Level, string Text, string? Parent);

    /// <summary>Headings of levels 1 to 3; a third level that no field has belongs to the text above it.</summary>
    private static List<Section> Split(DecisionText record)
    {
        var sections = new List<Section>();
        var fence = new Fence();
        var text = new List<string>();
        var (heading, level, parent) = ("", 1, (string?)null);
        var read = Read(record);
        var underlined = Underlined(record);
        void Close()
        {
            var body = string.Join('\n', text).Trim('\n', ' ');
            sections.Add(new(heading, NameOf(heading), level, ProseText.Unguarded(body), parent));
            text.Clear();
        }
        for (var number = record.FirstLine; number <= record.Lines.Count; number++)
        {
            var line = record.Lines.TextOf(number).TrimEnd();
            if (fence.Pass(line))
            {
                text.Add(line);
                continue;
            }
            if (read.Contains(number))
                continue;
            var depth = underlined.Contains(number) ? 2 : 0;
            var title = line.Trim();
            if (depth == 0 && HeadingLine().Match(line) is { Success: true } match)
                (depth, title) = (match.Groups[1].Length, match.Groups[2].Value.Trim());
            var above = depth == 3 ? TopOf(sections, heading, level) : null;
            if (depth is 1 or 2 || depth == 3 && IsPart(NameOf(title), above))
            {
                Close();
                (heading, level, parent) = (title, depth, depth == 3 && IsOptions(above) ? above : null);
                if (underlined.Contains(number))
                    number++;
                continue;
            }
            text.Add(line);
        }
        Close();
        return sections;
    }

    /// <summary>Lines that are read as fields: the title, the state, the day, names and links. What says more stays text.</summary>
    private static HashSet<int> Read(DecisionText record)
    {
        var read = new HashSet<int>();
        void Add(int first, int last) => read.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
        var (reading, lines) = (record.Reading, record.Lines);
        if (reading.Title.Heading is { } title)
            Add(record.LineOf(title), record.LastLineOf(title));
        if (reading.State.Place is FieldPlace.Section && IsBare(reading.State.Text))
            Add(reading.State.Line, reading.State.Line);
        if (reading.Date.Place is FieldPlace.Section && reading.Date.Day is not null)
            Add(reading.Date.Line, reading.Date.Line);
        foreach (var row in reading.Header.GroupBy(field => field.Line).Where(row => row.All(IsRead)))
        {
            Add(row.Key, row.Max(field => field.LastLine));
            if (row.Key < 3 || !IsTableRule(lines.TextOf(row.Key - 1)))
                continue;
            // Of a table that names its fields in the first row nothing is left.
            Add(row.Count() > 1 ? row.Key - 2 : row.Key - 1, row.Key - 1);
        }
        return read;

        bool IsRead(FieldText field) =>
            FieldNames.Find(field.Name)?.Name switch
            {
                null or "tags" => false,
                FieldNames.Status => IsBare(MarkdownText.PlainOf(field.Value))
                    && DecisionStatusText.Of(field.Value) == reading.State.Status,
                FieldNames.Date => field.Line == reading.Date.Line && reading.Date.Day is not null,
                _ => true,
            };
    }

    /// <summary>A state without a story.</summary>
    private static bool IsBare(string? state) =>
        state is not null && (MarkdownText.CountWords(state) <= 3 || DecisionLinks.SaysSuperseded(state));

    private static bool IsState(string name) =>
        name is "status" or "state" or "decision status" or "adr status"
        || name.StartsWith("status:", StringComparison.Ordinal);

    private static bool IsTableRule(string line) =>
        line.Contains('|', StringComparison.Ordinal)
        && line.Contains('-', StringComparison.Ordinal)
        && line.All(letter => letter is '|' or '-' or ':' or ' ' or '\t');

    /// <summary>Lines that are headings by the === or --- below them.</summary>
    private static HashSet<int> Underlined(DecisionText record) =>
        [
            .. record
                .Reading.Markdown.Pieces.Where(piece =>
                    piece is { Kind: PieceKind.Heading, Lines.Count: 1 }
                    && record.LastLineOf(piece) > record.LineOf(piece)
                    && PlainLine().IsMatch(record.Lines.TextOf(record.LineOf(piece)))
                )
                .Select(record.LineOf),
        ];

    private static string? TopOf(List<Section> sections, string heading, int level) =>
        level < 3 ? NameOf(heading) : sections.FindLast(section => section.Level < 3)?.Name;

    private static bool IsOptions(string? name) => name is "pros and cons of the options" or "pros and cons";

    private static bool IsPart(string name, string? above) =>
        IsOptions(above)
        || name
            is "consequences"
                or "positive consequences"
                or "negative consequences"
                or "confirmation"
                or "validation";

    [GeneratedRegex(@"^[ ]{0,3}(#{1,3})[ \t]+(.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeadingLine();

    // Neither in a list nor in a quotation.
    [GeneratedRegex(@"^[ ]{0,3}(?![*+>-][ \t]|\d+[.)][ \t])\S", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainLine();
}
