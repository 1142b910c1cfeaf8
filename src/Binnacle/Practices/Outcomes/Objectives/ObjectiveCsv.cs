using System.Globalization;
using Binnacle.Platform.Api;
using Binnacle.Platform.Signals;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>A line by the names of <see cref="ObjectiveCsv.Columns"/>; empty cells are left out.</summary>
internal sealed record ObjectiveCsvRow(int Line, IReadOnlyDictionary<string, (string Text, int Column)> Cells)
{
    public string? this[string name] => Cells.TryGetValue(name, out var cell) ? cell.Text : null;

    /// <summary>What was expected in a column, and what stands there.</summary>
    public CsvProblem Problem(string column, string expected) =>
        Cells.TryGetValue(column, out var cell)
            ? new(Line, cell.Column, expected, $"“{Cut(cell.Text)}”")
            : new(Line, 1, $"{expected} in “{column}”", "nothing");

    private static string Cut(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

/// <summary>Objectives with a line for each key result; lines of one objective stand together or apart.</summary>
internal static class ObjectiveCsv
{
    public const string Example =
        "objective,team,quarter,product owner,engineering owner,state,key result,unit,start,target,measure,weight\nNew shops sell within their first week,payments,2026-Q4,Baraka,Jonas,active,Activated within 7 days,%,38,42,activated-7-days,1";

    private const int MostRows = 5_000;
    private const int MostLetters = 4_000_000;

    public static readonly IReadOnlyList<string> Columns =
    [
        "number",
        "objective",
        "why",
        "team",
        "quarter",
        "from",
        "to",
        "product owner",
        "engineering owner",
        "state",
        "key result",
        "unit",
        "start",
        "target",
        "weight",
        "measure",
    ];

    /// <summary>What the download has and nobody types.</summary>
    private static readonly string[] Derived = ["current", "currenton", "score"];

    public static (IReadOnlyList<ObjectiveCsvRow> Rows, IReadOnlyList<CsvProblem> Problems) Read(string text)
    {
        if (text.Length > MostLetters)
            return ([], [new(1, 1, $"a file of at most {MostLetters:N0} letters", $"{text.Length:N0}")]);
        var (rows, problems) = (new List<ObjectiveCsvRow>(), new List<CsvProblem>());
        string?[]? names = null;
        foreach (var row in CsvText.Rows(text).Where(row => !row.Cells.All(string.IsNullOrWhiteSpace)))
        {
            if (row.Broken is not null)
                return ([], [new(row.Line, row.Cells.Count, "quotes in pairs", "one that does not end")]);
            if (names is null)
            {
                names = [.. row.Cells.Select(Name)];
                problems.AddRange(Unknown(row, names));
            }
            else if (rows.Count == MostRows)
                return ([], [new(row.Line, 1, $"at most {MostRows:N0} lines in one file", "more")]);
            else if (row.Cells.Count > names.Length)
                problems.Add(new(row.Line, names.Length + 1, $"{names.Length} columns", $"{row.Cells.Count}"));
            else
                rows.Add(Row(row, names));
        }
        foreach (var needed in new[] { "objective", "product owner", "engineering owner" })
            if (names?.Contains(needed) is not true)
                problems.Insert(0, new(1, 1, $"a column “{needed}”", names is null ? "nothing" : "none"));
        foreach (var row in rows)
            problems.AddRange(Cells(row));
        return (rows, problems);
    }

    public static double? Number(string? cell) =>
        cell is not null
        && double.TryParse(
            cell.Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value
        )
        && double.IsFinite(value)
            ? value
            : null;

    public static DateOnly? Day(string? cell) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day : null;

    private static IEnumerable<CsvProblem> Cells(ObjectiveCsvRow row)
    {
        if (row["objective"] is null)
            yield return row.Problem("objective", "what should be different");
        foreach (var column in new[] { "start", "target", "weight" })
            if (row[column] is { } cell && Number(cell) is null)
                yield return row.Problem(column, "a number as 12.5");
        foreach (var column in new[] { "from", "to" })
            if (row[column] is { } cell && Day(cell) is null)
                yield return row.Problem(column, "a day as 2026-03-31");
        if (row["quarter"] is { } quarter && Quarter.Read(quarter) is null)
            yield return row.Problem("quarter", "a quarter as 2026-Q4");
        if (
            row["state"]?.ToLowerInvariant() is { } state
            && !Enum.GetNames<ObjectiveStage>().Contains(state, StringComparer.OrdinalIgnoreCase)
        )
            yield return row.Problem("state", "draft, active, closed or dropped");
        if (row["key result"] is null)
            yield break;
        foreach (var column in new[] { "start", "target" })
            if (row[column] is null)
                yield return row.Problem(column, "a number");
        if (Number(row["start"]) is { } start && start.Equals(Number(row["target"])))
            yield return row.Problem("target", "another number than the start");
    }

    private static ObjectiveCsvRow Row(CsvLine row, string?[] names)
    {
        var cells = new Dictionary<string, (string, int)>(StringComparer.Ordinal);
        foreach (var (cell, at) in row.Cells.Select((cell, at) => (Plain(cell.Trim()), at)))
            if (names[at] is { Length: > 0 } name && cell.Length > 0)
                cells[name] = (cell, at + 1);
        return new(row.Line, cells);
    }

    private static IEnumerable<CsvProblem> Unknown(CsvLine row, string?[] names)
    {
        // Which there are is told once.
        var first = Array.IndexOf(names, null);
        for (var at = 0; at < names.Length; at++)
            if (names[at] is null)
                yield return new(
                    row.Line,
                    at + 1,
                    at == first ? $"a column of {string.Join(", ", Columns)}" : "one of these columns",
                    $"“{row.Cells[at].Trim()}”"
                );
            else if (names[at]!.Length > 0 && Array.IndexOf(names, names[at]) != at)
                yield return new(row.Line, at + 1, "each column once", $"“{row.Cells[at].Trim()}” again");
    }

    /// <summary>Empty for a column that is not taken, null for one that is not known.</summary>
    private static string? Name(string header)
    {
        var letters = string.Concat(header.Where(char.IsLetter)).ToLowerInvariant();
        return letters.Length == 0 || Derived.Contains(letters)
            ? ""
            : Columns.FirstOrDefault(column => column.Replace(" ", "", StringComparison.Ordinal) == letters);
    }

    /// <summary>The download puts an apostrophe before what a spreadsheet would run.</summary>
    private static string Plain(string cell) =>
        cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;
}
