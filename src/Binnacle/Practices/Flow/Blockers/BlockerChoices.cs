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
    public static async Task<BlockerChoices> LoadAsync(AppDb db, CancellationToken cancellation)
    {
        var teams = await db.TeamChoicesAsync(cancellation);
        var services = await db.Set<Service>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
        return new(
            [
                .. teams
                    .Where(team => db.Viewer.RoleIn(team.Id) >= Role.Member)
                    .Select(team => new ScopeChoice($"team:{team.Slug}", team.Name)),
                .. db.Viewer.Role >= Role.Member
                    ? new ScopeChoice[] { new("organization", "The whole organization") }
                    : [],
            ],
            teams,
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
            blocker.TeamId is { } team ? $"team:{teams[team]}" : "organization",
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
