using System.Globalization;
using System.Text;

namespace Binnacle.Commands;

/// <summary>
/// Rows for laying beside those of a reference tool, byte for byte: lines end in LF, cells are quoted where they must be, and nothing is
/// put before a formula, which <see cref="Platform.Api.Csv"/> does for spreadsheets.
/// </summary>
internal static class ScanCsv
{
    private const string NeedQuotes = ",\"\n\r";

    public static string Write(IEnumerable<string> columns, IEnumerable<object[]> rows)
    {
        var text = new StringBuilder();
        Line(text, columns);
        foreach (var row in rows)
            Line(text, row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? ""));
        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells)
    {
        text.AppendJoin(',', cells.Select(Cell));
        text.Append('\n');
    }

    private static string Cell(string cell) =>
        cell.AsSpan().IndexOfAny(NeedQuotes) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
