using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;

namespace Binnacle.Exchange;

/// <summary>Points of measures as CSV, <c>measure,date,value</c>, on the command line.</summary>
public static class MeasuresFile
{
    /// <summary>Told from a list of people by its first line.</summary>
    public static bool Is(string text) =>
        CsvText
            .Rows(text)
            .FirstOrDefault()
            ?.Cells.Any(cell => cell.Trim().Equals("measure", StringComparison.OrdinalIgnoreCase))
            is true;

    /// <exception cref="ImportRefused">Every line that cannot be taken; nothing was.</exception>
    public static async Task<ImportReport> ImportAsync(
        AppDb db,
        string text,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        if (dryRun)
            return WouldAdd(MeasureCsv.Read(text, db.Today));
        var (added, problems) = await db.ImportPointsAsync(text, cancellation: cancellation);
        return added is null ? throw Refused(problems) : new([added.InWords], added.Unchanged);
    }

    private static ImportReport WouldAdd(MeasureCsvRead read) =>
        read.Problems.Count > 0
            ? throw Refused(read.Problems)
            : new([.. read.Rows.GroupBy(row => row.Measure).Select(rows => $"{rows.Count()} points of {rows.Key}")], 0);

    private static ImportRefused Refused(IReadOnlyList<CsvProblem> problems) =>
        new([
            .. problems.Select(problem => new ImportProblem(
                $"line {problem.Line}, column {problem.Column}",
                $"expected {problem.Expected}, found {problem.Found}"
            )),
        ]);
}
