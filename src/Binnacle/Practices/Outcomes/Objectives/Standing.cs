using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>Where a key result stands. Without a value it is unknown, not 0.</summary>
/// <param name="Measure">The slug of the measure that feeds it.</param>
public sealed record KeyResultStanding(
    Guid ObjectiveId,
    int Position,
    string Title,
    string Unit,
    double Start,
    double Target,
    double Weight,
    string? Measure,
    double? Current,
    DateOnly? CurrentOn
)
{
    /// <summary>Not held at 0 and 1: a key result that fell below its start says so.</summary>
    public double? Progress => Current is { } value ? Scoring.Progress(Start, Target, value) : null;

    public double? Score => Progress is { } progress ? Math.Clamp(progress, 0, 1) : null;

    public bool IsBelowStart => Progress < 0;
}

/// <param name="Score">The weighted mean of what is known; null where nothing is.</param>
public sealed record Standing(IReadOnlyList<KeyResultStanding> Results, double? Score, double Elapsed)
{
    public double? Pace => Scoring.Pace(Score, Elapsed);

    public int Known => Results.Count(result => result.Current is not null);

    public static Standing Of(
        IReadOnlyList<KeyResultStanding> results,
        DateOnly startsOn,
        DateOnly endsOn,
        DateOnly day
    ) =>
        new(
            results,
            Scoring.Objective(results.Select(result => (result.Score, result.Weight))),
            Scoring.Elapsed(startsOn, endsOn, day)
        );
}

public static class StandingQueries
{
    public static async Task<Standing> StandingAsync(
        this AppDb db,
        Objective objective,
        DateOnly day,
        CancellationToken cancellation = default
    ) =>
        Standing.Of(
            await db.KeyResultsAsync([objective.Id], day, cancellation),
            objective.StartsOn,
            objective.EndsOn,
            day
        );

    /// <summary>
    /// Key results of some objectives with their newest value up to a day: a measure's newest point within the period, or
    /// what the newest check-in that was not corrected told. One query, whatever the number of objectives.
    /// </summary>
    public static async Task<List<KeyResultStanding>> KeyResultsAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> objectives,
        DateOnly day,
        CancellationToken cancellation = default
    )
    {
        var rows = await db.Set<KeyResult>()
            .Where(result => objectives.Contains(result.ObjectiveId))
            .OrderBy(result => result.ObjectiveId)
            .ThenBy(result => result.Position)
            .Join(
                db.Set<Objective>(),
                result => result.ObjectiveId,
                objective => objective.Id,
                (result, objective) =>
                    new
                    {
                        Row = result,
                        Measure = db.Set<Measure>()
                            .Where(measure => measure.Id == result.MeasureId)
                            .Select(measure => measure.Slug)
                            .FirstOrDefault(),
                        PointOn = db.Set<Point>()
                            .Where(point =>
                                point.MeasureId == result.MeasureId
                                && point.Date >= objective.StartsOn
                                && point.Date <= objective.EndsOn
                                && point.Date <= day
                            )
                            .Max(point => (DateOnly?)point.Date),
                        Told = db.Set<CheckInValue>()
                            .Where(value => value.KeyResultId == result.Id && value.Day <= day)
                            .Where(value => !db.Set<CheckIn>().Any(later => later.CorrectsId == value.CheckInId))
                            .OrderByDescending(value => value.Day)
                            .ThenByDescending(value => value.At)
                            .Select(value => (double?)value.Value)
                            .FirstOrDefault(),
                        ToldOn = db.Set<CheckInValue>()
                            .Where(value => value.KeyResultId == result.Id && value.Day <= day)
                            .Where(value => !db.Set<CheckIn>().Any(later => later.CorrectsId == value.CheckInId))
                            .Max(value => (DateOnly?)value.Day),
                    }
            )
            .Select(row => new
            {
                row.Row,
                row.Measure,
                row.PointOn,
                row.Told,
                row.ToldOn,
                Measured = db.Set<Point>()
                    .Where(point => point.MeasureId == row.Row.MeasureId && point.Date == row.PointOn)
                    .Select(point => (double?)point.Value)
                    .FirstOrDefault(),
            })
            .AsNoTracking()
            .ToListAsync(cancellation);
        var computed = await ComputedAsync(db, objectives, day, cancellation);
        return rows.ConvertAll(row => new KeyResultStanding(
            row.Row.ObjectiveId,
            row.Row.Position,
            row.Row.Title,
            row.Row.Unit,
            row.Row.Start,
            row.Row.Target,
            row.Row.Weight,
            row.Measure,
            row.Row.MeasureId is null ? row.Told
                : computed.TryGetValue(row.Row.Id, out var value) ? value?.Value
                : row.Measured,
            row.Row.MeasureId is null ? row.ToldOn
                : computed.TryGetValue(row.Row.Id, out var at) ? at?.Date
                : row.PointOn
        ));
    }

    /// <summary>The same of measures that a check feeds: their points stand in the snapshots. They are few.</summary>
    private static async Task<Dictionary<Guid, MeasurePoint?>> ComputedAsync(
        AppDb db,
        IReadOnlyCollection<Guid> objectives,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var newest =
            from result in db.Set<KeyResult>()
            where objectives.Contains(result.ObjectiveId)
            join source in db.Set<MeasureSource>() on result.MeasureId equals (Guid?)source.MeasureId
            where source.Kind == SourceKind.Check
            join objective in db.Set<Objective>() on result.ObjectiveId equals objective.Id
            select new
            {
                result.Id,
                source.CheckId,
                source.ScopeKey,
                Date = db.Set<Snapshot>()
                    .Where(row => row.CheckId == source.CheckId && row.ScopeKey == source.ScopeKey)
                    .Where(row => row.Number != null && row.Date >= objective.StartsOn)
                    .Where(row => row.Date <= objective.EndsOn && row.Date <= day)
                    .Max(row => (DateOnly?)row.Date),
            };
        var found = await newest
            .Select(last => new
            {
                last.Id,
                last.Date,
                Value = db.Set<Snapshot>()
                    .Where(row => row.CheckId == last.CheckId && row.ScopeKey == last.ScopeKey && row.Date == last.Date)
                    .Select(row => row.Number)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return found.ToDictionary(
            row => row.Id,
            row => row is { Date: { } date, Value: { } value } ? new MeasurePoint(date, value) : null
        );
    }
}
