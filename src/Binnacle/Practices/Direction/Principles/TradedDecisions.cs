using Binnacle.Platform.Data;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Principles;

/// <summary>A decision that went against principles, as far as the viewer may see it.</summary>
public sealed record TradedDecision(
    int Number,
    string Title,
    string Url,
    DateTime? DecidedAt,
    IReadOnlyList<int> Principles
);

internal static class TradedDecisions
{
    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<TradedDecision>> LoadAsync(AppDb db, CancellationToken cancellation)
    {
        var rows = await db.Set<Decision>()
            .Where(row => row.Principles.Any())
            .OrderByDescending(row => row.Number)
            .Select(row => new
            {
                row.Number,
                row.Title,
                row.DecidedAt,
                Principles = row.Principles.Select(link => link.Number).ToList(),
            })
            .AsNoTracking()
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new TradedDecision(
            row.Number,
            row.Title,
            $"/practices/decisions/{row.Number}",
            row.DecidedAt,
            row.Principles
        ));
    }
}
