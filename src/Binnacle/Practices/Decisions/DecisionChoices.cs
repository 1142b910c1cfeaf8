using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;
using Binnacle.Practices.Direction;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>What the fields of a decision offer to the viewer.</summary>
/// <param name="Measures">Outcome measures, and those that it cites: to be ticked.</param>
/// <param name="OtherMeasures">To be named.</param>
public sealed record DecisionChoices(
    IReadOnlyList<ScopeChoice> Scopes,
    IReadOnlyList<string> Names,
    IReadOnlyList<ScopeChoice> Measures,
    IReadOnlyList<ScopeChoice> OtherMeasures,
    IReadOnlyList<PrincipleChoice> Principles
)
{
    public static async Task<DecisionChoices> LoadAsync(AppDb db, Decision? decision, CancellationToken cancellation)
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
        var names = await db.SuggestedPeopleAsync(cancellation);
        var cited = decision?.Measures.ConvertAll(row => row.MeasureId) ?? [];
        var measures = await db.Set<Measure>()
            .Where(row => row.IsOutcome || cited.Contains(row.Id))
            .OrderBy(row => row.Name)
            .Take(100)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
        var ticked = measures.ConvertAll(measure => measure.Key);
        var others = await db.Set<Measure>()
            .Where(row => !ticked.Contains(row.Slug))
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
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
            names,
            measures,
            others,
            await db.PrinciplesAsync(cancellation)
        );
    }

    /// <summary>The name of the measure that somebody named by it or by its slug; null where there is none.</summary>
    public string? NameOf(string measure) =>
        Measures
            .Concat(OtherMeasures)
            .FirstOrDefault(known =>
                known.Key == measure || known.Name.Equals(measure.Trim(), StringComparison.OrdinalIgnoreCase)
            )
            ?.Name;

    /// <summary>A decision as its form shows it.</summary>
    public static async Task<DecisionContent> ContentAsync(AppDb db, Decision decision, CancellationToken cancellation)
    {
        var says = DecisionSubstance.Of(decision);
        var ids = decision.Measures.ConvertAll(row => row.MeasureId);
        return new(says.Title)
        {
            Scope =
                await db.Set<Team>()
                    .Where(row => row.Id == decision.TeamId)
                    .Select(row => ScopeText.OfTeam(row.Slug))
                    .FirstOrDefaultAsync(cancellation)
                ?? "organization",
            Decider = await db.TypedNameAsync(decision.DeciderId, cancellation),
            Context = says.Context,
            Drivers = says.Drivers,
            Constraints = says.Constraints,
            Options = says.Options,
            Outcome = says.Outcome,
            Consequences = says.Consequences,
            Confirmation = says.Confirmation,
            RevisitOn = decision.RevisitOn,
            Measures = await db.Set<Measure>()
                .Where(row => ids.Contains(row.Id))
                .OrderBy(row => row.Name)
                .Select(row => row.Slug)
                .ToListAsync(cancellation),
            Principles = [.. decision.Principles.Select(row => row.Number).Order()],
            Supersedes = [.. (await db.OlderDecisionsAsync(decision.Id, cancellation)).Select(row => row.Number)],
            DataClass = decision.DataClass,
            Revision = decision.Revision,
        };
    }
}
