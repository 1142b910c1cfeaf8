using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

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
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = bad =>
                throw new ImportRefused([
                    new($"line {bad.Context.Parser?.RawRow}", $"expected quotes in pairs, found “{bad.Field}”"),
                ]),
        };
        using var csv = new CsvReader(new StringReader(text), configuration);
        if (!csv.Read() || !csv.ReadHeader())
            throw new ImportRefused([new("line 1", "expected name,address,team,joined,left, found nothing")]);
        var columns = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant()).ToList();
        if (!columns.Contains("name") || columns.Find(column => !Known.Contains(column)) is not null)
            throw new ImportRefused([
                new("line 1", $"expected columns of name,address,team,joined,left, found {string.Join(',', columns)}"),
            ]);
        var problems = new List<ImportProblem>();
        var lines = new List<PersonLine>();
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            if (Cell(csv, "name") is { } name)
                lines.Add(
                    new(
                        line,
                        name,
                        Cell(csv, "address"),
                        Cell(csv, "team"),
                        Day(csv, "joined", line, problems),
                        Day(csv, "left", line, problems)
                    )
                );
            else
                problems.Add(new($"line {line}, column name", "expected a name, found nothing"));
        }
        return problems.Count == 0 ? lines : throw new ImportRefused(problems);
    }

    private static string? Cell(CsvReader csv, string column) =>
        csv.TryGetField<string>(column, out var cell) && cell is { Length: > 0 } ? cell : null;

    private static DateOnly? Day(CsvReader csv, string column, int line, List<ImportProblem> problems)
    {
        if (Cell(csv, column) is not { } cell)
            return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
            return day;
        problems.Add(new($"line {line}, column {column}", $"expected a day as 2026-03-31, found “{cell}”"));
        return null;
    }
}
