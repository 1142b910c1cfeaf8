using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;
using Binnacle.Platform.Web.Components;

namespace Binnacle.Platform.Commitments;

/// <summary>What is drawn of an expected effect: the series with its days, and the windows that are or will be compared.</summary>
public sealed class EffectPicture
{
    private EffectPicture(
        IReadOnlyList<TrendPoint> points,
        IReadOnlyList<(DateOnly Day, string Word)> days,
        IReadOnlyList<(DateOnly From, DateOnly To, double? Level)> windows,
        string unit
    ) => (Points, Days, Windows, Unit) = (points, days, windows, unit);

    /// <summary>Oldest first; days without a number stretch the picture to the days that matter.</summary>
    public IReadOnlyList<TrendPoint> Points { get; }

    public IReadOnlyList<(DateOnly Day, string Word)> Days { get; }

    public IReadOnlyList<(DateOnly From, DateOnly To, double? Level)> Windows { get; }

    public string Unit { get; }

    public bool CanBeDrawn => Points.Count(point => point.Number is not null) > 1;

    /// <summary>From half a year before it was made to two months after the last look.</summary>
    public static (DateOnly From, DateOnly To) Range(Commitment commitment, DateOnly today)
    {
        var last = LastDay(commitment);
        var to = last.AddDays(60);
        return (DateOnly.FromDateTime(commitment.MadeAt).AddDays(-182), to < today ? to : today);
    }

    public static EffectPicture Of(Commitment commitment, Verification? look, EffectSeries series)
    {
        var made = DateOnly.FromDateTime(commitment.MadeAt);
        var points = (
            commitment.ExpectedMeasure is null
                ? series.Levels.Select(row => new TrendPoint(row.Date, row.Number, CheckState.NotApplicable, row.Text))
                : series.Points.Select(point => new TrendPoint(
                    point.Date,
                    point.Value,
                    CheckState.NotApplicable,
                    Wording.Measured(point.Value, series.Unit)
                ))
        ).ToList();
        var days = Marks(commitment, made, look);
        if (points.Count > 0 && days[0].Day < points[0].Date)
            points.Insert(0, Empty(days[0].Day));
        if (points.Count > 0 && days[^1].Day > points[^1].Date)
            points.Add(Empty(days[^1].Day));
        return new(points, days, WindowsOf(commitment, look, points), series.Unit);
    }

    private static TrendPoint Empty(DateOnly day) => new(day, null, CheckState.NotApplicable, "");

    private static DateOnly LastDay(Commitment commitment) =>
        new[]
        {
            commitment.DueOn,
            commitment.VerifyOn ?? commitment.DueOn,
            commitment.LookOn ?? commitment.DueOn,
        }.Max();

    private static List<(DateOnly Day, string Word)> Marks(Commitment commitment, DateOnly made, Verification? look)
    {
        var days = new List<(DateOnly Day, string Word)> { (made, "made") };
        if (commitment.ClosedOn is { } closed)
            days.Add((closed, commitment.ClosedAs is ClosureOutcome.Done ? "done" : "dropped"));
        if (commitment.ClosedOn != commitment.DueOn)
            days.Add((commitment.DueOn, "due"));
        if (look is not null)
            days.Add((look.LookedFor, "looked"));
        if (commitment.LookOn is { } next)
            days.Add((next, "look"));
        return [.. days.OrderBy(day => day.Day)];
    }

    private static List<(DateOnly From, DateOnly To, double? Level)> WindowsOf(
        Commitment commitment,
        Verification? look,
        List<TrendPoint> points
    )
    {
        if (points.Count == 0)
            return [];
        var (first, last) = (points[0].Date, points[^1].Date);
        var declared = commitment.LookOn is { } day ? ComparedDays.Of(commitment, day) : null;
        var found = new List<(DateOnly From, DateOnly To, double? Level)>();
        if (look is { Verdict: not Verdict.NotMeasurable })
        {
            found.Add((look.BeforeFrom!.Value, look.BeforeTo!.Value, look.Before));
            found.Add((look.AfterFrom!.Value, look.AfterTo!.Value, look.After));
        }
        else if (declared is not null && commitment.ExpectedMeasure is not null)
        {
            found.Add((declared.BeforeFrom, declared.BeforeTo, null));
            found.Add((declared.AfterFrom, declared.AfterTo, null));
        }
        return
        [
            .. found
                .Where(window => window.To >= first && window.From <= last && window.To >= window.From)
                .Select(window =>
                    (window.From < first ? first : window.From, window.To > last ? last : window.To, window.Level)
                ),
        ];
    }

    /// <summary>Words over the days, each in the first row where it does not touch the one before.</summary>
    public IEnumerable<(double X, int Row, string Word)> Labels(TrendScale scale)
    {
        var ends = new double[4];
        Array.Fill(ends, double.MinValue);
        foreach (var group in Days.GroupBy(day => day.Day))
        {
            var word = string.Join(", ", group.Select(day => day.Word));
            var x = scale.X(group.Key);
            var half = (word.Length * 3.4) + 4;
            var row = Array.FindIndex(ends, end => end <= x - half);
            row = row < 0 ? ends.Length - 1 : row;
            ends[row] = x + half;
            yield return (Math.Clamp(x, half, scale.Width - half), row, word);
        }
    }
}
