using Binnacle.Platform.Api;
using Binnacle.Platform.Signals;

namespace Binnacle.Practices.Debt.Register;

/// <summary>A row by the names of <see cref="DebtCsv.Columns"/>; empty cells are left out.</summary>
internal sealed record DebtCsvRow(int Line, IReadOnlyDictionary<string, (string Text, int Column)> Cells)
{
    public string? this[string name] => Cells.TryGetValue(name, out var cell) ? cell.Text : null;
}

/// <summary>The list of debt as it is downloaded, or a WSJF sheet as SAFe has it. Only the title has to be there.</summary>
internal static class DebtCsv
{
    public const string Example =
        "title,team,class,cost low,cost high,weeks low,weeks high\nSplit the batch lock,payments,outage,1200,3600,2,4";

    private const int MostRows = 5_000;

    public static readonly IReadOnlyList<string> Columns =
    [
        "number",
        "title",
        "context",
        "owner",
        "team",
        "service",
        "repository",
        "path",
        "class",
        "urgency",
        "urgent on",
        "look again on",
        "cost low",
        "cost high",
        "weeks low",
        "weeks high",
        "value",
        "time",
        "risk",
        "size",
        "note",
        "link",
        "state",
    ];

    /// <summary>What the download has and nobody types: worked out anew, or told by the Timeline.</summary>
    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal)
    {
        "place",
        "beatsnext",
        "wsjf",
        "source",
        "added",
        "closed",
        "reason",
        "costofdelay",
        "cod",
    };

    /// <summary>How sheets of SAFe name the title and the four numbers.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["feature"] = "title",
        ["epic"] = "title",
        ["job"] = "title",
        ["item"] = "title",
        ["summary"] = "title",
        ["businessvalue"] = "value",
        ["userbusinessvalue"] = "value",
        ["timecriticality"] = "time",
        ["riskreduction"] = "risk",
        ["rroe"] = "risk",
        ["riskreductionopportunityenablement"] = "risk",
        ["riskreductionandoropportunityenablement"] = "risk",
        ["jobsize"] = "size",
        ["issue"] = "link",
    };

    /// <summary>Told from lists of people and points of measures by its first line.</summary>
    public static bool Is(string text) =>
        CsvText.Rows(text).FirstOrDefault() is { } first && first.Cells.Select(Name).Contains("title");

    public static (IReadOnlyList<DebtCsvRow> Rows, IReadOnlyList<CsvProblem> Problems) Read(string text)
    {
        var (rows, problems) = (new List<DebtCsvRow>(), new List<CsvProblem>());
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
                return ([], [new(row.Line, 1, $"at most {MostRows:N0} items in one file", "more")]);
            else if (row.Cells.Count > names.Length)
                problems.Add(new(row.Line, names.Length + 1, $"{names.Length} columns", $"{row.Cells.Count}"));
            else
                rows.Add(Row(row, names));
        }
        if (names?.Contains("title") is not true)
            problems.Insert(0, new(1, 1, "a column “title”", names is null ? "nothing" : "none"));
        return (rows, problems);
    }

    private static DebtCsvRow Row(CsvLine row, string?[] names)
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
            : Columns.FirstOrDefault(column => column.Replace(" ", "", StringComparison.Ordinal) == letters)
                ?? Others.GetValueOrDefault(letters);
    }

    /// <summary>The download puts an apostrophe before what a spreadsheet would run.</summary>
    private static string Plain(string cell) =>
        cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;
}
