using System.Globalization;
using Binnacle.Platform.Api;

namespace Binnacle.Platform.Signals;

/// <param name="Measure">The slug in a file of several measures; null in a file of one.</param>
public sealed record MeasureCsvRow(string? Measure, DateOnly Date, double Value, int Line, double? Coverage = null);

/// <summary>What cannot be read, and where. Line and column count from 1.</summary>
public sealed record CsvProblem(int Line, int Column, string Expected, string Found)
{
    /// <summary>What a form would say of the cell, where it says more than what was expected.</summary>
    public string? Message { get; init; }

    public string What => Message ?? $"expected {Expected}, found {Found}";

    public string InWords => $"Line {Line}, column {Column}: {What.TrimEnd('.')}.";
}

/// <summary>Rows and problems; a file with problems is not to be applied in part.</summary>
public sealed record MeasureCsvRead(IReadOnlyList<MeasureCsvRow> Rows, IReadOnlyList<CsvProblem> Problems);

/// <summary>
/// Points as CSV: <c>date,value</c> or <c>measure,date,value</c>, with or without that first line. Semicolons part columns,
/// too, as spreadsheets of some languages write them; a value may then have a decimal comma. A last column <c>coverage</c>, named
/// in the first line, holds the share that was measured, from 0 to 1, or nothing.
/// </summary>
public static class MeasureCsv
{
    private const int MostProblems = 20;
    private const int MostRows = 200_000;

    /// <param name="latest">Points after this day are problems.</param>
    public static MeasureCsvRead Read(string text, DateOnly latest)
    {
        var reading = new Reading(latest);
        foreach (var row in CsvText.Rows(text))
        {
            if (reading.Problems.Count >= MostProblems)
                break;
            if (row.Cells.All(string.IsNullOrWhiteSpace))
                continue;
            reading.Line = row.Line;
            if (row.Broken is { } broken)
                reading.Problems.Add(new(row.Line, row.Cells.Count, "quotes in pairs", Found(broken)));
            else if (!reading.Take([.. row.Cells.Select(cell => cell.Trim())]))
                break;
        }
        if (reading is { Rows.Count: 0, Problems.Count: 0 })
            reading.Problems.Add(new(1, 1, "points as date,value", "nothing"));
        return new(reading.Problems.Count == 0 ? reading.Rows : [], reading.Problems);
    }

    private static string Found(string cell) =>
        cell.Length == 0 ? "nothing"
        : cell.Length > 40 ? $"“{cell[..40]}…”"
        : $"“{cell}”";

    private sealed class Reading(DateOnly latest)
    {
        private readonly Dictionary<(string?, DateOnly), int> seen = [];
        private int? width;
        private bool hasCoverage;

        public List<MeasureCsvRow> Rows { get; } = [];

        public List<CsvProblem> Problems { get; } = [];

        public int Line { get; set; }

        /// <returns>False when the rest is not worth reading.</returns>
        public bool Take(string[] cells)
        {
            if (
                width is null
                && cells.Length is 3 or 4
                && cells[^1].Equals("coverage", StringComparison.OrdinalIgnoreCase)
            )
            {
                (width, hasCoverage) = (cells.Length, true);
                if (IsHeader(cells[..^1]))
                    return true;
            }
            if (width is null)
            {
                width = cells.Length is 2 or 3 ? cells.Length : null;
                if (width is null)
                {
                    Problems.Add(new(Line, 1, "2 columns (date,value) or 3 (measure,date,value)", $"{cells.Length}"));
                    return false;
                }
                if (IsHeader(cells))
                    return true;
            }
            if (Rows.Count == MostRows)
            {
                Problems.Add(new(Line, 1, $"at most {MostRows} points in one file", "more"));
                return false;
            }
            if (cells.Length != width)
                Problems.Add(new(Line, cells.Length, $"{width} columns", $"{cells.Length}"));
            else
                TakePoint(cells);
            return true;
        }

        private static bool IsHeader(string[] cells) =>
            cells[^2].Equals("date", StringComparison.OrdinalIgnoreCase)
            && cells[^1].Equals("value", StringComparison.OrdinalIgnoreCase);

        private void TakePoint(string[] cells)
        {
            double? coverage = null;
            if (hasCoverage)
            {
                if (cells[^1].Length > 0 && Value(cells[^1], cells.Length) is var share)
                {
                    if (share is < 0 or > 1)
                        Problems.Add(new(Line, cells.Length, "a share from 0 to 1", Found(cells[^1])));
                    coverage = share;
                }
                cells = cells[..^1];
            }
            var measure = cells.Length == 3 ? cells[0] : null;
            if (measure is "")
                Problems.Add(new(Line, 1, "the name of a measure", "nothing"));
            var day = Day(cells[^2], cells.Length - 1);
            var value = Value(cells[^1], cells.Length);
            if (measure is "" || day is not { } date || value is not { } number)
                return;
            if (!seen.TryAdd((measure, date), Line))
            {
                var before = seen[(measure, date)];
                Problems.Add(new(Line, cells.Length - 1, "each day once", $"{cells[^2]} again, as on line {before}"));
                return;
            }
            Rows.Add(new(measure, date, number, Line, coverage));
        }

        private DateOnly? Day(string cell, int column)
        {
            if (!DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
                Problems.Add(new(Line, column, "a day as 2026-03-31", Found(cell)));
            else if (day > latest || day.Year < 1970)
                Problems.Add(new(Line, column, $"a day from 1970-01-01 to {latest:yyyy-MM-dd}", Found(cell)));
            else
                return day;
            return null;
        }

        private double? Value(string cell, int column)
        {
            const NumberStyles Plain =
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (
                double.TryParse(cell.Replace(',', '.'), Plain, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value)
            )
                return value;
            Problems.Add(new(Line, column, "a number as 12.5", Found(cell)));
            return null;
        }
    }
}
