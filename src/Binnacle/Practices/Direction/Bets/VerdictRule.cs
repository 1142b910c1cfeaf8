using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Signals;

namespace Binnacle.Practices.Direction.Bets;

/// <param name="Value">Null where nothing could be measured.</param>
/// <param name="Points">How many stand behind the value.</param>
public sealed record Judgement(
    BetVerdict Verdict,
    double? Value,
    int Points,
    DateOnly? FirstOn,
    DateOnly? LastOn,
    string Why
);

/// <summary>
/// The verdict on a bet, from the points of its measure alone. The value is the median of the points of the fourteen days that
/// end on the check date, so that one odd day decides nothing; where there is none, the newest point of five weeks, for
/// measures that come once a month. What came after the check date is not looked at.
/// </summary>
public static class VerdictRule
{
    public const int Window = 14;

    public const int Longest = 35;

    /// <summary>Points often come a little late: without any the verdict waits so many days.</summary>
    public const int Grace = 3;

    /// <returns>Null before the check date, and within <see cref="Grace"/> while nothing was measured.</returns>
    public static Judgement? Judge(
        IReadOnlyList<MeasurePoint> points,
        bool expectedUp,
        double threshold,
        DateOnly checkOn,
        DateOnly today
    )
    {
        if (today < checkOn)
            return null;
        var window = points.Where(point => point.Date <= checkOn && point.Date > checkOn.AddDays(-Window)).ToList();
        if (
            window.Count == 0
            && points.Where(point => point.Date <= checkOn && point.Date > checkOn.AddDays(-Longest)).ToList()
                is { Count: > 0 } older
        )
            window = [older.MaxBy(point => point.Date)!];
        if (window.Count == 0)
            return today.DayNumber - checkOn.DayNumber < Grace
                ? null
                : new(BetVerdict.NotMeasurable, null, 0, null, null, Missing(points, checkOn));
        var value = Statistics.Median([.. window.Select(point => point.Value)]);
        var held = expectedUp ? value >= threshold : value <= threshold;
        return new(
            held ? BetVerdict.Held : BetVerdict.NotHeld,
            value,
            window.Count,
            window.Min(point => point.Date),
            window.Max(point => point.Date),
            window.Count == 1 ? "One point." : $"The median of {window.Count} points."
        );
    }

    private static string Missing(IReadOnlyList<MeasurePoint> points, DateOnly checkOn) =>
        points.Where(point => point.Date <= checkOn).Select(point => (DateOnly?)point.Date).Max() is { } newest
            ? $"The newest point by then was of {Words.Date(newest)}, more than {Longest} days before."
            : "There was no point by the check date.";
}
