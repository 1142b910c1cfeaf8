using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

public static class DecisionFinding
{
    /// <summary>Decisions whose new file was merged and read since it was written: decision and file are one from now on.</summary>
    public static async Task FindWrittenAsync(this AppDb db, Guid repository, CancellationToken cancellation = default)
    {
        var found = await db.Set<Decision>()
            .Where(row => row.WrittenRepositoryId == repository && row.DocumentId == null)
            .Join(
                db.Set<Document>()
                    .Where(row =>
                        row.RepositoryId == repository
                        && row.Kind == DocumentKind.Decision
                        && row.RemovedAt == null
                        && !db.Set<Decision>().IgnoreQueryFilters().Any(taken => taken.DocumentId == row.Id)
                    ),
                decision => decision.WrittenPath,
                document => document.Path,
                (decision, document) => new { Decision = decision, Document = document.Id }
            )
            .ToListAsync(cancellation);
        foreach (var row in found.DistinctBy(row => row.Document))
        {
            row.Decision.DocumentId = row.Document;
            db.Record("decision.found", row.Decision.Title, row.Decision.Url, row.Decision.WrittenPath, row.Decision);
        }
        if (found.Count > 0)
            await db.SaveDecisionAsync(cancellation);
    }
}
