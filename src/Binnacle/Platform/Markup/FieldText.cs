using System.Text.RegularExpressions;

namespace Binnacle.Platform.Markup;

/// <summary>A "Name: value" as people write it in a heading's bullets, in bold, in a table row or in plain lines.</summary>
/// <param name="LastLine">An item's value may run on.</param>
internal sealed record FieldText(string Name, string Value, int Line, int LastLine);

internal static partial class FieldTexts
{
    public static IEnumerable<FieldText> Of(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Kind is PieceKind.Code or PieceKind.Heading)
                continue;
            if (IsHeaded(piece))
            {
                foreach (var field in OfHeadedTable(piece))
                    yield return field;
                continue;
            }
            for (var i = 0; i < piece.Lines.Count; i++)
            {
                var value = piece.Lines[i];
                // An item's value may run on; a paragraph's lines each stand for themselves.
                if (Row().Match(value) is { Success: true } row)
                    yield return new(
                        Name(row.Groups[1].Value),
                        row.Groups[2].Value.Trim(),
                        piece.Line + i,
                        piece.Line + i
                    );
                else if (Field().Match(value) is { Success: true } field)
                    yield return new(
                        Name(field.Groups[1].Value),
                        Rest(piece, i, field.Groups[2].Value),
                        piece.Line + i,
                        piece.Line + LastOf(piece, i)
                    );
            }
        }
    }

    // A table of two columns may name its fields in the first column or in the first row.
    private static bool IsHeaded(Piece piece) =>
        piece.Lines.Count > 2
        && Delimiter().IsMatch(piece.Lines[1])
        && piece.Lines[0].Trim().Trim('|').Split('|').All(c => FieldName().IsMatch(Name(c)));

    private static IEnumerable<FieldText> OfHeadedTable(Piece table)
    {
        var names = table.Lines[0].Trim().Trim('|').Split('|');
        var values = table.Lines[2].Trim().Trim('|').Split('|');
        for (var i = 0; i < Math.Min(names.Length, values.Length); i++)
            yield return new(Name(names[i]), values[i].Trim(), table.Line + 2, table.Line + 2);
    }

    private static string Rest(Piece piece, int index, string value)
    {
        var last = LastOf(piece, index);
        for (var i = index + 1; i <= last; i++)
            value += " " + piece.Lines[i].Trim();
        return value.TrimStart('*', '_', ' ').Trim();
    }

    private static int LastOf(Piece piece, int index)
    {
        while (piece.IsItem && index + 1 < piece.Lines.Count && !Field().IsMatch(piece.Lines[index + 1]))
            index++;
        return index;
    }

    private static string Name(string raw) => raw.Trim('*', '_', '`', ' ').ToLowerInvariant();

    [GeneratedRegex(
        @"^\s*(?:[*_>]|\p{So})*\s*([A-Za-z][A-Za-z \-_]{1,30}?)\s*[*_]*\s*:\s*(.*)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Field();

    [GeneratedRegex(
        @"^\s*\|\s*([*_]{0,2}[A-Za-z][A-Za-z \-]{1,30}[*_]{0,2}):?[*_]{0,2}\s*\|([^|]*)\|\s*$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Delimiter();

    [GeneratedRegex(
        "^(status|state|date|decided|created|updated|last updated|authors?|owners?|deciders?|decision makers?|version|id|number|tags?|supersedes|superseded by)$"
    )]
    private static partial Regex FieldName();
}
