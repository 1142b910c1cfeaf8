using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes;

/// <summary>An objective as others name it: initiatives that serve it, decisions about it.</summary>
public sealed record ObjectiveChoice(int Number, string Name, string? Team);

/// <param name="Owner">From product, else from engineering.</param>
/// <param name="Done">Its score so far, 0 to 1.</param>
/// <param name="Elapsed">How much of its time is over, 0 to 1.</param>
public sealed record ObjectiveBehind(
    int Number,
    string Title,
    string? Team,
    string? Owner,
    double Done,
    double Elapsed
);

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

    /// <summary>
    /// Active on a day and on pace for less than 0.7 after a quarter of their time, the furthest behind first. Before that a
    /// pace says little.
    /// </summary>
    public static async Task<IReadOnlyList<ObjectiveBehind>> ObjectivesBehindAsync(
        this AppDb db,
        Guid? teamId,
        DateOnly day,
        CancellationToken cancellation = default
    )
    {
        var end = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var active = await db.Set<Objective>()
            .Where(row => (teamId == null || row.TeamId == teamId) && row.StartsOn <= day)
            .Where(row =>
                row.States.Any(state =>
                    state.Stage == ObjectiveStage.Active
                    && state.At < end
                    && (state.EndedAt == null || state.EndedAt >= end)
                )
            )
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
                row.StartsOn,
                row.EndsOn,
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                Owner = db.Set<Person>()
                    .Where(person => person.Id == (row.ProductOwnerId ?? row.EngineeringOwnerId))
                    .Select(person => person.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var results = (await db.KeyResultsAsync([.. active.Select(row => row.Id)], day, cancellation)).ToLookup(
            result => result.ObjectiveId
        );
        return
        [
            .. active
                .Select(row => (Row: row, Standing: Standing.Of([.. results[row.Id]], row.StartsOn, row.EndsOn, day)))
                .Where(row => row.Standing is { Elapsed: >= 0.25, Pace: < 0.7 })
                .OrderBy(row => row.Standing.Pace)
                .ThenBy(row => row.Row.Number)
                .Select(row => new ObjectiveBehind(
                    row.Row.Number,
                    row.Row.Title,
                    row.Row.Team,
                    row.Row.Owner,
                    row.Standing.Score ?? 0,
                    row.Standing.Elapsed
                )),
        ];
    }
}
