using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Exchange;

/// <summary>A list of debt as CSV on the command line.</summary>
public static class DebtFile
{
    /// <summary>Told from a list of people by its first line.</summary>
    public static bool Is(string text) => DebtCsv.Is(text);

    /// <exception cref="ImportRefused">Every line that cannot be taken; nothing was.</exception>
    public static async Task<ImportReport> ImportAsync(
        AppDb db,
        string text,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var (imported, problems) = await db.ImportDebtAsync(text, dryRun, cancellation);
        return imported is null
            ? throw new ImportRefused([
                .. problems.Select(problem => new ImportProblem(
                    $"line {problem.Line}, column {problem.Column}",
                    problem.What
                )),
            ])
            : new(imported.Lines, imported.Unchanged);
    }
}
