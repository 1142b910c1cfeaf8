using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

/// <summary>Where no outcome measure is defined, the strip shows what repositories tell, and says that this is not the same.</summary>
internal static class RepositoryTiles
{
    private static readonly string[] Wanted = ["flow.lead-time", "flow.cadence", "debt.share", "learning.areas"];

    public static async Task<List<OutcomeTile>> TilesAsync(
        AppDb db,
        DateOnly day,
        IReadOnlyDictionary<(string Scope, string Check), SnapshotCell> now,
        CancellationToken cancellation
    )
    {
        var ids = Wanted
            .Where(id => now.TryGetValue(("organization", id), out var cell) && cell.Number is not null)
            .ToList();
        var trends = (
            await db.Set<Snapshot>()
                .Where(row => row.ScopeKey == "organization" && ids.Contains(row.CheckId) && row.Date <= day)
                .OrderBy(row => row.Date)
                .Select(row => new
                {
                    row.CheckId,
                    row.Date,
                    row.Number,
                    row.Text,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.CheckId);
        return ids.ConvertAll(id =>
        {
            var cell = now[("organization", id)];
            var year = trends[id].LastOrDefault(row => row.Date <= day.AddDays(-360) && row.Number is not null);
            return new OutcomeTile(
                Names[id],
                cell.Text,
                year is null ? "" : $"was {year.Text} a year ago",
                null,
                [.. trends[id].Select(row => row.Number)],
                "Measured from repositories",
                $"/checks/{id}"
            );
        });
    }

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["flow.lead-time"] = "Commit to release, median",
        ["flow.cadence"] = "Between releases, median",
        ["debt.share"] = "Share of debt and reliability work",
        ["learning.areas"] = "Areas that one person knows",
    };
}
