using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>What the fields of a blocker offer to the viewer.</summary>
public sealed record BlockerChoices(
    IReadOnlyList<ScopeChoice> Scopes,
    IReadOnlyList<TeamChoice> Teams,
    IReadOnlyList<ScopeChoice> Services,
    IReadOnlyList<ScopeChoice> Repositories,
    IReadOnlyList<string> Names
)
{
    /// <param name="present">The one that is changed: what it says already is always offered.</param>
    public static async Task<BlockerChoices> LoadAsync(AppDb db, Blocker? present, CancellationToken cancellation)
    {
        var (own, other) = (present?.TeamId, present?.OtherTeamId);
        var (service, repository) = (present?.ServiceId, present?.RepositoryId);
        var teams = await db.TeamChoicesAsync(cancellation);
        var gone = await db.Set<Team>()
            .Where(row => row.ArchivedAt != null && (row.Id == own || row.Id == other))
            .Select(row => new TeamChoice(row.Id, row.Slug, row.Name))
            .ToListAsync(cancellation);
        var services = await db.Set<Service>()
            .Where(row => row.ArchivedAt == null || row.Id == service)
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null || row.Id == repository)
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
        return new(
            [
                .. teams
                    .Where(team => team.Id == own || db.Viewer.RoleIn(team.Id) >= Role.Member)
                    .Concat(gone.Where(team => team.Id == own))
                    .Select(team => new ScopeChoice(ScopeText.OfTeam(team.Slug), team.Name)),
                .. db.Viewer.Role >= Role.Member || present is { TeamId: null }
                    ? new ScopeChoice[] { new("organization", "The whole organization") }
                    : [],
            ],
            [.. teams, .. gone.Where(team => team.Id == other)],
            services,
            repositories,
            await db.SuggestedPeopleAsync(cancellation)
        );
    }

    /// <summary>A blocker as its form shows it.</summary>
    public static async Task<BlockerDraft> DraftAsync(AppDb db, Blocker blocker, CancellationToken cancellation)
    {
        var teams = await db.Set<Team>()
            .Where(row => row.Id == blocker.TeamId || row.Id == blocker.OtherTeamId)
            .ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        return new(
            blocker.What,
            blocker.TeamId is { } team ? ScopeText.OfTeam(teams[team]) : ScopeText.Organization,
            blocker.Kind,
            blocker.OtherTeamId is { } other ? teams[other] : null,
            blocker.WaitsFor,
            await db.Set<Service>()
                .Where(row => row.Id == blocker.ServiceId)
                .Select(row => row.Slug)
                .FirstOrDefaultAsync(cancellation),
            await db.Set<Repository>()
                .Where(row => row.Id == blocker.RepositoryId)
                .Select(row => row.Slug)
                .FirstOrDefaultAsync(cancellation),
            blocker.Blocks
        );
    }
}
