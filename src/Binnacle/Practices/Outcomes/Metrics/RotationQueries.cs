using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>One side of an outcome measure: who owns it, since when, and who might take over.</summary>
/// <param name="Owner">As recorded, else as it stands on the measure.</param>
/// <param name="Since">Null where it is not recorded.</param>
/// <param name="IsDue">The owner has had it for longer than the limit, or left.</param>
/// <param name="Declined">The newest proposal for this owner was declined, on that day.</param>
public sealed record Rotation(
    Measure Measure,
    OwnerSide Side,
    string? Owner,
    Guid? OwnerId,
    bool HasLeft,
    DateTime? Since,
    bool IsDue,
    RotationAnswer? Declined,
    RotationProposal Proposal
);

public static class RotationQueries
{
    /// <summary>A proposal that was declined is made again after a quarter.</summary>
    private const int Rest = 91;

    /// <summary>Both sides of each metric, in the order of the metrics.</summary>
    public static async Task<IReadOnlyList<Rotation>> RotationsAsync(
        this AppDb db,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation = default
    )
    {
        var limit = (int)await db.ValueAsync(MetricChecks.RotationDays, cancellation);
        var ownerships = await db.Set<Ownership>().AsNoTracking().ToListAsync(cancellation);
        var answers = await db.Set<RotationAnswer>().AsNoTracking().OrderBy(row => row.At).ToListAsync(cancellation);
        var neighbours = await NeighboursAsync(db, measures, cancellation);
        var (people, left) = await PeopleAsync(db, ownerships, cancellation);
        var rotations = new List<Rotation>();
        foreach (var measure in measures)
        {
            var open = ownerships.FindAll(row => row.MeasureId == measure.Id && row.EndedAt is null);
            var metric = new RotationMetric(measure.Id, measure.TeamId, neighbours[measure.Id].ToHashSet());
            foreach (var side in Enum.GetValues<OwnerSide>())
            {
                var now = open.Find(row => row.Side == side);
                var other = open.Find(row => row.Side != side)?.PersonId;
                var hasLeft = now?.PersonId is { } id && left.Contains(id);
                var declined = answers.FindLast(row =>
                    row.MeasureId == measure.Id
                    && row.Side == side
                    && row.Choice is RotationChoice.Declined
                    && (now is null || row.At >= now.Since)
                    && States.Age(row.At, db.Today) < Rest
                );
                rotations.Add(
                    new(
                        measure,
                        side,
                        now?.Name ?? (side is OwnerSide.Product ? measure.ProductOwner : measure.EngineeringOwner),
                        now?.PersonId,
                        hasLeft,
                        now?.Since,
                        now is not null && (hasLeft || States.Age(now.Since, db.Today) > limit),
                        declined,
                        RotationProposing.Propose(metric, side, now?.PersonId, other, people)
                    )
                );
            }
        }
        return rotations;
    }

    private static async Task<ILookup<Guid, Guid>> NeighboursAsync(
        AppDb db,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation
    )
    {
        var ids = measures.Select(measure => measure.Id).ToList();
        var pairs = await (
            from result in db.Set<KeyResult>()
            join objective in db.Set<Objective>() on result.ObjectiveId equals objective.Id
            where result.MeasureId != null && ids.Contains(result.MeasureId.Value) && objective.TeamId != null
            select new { Measure = result.MeasureId!.Value, Team = objective.TeamId!.Value }
        )
            .Distinct()
            .ToListAsync(cancellation);
        return pairs.ToLookup(pair => pair.Measure, pair => pair.Team);
    }

    private static async Task<(List<RotationPerson> People, HashSet<Guid> Left)> PeopleAsync(
        AppDb db,
        List<Ownership> ownerships,
        CancellationToken cancellation
    )
    {
        var today = db.Today;
        var teams = await db.Set<Team>().ToDictionaryAsync(team => team.Id, team => team.Name, cancellation);
        var objectives = await db.Set<Objective>()
            .Select(row => new { row.ProductOwnerId, row.EngineeringOwnerId })
            .Distinct()
            .ToListAsync(cancellation);
        var product = objectives.Select(row => row.ProductOwnerId).OfType<Guid>().ToHashSet();
        var engineering = objectives.Select(row => row.EngineeringOwnerId).OfType<Guid>().ToHashSet();
        foreach (var row in ownerships.Where(row => row.PersonId is not null))
            (row.Side is OwnerSide.Product ? product : engineering).Add(row.PersonId!.Value);
        var owned = ownerships.Where(row => row.PersonId is not null).ToLookup(row => row.PersonId!.Value);
        var all = await db.Set<Person>()
            .AsNoTracking()
            .OrderBy(person => person.Number)
            .Select(person => new
            {
                person.Id,
                person.Number,
                person.Name,
                person.TeamId,
                person.JoinedOn,
                person.LeftOn,
            })
            .ToListAsync(cancellation);
        var people = all.Where(person => !(person.LeftOn < today) && !(person.JoinedOn > today))
            .Select(person => new RotationPerson(
                person.Id,
                person.Number,
                person.Name,
                person.TeamId,
                person.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
                product.Contains(person.Id),
                engineering.Contains(person.Id),
                owned[person.Id].Where(row => row.EndedAt is null).Select(row => row.MeasureId).Distinct().Count(),
                owned[person.Id].Select(row => (DateTime?)(row.EndedAt ?? row.Since)).Max(),
                owned[person.Id].Select(row => row.MeasureId).ToHashSet()
            ))
            .ToList();
        return (people, all.Where(person => person.LeftOn < today).Select(person => person.Id).ToHashSet());
    }
}
