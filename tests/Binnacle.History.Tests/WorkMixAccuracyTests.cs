using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.History.Tests;

/// <summary>How far the words of a subject can be trusted, on subjects that our rule did not label; docs/work-mix.md states it.</summary>
public sealed partial class WorkMixAccuracyTests
{
    private sealed record Row(string Subject, string Label, string How)
    {
        public WorkKind? Kind => Enum.TryParse<WorkKind>(Label, ignoreCase: true, out var kind) ? kind : null;

        /// <summary>Without the author's own type, so that only our words decide.</summary>
        public WorkKind Found => WorkMix.Classify(Type().Replace(Subject, "")).Kind;
    }

    [Theory]
    [InlineData("read")]
    [InlineData("type")]
    public void Precision_recall_and_coverage_are_not_below_what_is_stated(string how)
    {
        var stated = Stated(how);
        var found = Measured(how);
        stated.Keys.ShouldBe(found.Keys, Table(found));
        foreach (var (kind, numbers) in stated)
            for (var i = 0; i < numbers.Length; i++)
                found[kind]
                    [i]
                    .ShouldBeGreaterThanOrEqualTo(numbers[i], $"{kind}, number {i + 1}; found\n{Table(found)}");
    }

    [Fact]
    public void Each_subject_stands_once_and_has_a_kind()
    {
        var lines = Lines().ToList();
        lines.Count.ShouldBe(871);
        lines.Select(cells => cells[0]).Distinct().Count().ShouldBe(lines.Count);
        lines.ShouldAllBe(cells => cells[0].Length == 40);
        lines.Count(cells => cells[3] == "unclear").ShouldBe(11);
    }

    /// <summary>By kind: labelled so, precision and recall in percent, rounded down; of all, the share decided and the share right.</summary>
    private static Dictionary<string, int[]> Measured(string how)
    {
        var rows = Lines()
            .Select(cells => new Row(cells[2], cells[3], cells[4]))
            .Where(row => row.How == how && row.Kind is not null)
            .Select(row => (row.Kind, row.Found))
            .ToList();
        var decided = rows.Where(row => row.Found != WorkKind.Uncategorised).ToList();
        var result = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var kind in rows.Select(row => row.Kind!.Value).Distinct().Order())
        {
            var right = rows.Count(row => row.Kind == kind && row.Found == kind);
            var labelled = rows.Count(row => row.Kind == kind);
            result[kind.ToString()] =
            [
                labelled,
                100 * right / Math.Max(1, rows.Count(row => row.Found == kind)),
                100 * right / labelled,
            ];
        }
        result["All"] =
        [
            rows.Count,
            100 * decided.Count(row => row.Kind == row.Found) / decided.Count,
            100 * decided.Count / rows.Count,
        ];
        return result;
    }

    private static Dictionary<string, int[]> Stated(string how) =>
        File.ReadAllLines(Path.Combine(Root(), "docs", "work-mix.md"))
            .SkipWhile(line => !line.StartsWith($"## By {how}", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Number().Match(line))
            .Where(match => match.Success)
            .ToDictionary(
                match => match.Groups["kind"].Value,
                match =>
                    match
                        .Groups["number"]
                        .Captures.Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))
                        .ToArray()
            );

    private static string Table(Dictionary<string, int[]> found) =>
        string.Concat(found.Select(row => $"| {row.Key} | {row.Value[0]} | {row.Value[1]} % | {row.Value[2]} % |\n"));

    private static IEnumerable<List<string>> Lines() =>
        File.ReadLines(Path.Combine(Root(), "tests", "Binnacle.History.Tests", "data", "labelled-subjects.csv"))
            .Skip(1)
            .Select(Cells);

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        cells.Add(cell.ToString());
        return cells;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Binnacle.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Binnacle.slnx above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^(feat|fix|chore|docs?|refactor|perf|tests?|ci|build|style)(\([^)]*\))?!?: +")]
    private static partial Regex Type();

    [GeneratedRegex(@"^\| (?<kind>[A-Z][a-z]+)( \|\s+(?<number>\d+)( %)?){3} \|$")]
    private static partial Regex Number();
}
