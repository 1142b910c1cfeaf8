using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>Both ways between a page and what was promised there.</summary>
public static class CommitmentOrigins
{
    /// <summary>The page of an origin; null where it has none.</summary>
    public static string? UrlOf(string? origin) =>
        origin switch
        {
            { } key when key.StartsWith("document:", StringComparison.Ordinal) =>
                $"/documents/{key["document:".Length..]}",
            { } key when key.StartsWith("page:/", StringComparison.Ordinal) => key["page:".Length..],
            { } key
                when key.StartsWith("check:", StringComparison.Ordinal) && key.Split('@', 2) is [var id, var scope] =>
                $"/checks/{id["check:".Length..]}?in={scope}",
            _ => null,
        };

    /// <summary>What the viewer may see of the promises that came from an origin, by due date, open ones first.</summary>
    /// <param name="origin"><c>page:/practices/decisions/12</c>, <c>check:debt.share@team:payments</c>, <c>document:7</c>.</param>
    public static Task<List<CommitmentRow>> CommitmentsFromAsync(
        this AppDb db,
        string origin,
        CancellationToken cancellation = default
    ) =>
        db.Set<Commitment>()
            .AsNoTracking()
            .Where(row => row.Origin == origin)
            .OrderBy(row => row.ClosedOn != null)
            .ThenBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .Take(200)
            .AsRows(db)
            .ToListAsync(cancellation);
}
