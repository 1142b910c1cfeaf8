using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

public sealed record OwnedLink(string Slug, string Name, bool IsCritical = false);

/// <param name="Team">Null for what nobody owns.</param>
public sealed record OwnershipRow(
    TeamRow? Team,
    int Services,
    IReadOnlyList<OwnedLink> FirstServices,
    int Repositories,
    IReadOnlyList<OwnedLink> FirstRepositories
);

public static class OwnershipQueries
{
    private const int Shown = 8;

    /// <summary>What each of these teams owns, and at the end what nobody owns. Long lists are cut, never their count.</summary>
    public static async Task<List<OwnershipRow>> OwnershipAsync(
        this AppDb db,
        IReadOnlyList<TeamRow> teams,
        CancellationToken cancellation = default
    )
    {
        var ids = teams.Select(team => (Guid?)team.Id).Append(null).ToList();
        var services = (
            await db.Set<Service>()
                .AsNoTracking()
                .Where(row => row.ArchivedAt == null && ids.Contains(row.TeamId))
                .OrderBy(row => row.Name)
                .Select(row => new { row.TeamId, Link = new OwnedLink(row.Slug, row.Name, row.IsCritical) })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.TeamId ?? Guid.Empty, row => row.Link);
        var repositories = (
            await db.Set<Repository>()
                .AsNoTracking()
                .Where(row => row.ArchivedAt == null && ids.Contains(row.TeamId))
                .OrderBy(row => row.Name)
                .Select(row => new { row.TeamId, Link = new OwnedLink(row.Slug, row.Name, false) })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.TeamId ?? Guid.Empty, row => row.Link);
        return
        [
            .. teams
                .Select(team => Row(team, services[team.Id], repositories[team.Id]))
                .Append(Row(null, services[Guid.Empty], repositories[Guid.Empty]))
                .Where(row => row.Team is not null || row.Services + row.Repositories > 0),
        ];
    }

    private static OwnershipRow Row(
        TeamRow? team,
        IEnumerable<OwnedLink> services,
        IEnumerable<OwnedLink> repositories
    ) => new(team, services.Count(), [.. services.Take(Shown)], repositories.Count(), [.. repositories.Take(Shown)]);
}
