using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>What the fields of an objective offer to the viewer.</summary>
public sealed record ObjectiveChoices(
    IReadOnlyList<ScopeChoice> Scopes,
    IReadOnlyList<Quarter> Quarters,
    IReadOnlyList<ScopeChoice> Measures,
    IReadOnlyList<string> Names
)
{
    public static async Task<ObjectiveChoices> LoadAsync(AppDb db, CancellationToken cancellation)
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
        var measures = await db.Set<Measure>()
            .OrderBy(measure => measure.Name)
            .Take(500)
            .Select(measure => new ScopeChoice(measure.Slug, measure.Name))
            .ToListAsync(cancellation);
        var names = await db.SuggestedPeopleAsync(cancellation);
        var now = Quarter.Around(db.Today);
        return new(
            [
                .. db.Viewer.MayDefineObjectives(null)
                    ? new ScopeChoice[] { new("organization", "The whole organization") }
                    : [],
                .. teams
                    .Where(team => db.Viewer.MayDefineObjectives(team.Id))
                    .Select(team => new ScopeChoice(ScopeText.OfTeam(team.Slug), team.Name)),
            ],
            [now.Before, now, now.Next, now.Next.Next],
            measures,
            names
        );
    }

    /// <summary>An objective as its form shows it.</summary>
    public static async Task<ObjectiveDraft> DraftAsync(AppDb db, Objective objective, CancellationToken cancellation)
    {
        var people = await db.Set<Person>()
            .Where(row => row.Id == objective.ProductOwnerId || row.Id == objective.EngineeringOwnerId)
            .ToDictionaryAsync(row => row.Id, cancellation);
        var team = await db.Set<Team>()
            .Where(row => row.Id == objective.TeamId)
            .Select(row => ScopeText.OfTeam(row.Slug))
            .FirstOrDefaultAsync(cancellation);
        var ids = objective.KeyResults.Select(result => result.MeasureId).OfType<Guid>().ToList();
        var slugs = await db.Set<Measure>()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var quarter = Quarter.Around(objective.StartsOn);
        var isQuarter = quarter.First == objective.StartsOn && quarter.Last == objective.EndsOn;
        Person? Owner(Guid? id) => id is { } key ? people.GetValueOrDefault(key) : null;
        return new(
            objective.Title,
            objective.Why,
            isQuarter ? quarter.ToString() : null,
            objective.StartsOn,
            objective.EndsOn,
            team ?? "organization",
            await db.TypedNameAsync(objective.ProductOwnerId, cancellation),
            Owner(objective.ProductOwnerId)?.Number,
            await db.TypedNameAsync(objective.EngineeringOwnerId, cancellation),
            Owner(objective.EngineeringOwnerId)?.Number,
            [
                .. objective.KeyResults.Select(result => new KeyResultDraft(
                    result.Title,
                    result.Start,
                    result.Target,
                    result.Unit,
                    result.MeasureId is { } id ? slugs.GetValueOrDefault(id) : null,
                    result.Weight,
                    result.Position
                )),
            ]
        );
    }
}
