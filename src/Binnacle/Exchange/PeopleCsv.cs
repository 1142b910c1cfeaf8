using System.Globalization;
using Binnacle.Platform.Api;

namespace Binnacle.Exchange;

/// <summary>A person of a list; an empty cell leaves what is known.</summary>
/// <param name="Team">A slug or a name.</param>
public sealed record PersonLine(
    int Line,
    string Name,
    string? Address,
    string? Team,
    DateOnly? JoinedOn,
    DateOnly? LeftOn
);

/// <summary>People as CSV: <c>name,address,team,joined,left</c>; all but the name may be left out.</summary>
public static class PeopleCsv
{
    private static readonly string[] Known = ["name", "address", "team", "joined", "left"];

    /// <exception cref="ImportRefused">Every cell that cannot be read, by line and column.</exception>
    public static IReadOnlyList<PersonLine> Read(string text)
    {
        var rows = Rows(text).Where(row => row.Cells.Exists(cell => cell.Length > 0)).ToList();
        if (rows.Count == 0)
            throw new ImportRefused([new("line 1", "expected name,address,team,joined,left, found nothing")]);
        var columns = rows[0].Cells.ConvertAll(column => column.TrimStart('\uFEFF').ToLowerInvariant());
        if (!columns.Contains("name") || columns.Exists(column => !Known.Contains(column)))
            throw new ImportRefused([
                new("line 1", $"expected columns of name,address,team,joined,left, found {string.Join(',', columns)}"),
            ]);
        var problems = new List<ImportProblem>();
        var lines = new List<PersonLine>();
        foreach (var (line, cells) in rows.Skip(1))
        {
            string? Cell(string column) =>
                columns.IndexOf(column) is >= 0 and var at && at < cells.Count && cells[at].Length > 0
                    ? cells[at]
                    : null;
            if (cells.Count > columns.Count)
                problems.Add(new($"line {line}", $"expected {columns.Count} columns, found {cells.Count}"));
            if (Cell("name") is null)
                problems.Add(new($"line {line}, column name", "expected a name, found nothing"));
            var joined = Day(Cell("joined"), "joined", line, problems);
            var left = Day(Cell("left"), "left", line, problems);
            lines.Add(new(line, Cell("name") ?? "", Cell("address"), Cell("team"), joined, left));
        }
        return problems.Count == 0 ? lines : throw new ImportRefused(problems);
    }

    private static IEnumerable<(int Line, List<string> Cells)> Rows(string text)
    {
        foreach (var row in CsvText.Rows(text))
        {
            if (row.Broken is not null)
                throw new ImportRefused([
                    new($"line {row.Line}", "expected quotes in pairs, found one that does not end"),
                ]);
            yield return (row.Line, [.. row.Cells.Select(cell => cell.Trim())]);
        }
    }

    private static DateOnly? Day(string? cell, string column, int line, List<ImportProblem> problems)
    {
        if (cell is null)
            return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
            return day;
        problems.Add(new($"line {line}, column {column}", $"expected a day as 2026-03-31, found “{cell}”"));
        return null;
    }
}
