using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes;

/// <summary>An objective as others name it: initiatives that serve it, decisions about it.</summary>
public sealed record ObjectiveChoice(int Number, string Name, string? Team);

/// <summary>What other practices may ask of this one.</summary>
public static class OutcomesContract
{
    /// <summary>Where an objective is read.</summary>
    public static string ObjectiveUrl(int number) => $"/practices/outcomes/objectives/{number}";

    /// <summary>Drafts and active objectives, the newest first.</summary>
    public static async Task<IReadOnlyList<ObjectiveChoice>> ObjectivesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Objective>()
            .Where(row =>
                row.States.Any(state =>
                    state.EndedAt == null
                    && (state.Stage == ObjectiveStage.Draft || state.Stage == ObjectiveStage.Active)
                )
            )
            .OrderByDescending(row => row.StartsOn)
            .ThenByDescending(row => row.Number)
            .Select(row => new ObjectiveChoice(
                row.Number,
                row.Title,
                db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault()
            ))
            .ToListAsync(cancellation);
}
