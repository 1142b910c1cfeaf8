using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Teams;

/// <summary>A team in a select.</summary>
public sealed record TeamChoice(Guid Id, string Slug, string Name);

public static class TeamChoices
{
    public static Task<List<TeamChoice>> TeamChoicesAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<Team>()
            .Where(team => team.ArchivedAt == null)
            .OrderBy(team => team.Name)
            .Select(team => new TeamChoice(team.Id, team.Slug, team.Name))
            .ToListAsync(cancellation);

    /// <returns>Null when none is chosen.</returns>
    /// <exception cref="Refusal">There is no such team.</exception>
    public static async Task<Team?> TeamOrNobodyAsync(
        this AppDb db,
        string? slug,
        CancellationToken cancellation = default
    ) =>
        string.IsNullOrEmpty(slug)
            ? null
            : await db.Set<Team>()
                .FirstOrDefaultAsync(team => team.Slug == slug && team.ArchivedAt == null, cancellation)
                ?? throw new Refusal("team", $"There is no team “{slug}”.");

    public static async Task<string?> TeamNameAsync(
        this AppDb db,
        Guid? id,
        CancellationToken cancellation = default
    ) =>
        id is null
            ? null
            : await db.Set<Team>().Where(team => team.Id == id).Select(team => team.Name).SingleAsync(cancellation);
}
