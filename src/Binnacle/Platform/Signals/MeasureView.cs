using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Signals.Detection;
using Binnacle.Platform.Signals.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>What the page of a measure shows, read in one place.</summary>
internal sealed record MeasureView(
    MeasureRow Row,
    IReadOnlyList<TrendPoint> Chart,
    ChangeFinding Finding,
    IReadOnlyList<Annotated> Annotations,
    IReadOnlyList<MeasureDefinition> Definitions,
    IReadOnlyList<DateOnly> Breaks,
    MeasureSource? Source,
    string? Connection,
    IReadOnlyList<FetchTry> Tries
)
{
    private const int Years = 2;

    /// <summary>So many marks with numbers fit on the line; older ones stand in the list alone.</summary>
    private const int MostMarks = 12;

    public int Known => Chart.Count(point => point.Number is not null);

    /// <summary>Everything but releases, the newest first, numbered as they lie on the line from the left.</summary>
    public IReadOnlyList<(int Number, Annotated Row)> Marks
    {
        get
        {
            var drawn = Annotations
                .Where(row =>
                    row.Kind is not AnnotationKind.Release
                    && Chart.Count > 0
                    && row.On >= Chart[0].Date
                    && row.On <= Chart[^1].Date
                )
                .Take(MostMarks)
                .Reverse()
                .ToList();
            return [.. drawn.Select((row, index) => (index + 1, row))];
        }
    }

    public int? NumberOf(Annotated row) =>
        Marks.FirstOrDefault(mark => ReferenceEquals(mark.Row, row)) is { Number: > 0 } mark ? mark.Number : null;

    public static async Task<MeasureView> ReadAsync(
        AppDb db,
        Measure measure,
        AnnotationReading annotations,
        CancellationToken cancellation
    )
    {
        var row = await db.Set<Measure>()
            .AsNoTracking()
            .Where(one => one.Id == measure.Id)
            .AsRows(db)
            .SingleAsync(cancellation);
        var since = db.Today.AddYears(-Years);
        var points = await (await db.PointsOfAsync(measure.Id, cancellation))
            .Where(point => point.Date >= since)
            .OrderBy(point => point.Date)
            .ToListAsync(cancellation);
        var isCounted = await db.Set<MeasureDigest>()
            .AnyAsync(digest => digest.MeasureId == measure.Id && !digest.IsBehind, cancellation);
        var source = await db.Set<MeasureSource>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.MeasureId == measure.Id, cancellation);
        var tries = source is null
            ? []
            : await db.Set<FetchTry>()
                .AsNoTracking()
                .Where(one => one.SourceId == source.Id)
                .OrderByDescending(one => one.At)
                .Take(5)
                .ToListAsync(cancellation);
        return new(
            row,
            WithGaps(points),
            (isCounted ? row.Change : null)
                ?? await db.RememberAsync(
                    $"change:{measure.Id}",
                    () => Task.FromResult(Digesting.Look(points)),
                    cancellation
                ),
            await annotations.ReadAsync(db, measure, since, db.Today, cancellation),
            await db.DefinitionsAsync(measure.Id, cancellation),
            [
                .. points
                    .Skip(1)
                    .Zip(points)
                    .Where(pair => pair.First.Version != pair.Second.Version)
                    .Select(pair => pair.First.Date),
            ],
            source,
            source?.ConnectionId is { } id
                ? await db.Set<SqlConnectionDefinition>()
                    .Where(one => one.Id == id)
                    .Select(one => one.Name)
                    .SingleOrDefaultAsync(cancellation)
                : null,
            tries
        );
    }

    /// <summary>Where three times the usual distance lies between two points, or the definition changed, the line is interrupted.</summary>
    public static List<TrendPoint> WithGaps(IReadOnlyList<MeasurePoint> points)
    {
        var distances = points
            .Skip(1)
            .Zip(points, (next, point) => next.Date.DayNumber - point.Date.DayNumber)
            .Order()
            .ToList();
        var usual = distances.Count == 0 ? 1 : distances[distances.Count / 2];
        var shown = new List<TrendPoint>(points.Count);
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            if (
                index > 0
                && (
                    point.Date.DayNumber - points[index - 1].Date.DayNumber > 3 * usual
                    || point.Version != points[index - 1].Version
                )
            )
                shown.Add(new(points[index - 1].Date.AddDays(1), null, CheckState.NotApplicable, ""));
            shown.Add(new(point.Date, point.Value, CheckState.NotApplicable, ""));
        }
        return shown;
    }
}
