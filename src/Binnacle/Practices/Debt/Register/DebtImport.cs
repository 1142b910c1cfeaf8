using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <param name="Closed">Rows that say paid, accepted or dropped: that is decided on a page, with a reason.</param>
public sealed record DebtImported(IReadOnlyList<string> Lines, int Added, int Changed, int Unchanged, int Closed)
{
    public string InWords =>
        $"{Added} added, {Changed} changed, {Unchanged} the same"
        + (Closed > 0 ? $", {Closed} left out because the file says they are closed" : "");
}

/// <summary>Takes a list of debt whole, or tells the first twenty problems and takes nothing.</summary>
public static class DebtImport
{
    private const int MostProblems = 20;

    public static async Task<(DebtImported? Imported, IReadOnlyList<CsvProblem> Problems)> ImportDebtAsync(
        this AppDb db,
        string text,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var (rows, problems) = DebtCsv.Read(text);
        if (problems.Count > 0)
            return (null, [.. problems.Take(MostProblems)]);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = new DebtImportRun(db, await DebtImportNames.LoadAsync(db, cancellation));
        foreach (var row in rows)
        {
            await run.TakeAsync(row, cancellation);
            if (run.Problems.Count == MostProblems)
                break;
        }
        if (run.Problems.Count > 0 || dryRun)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
        }
        else
            await transaction.CommitAsync(cancellation);
        return run.Problems.Count > 0 ? (null, run.Problems) : (run.Done, []);
    }
}
