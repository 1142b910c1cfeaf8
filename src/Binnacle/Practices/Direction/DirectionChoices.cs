using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>What the fields of this practice offer to the viewer.</summary>
public sealed record DirectionChoices(
    IReadOnlyList<ScopeChoice> Scopes,
    IReadOnlyList<ScopeChoice> Repositories,
    IReadOnlyList<ScopeChoice> Measures,
    IReadOnlyList<Goal> Objectives,
    IReadOnlyList<(int Number, string Title)> Milestones
)
{
    /// <summary>An objective that is closed by now has only its number.</summary>
    public string Objective(int number) => Objective(Objectives, number);

    public static string Objective(IEnumerable<Goal> known, int number) =>
        known.FirstOrDefault(row => row.Number == number)?.Name ?? $"Objective {number}";

    public static async Task<DirectionChoices> LoadAsync(AppDb db, CancellationToken cancellation)
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
        var milestones = await db.VisibleMilestones()
            .Where(row => row.Ending == null)
            .OrderBy(row => row.TargetTo)
            .Select(row => new { row.Number, row.Title })
            .ToListAsync(cancellation);
        return new(
            [
                .. db.Viewer.Role >= Role.Member
                    ? new ScopeChoice[] { new("organization", "The whole organization") }
                    : [],
                .. teams
                    .Where(team => db.Viewer.RoleIn(team.Id) >= Role.Member)
                    .Select(team => new ScopeChoice(ScopeText.OfTeam(team.Slug), team.Name)),
            ],
            await db.Set<Repository>()
                .Where(row => row.ArchivedAt == null)
                .OrderBy(row => row.Name)
                .Select(row => new ScopeChoice(row.Slug, row.Name))
                .ToListAsync(cancellation),
            await MeasureChoices.LoadAsync(db, cancellation),
            await db.GoalsAsync(cancellation),
            milestones.ConvertAll(row => (row.Number, row.Title))
        );
    }

    public static async Task<string> ScopeKeyAsync(AppDb db, Guid? teamId, CancellationToken cancellation) =>
        await db.Set<Team>()
            .Where(row => row.Id == teamId)
            .Select(row => ScopeText.OfTeam(row.Slug))
            .FirstOrDefaultAsync(cancellation)
        ?? "organization";
}
