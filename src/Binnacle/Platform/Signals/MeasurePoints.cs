using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <param name="Replaced">Days that had another value before.</param>
public sealed record PointsAdded(int Added, int Replaced, int Unchanged)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string InWords =>
        $"{Added} added, {Replaced} replaced{(Unchanged > 0 ? $", {Unchanged} were there already" : "")}";
}

public static class MeasurePoints
{
    /// <summary>Reads CSV and applies all of it or, with the first twenty problems told, nothing.</summary>
    /// <param name="only">The measure of a file of one; null where each row names its own.</param>
    public static async Task<(PointsAdded? Added, IReadOnlyList<CsvProblem> Problems)> ImportPointsAsync(
        this AppDb db,
        string text,
        Measure? only = null,
        CancellationToken cancellation = default
    )
    {
        var read = MeasureCsv.Read(text, db.Today);
        if (read.Problems.Count > 0)
            return (null, read.Problems);
        var measures = await db.Set<Measure>().ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        var problems = read
            .Rows.Select(row => Misplaced(row, only, measures, db))
            .OfType<CsvProblem>()
            .Take(20)
            .ToList();
        if (problems.Count > 0)
            return (null, problems);
        var sum = new PointsAdded(0, 0, 0);
        await RequireSentAsync(
            db,
            [.. read.Rows.Select(row => measures[row.Measure ?? only!.Slug].Id).Distinct()],
            cancellation
        );
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var groups = read.Rows.GroupBy(row => row.Measure ?? only!.Slug, StringComparer.Ordinal).ToList();
        foreach (var rows in groups)
        {
            var added = await db.AddPointsAsync(
                measures[rows.Key],
                [.. rows.Select(row => new MeasurePoint(row.Date, row.Value, row.Coverage))],
                look: groups.Count <= 20,
                cancellation: cancellation
            );
            sum = new(sum.Added + added.Added, sum.Replaced + added.Replaced, sum.Unchanged + added.Unchanged);
        }
        await transaction.CommitAsync(cancellation);
        return (sum, []);
    }

    /// <summary>
    /// One value a day: a later one replaces an earlier one. A point belongs to the version of the definition that was in
    /// force on its day.
    /// </summary>
    /// <param name="look">False leaves the search for changes to the job.</param>
    /// <param name="tell">False for what is fetched: the source keeps its tries, and the Timeline is for what people do.</param>
    public static async Task<PointsAdded> AddPointsAsync(
        this AppDb db,
        Measure measure,
        IReadOnlyList<MeasurePoint> points,
        bool look = true,
        bool tell = true,
        CancellationToken cancellation = default
    )
    {
        if (points.Count == 0)
            return new(0, 0, 0);
        var first = points.Min(point => point.Date);
        var last = points.Max(point => point.Date);
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        await db.HoldAsync<Measure>(measure.Id, cancellation);
        var versions = measure.Version > 1 ? await db.DefinitionsAsync(measure.Id, cancellation) : [];
        var known = await db.Set<Point>()
            .Where(row => row.MeasureId == measure.Id && row.Date >= first && row.Date <= last)
            .ToDictionaryAsync(row => row.Date, cancellation);
        var (added, replaced) = (0, 0);
        foreach (var point in points)
        {
            var version = Versions.On(versions, point.Date);
            if (!known.TryGetValue(point.Date, out var row))
            {
                db.Add(
                    new Point
                    {
                        MeasureId = measure.Id,
                        Date = point.Date,
                        Value = point.Value,
                        Coverage = point.Coverage,
                        Version = version,
                    }
                );
                added++;
            }
            else if (!row.Value.Equals(point.Value) || !Nullable.Equals(row.Coverage, point.Coverage ?? row.Coverage))
            {
                (row.Value, row.Coverage, row.Version) = (point.Value, point.Coverage ?? row.Coverage, version);
                replaced++;
            }
        }
        var sum = new PointsAdded(added, replaced, points.Count - added - replaced);
        if (tell && added + replaced > 0)
        {
            var days = first == last ? $"{first:d MMM yyyy}" : $"{first:d MMM yyyy} to {last:d MMM yyyy}";
            db.Record("measure.points-added", measure.Name, $"/measures/{measure.Slug}", $"{days}: {sum.InWords}");
        }
        await db.SaveChangesAsync(cancellation);
        if (added + replaced > 0)
            await db.DigestAsync(measure.Id, look, cancellation);
        if (own is not null)
            await own.CommitAsync(cancellation);
        return sum;
    }

