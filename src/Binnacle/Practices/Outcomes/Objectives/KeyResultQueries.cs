using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>A key result with its objective: a line of the file that can be brought back.</summary>
/// <param name="Team">A slug; null for the organization.</param>
/// <param name="Score">Null where it has no value.</param>
public sealed record KeyResultRow(
    int Number,
    string Objective,
    ObjectiveStage State,
    string? Why,
    string? Team,
    DateOnly From,
    DateOnly To,
    string? ProductOwner,
    string? EngineeringOwner,
    int Position,
    string KeyResult,
    string Unit,
    double Start,
    double Target,
    double Weight,
    string? Measure,
    double? Current,
    DateOnly? CurrentOn,
    double? Score
);

public static class KeyResultQueries
{
    private sealed record Key(int Number, int Position);

    /// <summary>In the order of objectives; one without key results has no line.</summary>
    public static async Task<Page<KeyResultRow>> KeyResultPartAsync(
        this AppDb db,
        ObjectiveFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var size = Cursor.Size(part.Size);
        var last = Cursor.Read<Key>(part.Cursor) ?? new(0, 0);
        var found = await db.Set<KeyResult>()
            .Join(
                ObjectiveQueries.InScope(db, filter),
                result => result.ObjectiveId,
                objective => objective.Id,
                (result, objective) => new { result.Position, Objective = objective }
            )
            .Where(row =>
                row.Objective.Number > last.Number
                || (row.Objective.Number == last.Number && row.Position > last.Position)
            )
            .OrderBy(row => row.Objective.Number)
            .ThenBy(row => row.Position)
            .Take(size + 1)
            .Select(row => new
            {
                row.Position,
                row.Objective.Id,
                row.Objective.Number,
                row.Objective.Title,
                row.Objective.Why,
                row.Objective.StartsOn,
                row.Objective.EndsOn,
                Stage = row.Objective.States.Where(state => state.EndedAt == null).Select(state => state.Stage).First(),
                Team = db.Set<Team>()
                    .Where(team => team.Id == row.Objective.TeamId)
                    .Select(team => team.Slug)
                    .FirstOrDefault(),
                Product = db.Set<Person>()
                    .Where(person => person.Id == row.Objective.ProductOwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
                Engineering = db.Set<Person>()
                    .Where(person => person.Id == row.Objective.EngineeringOwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var ids = found.Select(row => row.Id).Distinct().ToList();
        var standings = (await db.KeyResultsAsync(ids, db.Today, cancellation)).ToDictionary(result =>
            (result.ObjectiveId, result.Position)
        );
        var rows = found.ConvertAll(row =>
        {
            var result = standings[(row.Id, row.Position)];
            return new KeyResultRow(
                row.Number,
                row.Title,
                row.Stage,
                row.Why,
                row.Team,
                row.StartsOn,
                row.EndsOn,
                row.Product,
                row.Engineering,
                row.Position,
                result.Title,
                result.Unit,
                result.Start,
                result.Target,
                result.Weight,
                result.Measure,
                result.Current,
                result.CurrentOn,
                result.Score
            );
        });
        return Cursor.Cut(rows, size, row => new Key(row.Number, row.Position));
    }
}
