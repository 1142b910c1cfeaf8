using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Review;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>What an import did, or in a dry run would do.</summary>
/// <param name="Lines">"added team payments", "changed measure activation: 3 points".</param>
public sealed record ImportReport(IReadOnlyList<string> Lines, int Unchanged);

/// <param name="Place">A JSON path, or a line.</param>
public sealed record ImportProblem(string Place, string Message);

/// <summary>Nothing was imported; every place that is wrong is named.</summary>
public sealed class ImportRefused(IReadOnlyList<ImportProblem> problems)
    : Exception(string.Join('\n', problems.Select(problem => $"{problem.Place}: {problem.Message}")))
{
    public IReadOnlyList<ImportProblem> Problems => problems;
}

/// <summary>Takes a document into a database that may hold records already: whole, or not at all.</summary>
public static class Importing
{
    /// <param name="dryRun">Does everything and takes it back.</param>
    /// <exception cref="ImportRefused">References lead nowhere, or records contradict what is there.</exception>
    public static async Task<ImportReport> ImportAsync(
        this AppDb db,
        ExportDocument document,
        bool dryRun,
        CancellationToken cancellation = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var import = new ImportRun(db, document);
        await import.OrganizationAsync(cancellation);
        await new ImportedCatalogue(import).WriteAsync(cancellation);
        await new ImportedRecords(import).WriteAsync(cancellation);
        await new ImportedDebt(import).WriteAsync(cancellation);
        if (import.Problems.Count > 0)
            throw new ImportRefused(import.Problems);
        if (import.Lines.Count > 0)
            db.Record("catalogue.imported", import.Counted, "/catalogue", string.Join('\n', import.Lines.Take(200)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem) when (problem.InnerException is System.Data.Common.DbException inner)
        {
            throw new ImportRefused([new("$", $"The database refuses it: {inner.Message}")]);
        }
        await import.KeepNumbersAsync(cancellation);
        if (dryRun)
            await transaction.RollbackAsync(cancellation);
        else
            await transaction.CommitAsync(cancellation);
        return new(import.Lines, import.Unchanged);
    }
}
