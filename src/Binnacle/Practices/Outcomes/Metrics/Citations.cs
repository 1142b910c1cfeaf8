using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>A decision that named a measure as what it stands on.</summary>
public sealed record Citation(int Decision, string Title, DateTime At, Guid MeasureId)
{
    public string Url => $"/practices/decisions/{Decision}";
}

/// <summary>Which decisions cited which measures: what the practice Decisions tells.</summary>
public static class Citations
{
    public static IReadOnlyList<Citation> Of(CheckRecords records) =>
        records.Derived(
            typeof(Citation),
            all =>
                all.Of<DecidedRecord>()
                    .Where(row => row.DecidedAt is not null)
                    .SelectMany(row =>
                        row.MeasureIds.Select(id => new Citation(row.Number, row.Title, row.DecidedAt!.Value, id))
                    )
                    .OrderBy(citation => citation.At)
                    .ThenBy(citation => citation.Decision)
                    .ToList()
        );

    /// <summary>Oldest first. A decision that not everybody may read counts, unnamed.</summary>
    public static async Task<IReadOnlyList<Citation>> CitationsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Decision>()
            .IgnoreQueryFilters()
            .Where(row => row.DecidedAt != null)
            .SelectMany(
                row => row.Measures,
                (row, cited) =>
                    new
                    {
                        row.Number,
                        Title = row.DataClass == DataClass.Open ? row.Title : "a decision",
                        At = row.DecidedAt!.Value,
                        cited.MeasureId,
                    }
            )
            .OrderBy(row => row.At)
            .ThenBy(row => row.Number)
            .Select(row => new Citation(row.Number, row.Title, row.At, row.MeasureId))
            .ToListAsync(cancellation);
}
