using System.Text.RegularExpressions;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>A "Name: value" as people write it in a heading's bullets, in bold, in a table row or in plain lines.</summary>
internal sealed record FieldText(string Name, string Value, int Line);

internal static partial class FieldTexts
{
    public static IEnumerable<FieldText> Of(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Kind is PieceKind.Code or PieceKind.Heading)
                continue;
            for (var i = 0; i < piece.Lines.Count; i++)
            {
                var value = piece.Lines[i];
                // An item's value may run on; a paragraph's lines each stand for themselves.
                if (Row().Match(value) is { Success: true } row)
                    yield return new(Name(row.Groups[1].Value), row.Groups[2].Value.Trim(), piece.Line + i);
                else if (Field().Match(value) is { Success: true } field)
                    yield return new(
                        Name(field.Groups[1].Value),
                        Rest(piece, i, field.Groups[2].Value),
                        piece.Line + i
                    );
            }
        }
    }

    private static string Rest(Piece piece, int index, string value)
    {
        for (var i = index + 1; piece.IsItem && i < piece.Lines.Count && !Field().IsMatch(piece.Lines[i]); i++)
            value += " " + piece.Lines[i].Trim();
        return value.TrimStart('*', '_', ' ').Trim();
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
}
