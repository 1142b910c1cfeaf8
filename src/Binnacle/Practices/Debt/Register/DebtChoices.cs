using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>What the fields of an item offer to the viewer.</summary>
public sealed record DebtChoices(
    IReadOnlyList<ScopeChoice> Scopes,
    IReadOnlyList<ScopeChoice> Services,
    IReadOnlyList<ScopeChoice> Repositories,
    IReadOnlyList<string> Names
)
{
    public static async Task<DebtChoices> LoadAsync(AppDb db, CancellationToken cancellation)
    {
        var teams = await db.Set<Team>()
            .Where(team => team.ArchivedAt == null)
            .OrderBy(team => team.Name)
            .Select(team => new
            {
                team.Id,
                team.Slug,
                team.Name,
            })
            .ToListAsync(cancellation);
        var scopes = teams
            .Where(team => db.Viewer.RoleIn(team.Id) >= Role.Member)
            .Select(team => new ScopeChoice(ScopeText.OfTeam(team.Slug), team.Name));
        var services = await db.Set<Service>()
            .Where(service => service.ArchivedAt == null)
            .OrderBy(service => service.Name)
            .Select(service => new ScopeChoice(service.Slug, service.Name))
            .ToListAsync(cancellation);
        var repositories = await db.Set<Repository>()
            .Where(repository => repository.ArchivedAt == null)
            .OrderBy(repository => repository.Name)
            .Select(repository => new ScopeChoice(repository.Slug, repository.Name))
            .ToListAsync(cancellation);
        var names = await db.SuggestedPeopleAsync(cancellation);
        return new(
            [
                .. db.Viewer.Role >= Role.Member
                    ? new ScopeChoice[] { new("organization", "The whole organization") }
                    : [],
                .. scopes,
            ],
            services,
            repositories,
            names
        );
    }

    /// <summary>An item as its form shows it.</summary>
    public static async Task<DebtDraft> DraftAsync(AppDb db, DebtItem item, CancellationToken cancellation) =>
        new(
            item.Title,
            item.Context,
            await db.TypedNameAsync(item.OwnerId, cancellation),
            null,
            await db.Set<Team>()
                .Where(row => row.Id == item.TeamId)
                .Select(row => ScopeText.OfTeam(row.Slug))
                .FirstOrDefaultAsync(cancellation)
                ?? "organization",
            await db.Set<Service>()
                .Where(row => row.Id == item.ServiceId)
                .Select(row => row.Slug)
                .FirstOrDefaultAsync(cancellation),
            await db.Set<Repository>()
                .Where(row => row.Id == item.RepositoryId)
                .Select(row => row.Slug)
                .FirstOrDefaultAsync(cancellation),
            item.Path
        );
}
