using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>All that the page of one objective shows.</summary>
/// <param name="CheckIns">Newest first, corrected ones among them.</param>
/// <param name="Series">Values of each key result within the period by position, oldest first.</param>
public sealed record ObjectiveModel(
    Objective Objective,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    Standing Standing,
    IReadOnlyList<CheckInRow> CheckIns,
    IReadOnlyDictionary<int, IReadOnlyList<MeasurePoint>> Series,
    IReadOnlyList<CommitmentRow> Promises,
    DateOnly Today
)
{
    /// <summary>Check-ins that hold, oldest first.</summary>
    public IReadOnlyList<CheckInRow> Held { get; } =
    [.. CheckIns.Where(check => !check.IsCorrected).OrderBy(check => check.Day).ThenBy(check => check.At)];

    public static async Task<ObjectiveModel?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.ObjectiveAsync(number, cancellation) is not { } objective)
            return null;
        var names = await db.Set<Person>()
            .Where(person => person.Id == objective.ProductOwnerId || person.Id == objective.EngineeringOwnerId)
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        string? Name(Guid? id) => id is { } key ? names.GetValueOrDefault(key) : null;
        var team = await db.Set<Team>()
            .Where(row => row.Id == objective.TeamId)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellation);
        var checkIns = await db.CheckInsAsync(objective, cancellation);
        return new(
            objective,
            team,
            Name(objective.ProductOwnerId),
            Name(objective.EngineeringOwnerId),
            await db.StandingAsync(objective, db.Today, cancellation),
            checkIns,
            await SeriesAsync(db, objective, checkIns, cancellation),
            await db.CommitmentsFromAsync($"page:{objective.Url}", cancellation),
            db.Today
        );
    }

    private static async Task<Dictionary<int, IReadOnlyList<MeasurePoint>>> SeriesAsync(
        AppDb db,
        Objective objective,
        IReadOnlyList<CheckInRow> checkIns,
        CancellationToken cancellation
    )
    {
        var measures = objective.KeyResults.Select(result => result.MeasureId).OfType<Guid>().Distinct().ToList();
        var byMeasure = await db.RecentPointsAsync(
            measures,
            objective.StartsOn.AddDays(-1),
            objective.EndsOn,
            cancellation
        );
        var told = checkIns.Where(check => !check.IsCorrected).OrderBy(check => check.Day).ThenBy(check => check.At);
        // Of two check-ins on a day the later one holds.
        var byResult = told.SelectMany(check => check.Values.Select(value => (check.Day, value.Key, value.Value)))
            .GroupBy(value => (value.Key, value.Day))
            .Select(group => group.Last())
            .ToLookup(value => value.Key, value => new MeasurePoint(value.Day, value.Value));
        return objective.KeyResults.ToDictionary(
            result => result.Position,
            result =>
                (IReadOnlyList<MeasurePoint>)(
                    result.MeasureId is { } id ? [.. byMeasure[id]] : [.. byResult[result.Position]]
                )
        );
    }
}

/// <param name="Note">Null where there is none, or it is not the viewer's to read.</param>
/// <param name="HasNote">Words were written, whoever may read them.</param>
/// <param name="Values">By the position of the key result.</param>
public sealed record CheckInRow(
    Guid Id,
    DateOnly Day,
    DateTime At,
    string By,
    int Confidence,
    Guid? Corrects,
    bool IsCorrected,
    string? Note,
    bool HasNote,
    bool IsForLeaders,
    IReadOnlyDictionary<int, double> Values
);

public static class CheckInQueries
{
    /// <summary>Newest first. What was corrected stays, and says so.</summary>
    public static async Task<IReadOnlyList<CheckInRow>> CheckInsAsync(
        this AppDb db,
        Objective objective,
        CancellationToken cancellation = default
    )
    {
        var rows = await db.Set<CheckIn>()
            .AsNoTracking()
            .Where(row => row.ObjectiveId == objective.Id)
            .Include(row => row.Values)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var notes = await db.Set<CheckInNote>()
            .AsNoTracking()
            .Where(note => db.Set<CheckIn>().Any(row => row.Id == note.CheckInId && row.ObjectiveId == objective.Id))
            .ToDictionaryAsync(note => note.CheckInId, cancellation);
        var written = await db.Set<CheckInNote>()
            .IgnoreQueryFilters()
            .Where(note => db.Set<CheckIn>().Any(row => row.Id == note.CheckInId && row.ObjectiveId == objective.Id))
            .Select(note => note.CheckInId)
            .ToListAsync(cancellation);
        var hasNote = written.ToHashSet();
        var corrected = rows.Select(row => row.CorrectsId).OfType<Guid>().ToHashSet();
        var positions = objective.KeyResults.ToDictionary(result => result.Id, result => result.Position);
        return
        [
            .. rows.OrderByDescending(row => row.Day)
                .ThenByDescending(row => row.At)
                .Select(row => new CheckInRow(
                    row.Id,
                    row.Day,
                    row.At,
                    row.By,
                    row.Confidence,
                    row.CorrectsId,
                    corrected.Contains(row.Id),
                    notes.GetValueOrDefault(row.Id)?.Text,
                    hasNote.Contains(row.Id),
                    notes.GetValueOrDefault(row.Id)?.DataClass is Platform.Access.DataClass.People
                        || (hasNote.Contains(row.Id) && !notes.ContainsKey(row.Id)),
                    row.Values.Where(value => positions.ContainsKey(value.KeyResultId))
                        .ToDictionary(value => positions[value.KeyResultId], value => value.Value)
                )),
        ];
    }
}