    /// <exception cref="Refusal">A day is given twice, lies ahead, or a value is no number.</exception>
    /// <summary>Twice the whole: more than any share that people steer by.</summary>
    private const double MostShare = 2;

    private static bool IsNoShare(string unit, double? value) => unit == "share" && Math.Abs(value ?? 0) > MostShare;

    /// <summary>Of a share, people who write 70 mean 70 per cent, and would get 7,000.</summary>
    /// <exception cref="Refusal">No share is as large.</exception>
    public static void RequireShare(string field, string unit, double? value)
    {
        if (IsNoShare(unit, value))
            throw new Refusal(
                field,
                $"As a share {Wording.Plain(value!.Value)} would be {Wording.Plain(value.Value * 100)} %. For {Wording.Plain(value.Value)} % write {Wording.Plain(value.Value / 100)}."
            );
    }

    public static void RequireSound(IReadOnlyList<MeasurePoint> points, DateOnly today)
    {
        if (points.Count is 0 or > 10_000)
            throw new Refusal("", "Send 1 to 10,000 points.");
        var days = new HashSet<DateOnly>();
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            if (point.Date > today || point.Date.Year < 1970)
                throw new Refusal(
                    $"[{index}].date",
                    $"Expected a day from 1970-01-01 to {today:yyyy-MM-dd}, found {point.Date:yyyy-MM-dd}."
                );
            if (!double.IsFinite(point.Value))
                throw new Refusal($"[{index}].value", "Expected a number.");
            if (point.Coverage is { } share && share is not (>= 0 and <= 1))
                throw new Refusal($"[{index}].coverage", "Expected a share from 0 to 1.");
            if (!days.Add(point.Date))
                throw new Refusal($"[{index}].date", $"Expected each day once, found {point.Date:yyyy-MM-dd} again.");
        }
    }

    /// <exception cref="Refusal">One of them has the numbers of a check, which nobody sends.</exception>
    public static async Task RequireSentAsync(AppDb db, IReadOnlyList<Guid> measures, CancellationToken cancellation)
    {
        var computed = await db.Set<Fetching.MeasureSource>()
            .Where(row => row.Kind == Fetching.SourceKind.Check && measures.Contains(row.MeasureId))
            .Select(row => row.CheckId)
            .FirstOrDefaultAsync(cancellation);
        if (computed is not null)
            throw new Refusal(
                "points",
                $"Binnacle works its points out itself, from the check {computed}; none can be added."
            );
    }

    private static CsvProblem? Misplaced(
        MeasureCsvRow row,
        Measure? only,
        Dictionary<string, Measure> measures,
        AppDb db
    )
    {
        if (row.Measure is null)
            return only is null ? new(row.Line, 1, "3 columns (measure,date,value)", "2") : null;
        if (only is not null && row.Measure != only.Slug)
            return new(row.Line, 1, $"“{only.Slug}”", $"“{row.Measure}”");
        if (!measures.TryGetValue(row.Measure, out var measure))
            return new(row.Line, 1, "the slug of a measure that is defined", $"“{row.Measure}”");
        if (IsNoShare(measure.Unit, row.Value))
            return new(
                row.Line,
                1,
                $"a share, as 0.7 for 70 % (at most {MostShare})",
                row.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        return MeasureDefining.MayAddPoints(db.Viewer, measure.TeamId)
            ? null
            : new(row.Line, 1, "a measure of a team of yours", $"“{row.Measure}”");
    }
}
