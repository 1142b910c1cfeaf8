using System.Text;

namespace Binnacle.Platform.Api;

/// <param name="Line">Where the row begins, from 1.</param>
/// <param name="Broken">The last cell where its quotes do not end; null in a sound row.</param>
public sealed record CsvLine(int Line, IReadOnlyList<string> Cells, string? Broken);

/// <summary>Cells of CSV as RFC 4180 has it. Commas part them, or semicolons or tabs where the first line has those.</summary>
public static class CsvText
{
    /// <summary>A quote that is open longer than this was never closed.</summary>
    private const int LongestRow = 1024 * 1024;

    public static IEnumerable<CsvLine> Rows(string text)
    {
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        var delimiter = Delimiter(text.AsSpan(at));
        var line = 1;
        while (at < text.Length)
        {
            var (row, next, lines) = Row(text, at, delimiter, line);
            yield return row;
            (at, line) = (next, line + lines);
        }
    }

    /// <summary>The same of a text that is too long to be held: one row at a time.</summary>
    public static IEnumerable<CsvLine> Rows(TextReader reader)
    {
        char? delimiter = null;
        var (line, part) = (1, new StringBuilder());
        while (reader.ReadLine() is { } first)
        {
            part.Clear().Append(first);
            delimiter ??= Delimiter(first);
            // A row goes on as long as a quote is open.
            for (var quotes = first.AsSpan().Count('"'); quotes % 2 == 1 && part.Length < LongestRow; )
            {
                if (reader.ReadLine() is not { } more)
                    break;
                part.Append('\n').Append(more);
                quotes += more.AsSpan().Count('"');
            }
            var text = part.ToString();
            if (text.Length == 0)
                yield return new(line, [""], Broken: null);
            for (var at = 0; at < text.Length; )
            {
                var (row, next, lines) = Row(text, at, delimiter.Value, line);
                yield return row;
                (at, line) = (next, line + lines);
            }
            line++;
        }
    }

    private static char Delimiter(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var first = text.IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
        return first.Contains(';') ? ';'
            : first.Contains('\t') ? '\t'
            : ',';
    }

    private static (CsvLine Row, int Next, int Lines) Row(string text, int at, char delimiter, int line)
    {
        var cells = new List<string>();
        var lines = 0;
        while (true)
        {
            var (cell, end, broken) = Cell(text, at, delimiter);
            lines += Breaks(text.AsSpan(at, end - at));
            cells.Add(cell);
            if (broken)
                return (new(line, cells, cell), end, lines);
            if (end < text.Length && text[end] == delimiter)
            {
                at = end + 1;
                continue;
            }
            var next = end;
            if (next < text.Length)
            {
                next += text[next] == '\r' && next + 1 < text.Length && text[next + 1] == '\n' ? 2 : 1;
                lines++;
            }
            return (new(line, cells, Broken: null), next, lines);
        }
    }

    /// <summary>Spaces may stand around quotes: people align columns.</summary>
    private static (string Cell, int End, bool Broken) Cell(string text, int at, char delimiter)
    {
        var start = at;
        while (start < text.Length && text[start] == ' ')
            start++;
        return start < text.Length && text[start] == '"'
            ? Quoted(text, start + 1, delimiter)
            : Plain(text, at, delimiter);
    }

    private static (string Cell, int End, bool Broken) Plain(string text, int at, char delimiter)
    {
        var length = text.AsSpan(at).IndexOfAny(delimiter, '\r', '\n');
        var end = length < 0 ? text.Length : at + length;
        return (text[at..end], end, false);
    }

    private static (string Cell, int End, bool Broken) Quoted(string text, int at, char delimiter)
    {
        var cell = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                // What stands between the closing quote and the next delimiter belongs to the cell.
                var (rest, end, _) = Plain(text, at + 1, delimiter);
                return (cell.Append(rest).ToString(), end, false);
            }
        }
        return (cell.ToString(), text.Length, true);
    }

    private static int Breaks(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");
}
