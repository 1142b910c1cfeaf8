namespace Binnacle.Platform.Signals.Detection;

/// <summary>
/// Looks for changes of level in one measure: weekdays taken out (<see cref="Weekdays"/>), one step tested
/// (<see cref="StepTest"/>), then the stretches on both sides of it again (binary segmentation, Scott and Knott 1974). A
/// straight line that explains the points better than the steps (by Schwarz's criterion) is a drift. See docs/signals.md for how often it errs.
/// </summary>
public static class ChangeDetection
{
    /// <summary>A change is told when chance alone would look like it at most once in a hundred series.</summary>
    public const double Level = 0.01;

    public const int LeastPoints = 28;

    public const int WindowDays = 730;

    private const int MostDepth = 3;

    private const double TooPersistent = 0.9;

    /// <param name="points">Oldest first, of one definition.</param>
    public static ChangeFinding Look(IReadOnlyList<MeasurePoint> points)
    {
        if (points.Count == 0)
            return new(ChangeKind.TooFew, null, null, 0);
        var since = points[^1].Date.AddDays(-WindowDays);
        var shown = points.SkipWhile(point => point.Date <= since).ToList();
        var window = new ChangeFinding(ChangeKind.TooFew, shown[0].Date, shown[^1].Date, shown.Count);
        if (shown.Count < LeastPoints)
            return window;
        int[] days = [.. shown.Select(point => point.Date.DayNumber)];
        var values = Weekdays.Without(days, [.. shown.Select(point => point.Value)]);
        var whole = new StepTest(values, Seed);
        var drawn = whole.WithoutChange();
        var alarm = whole.FalseAlarm(drawn);
        if (whole.Spread > 0 && whole.Persistence >= TooPersistent)
            return window with { Kind = ChangeKind.Wandering };
        if (alarm > Level)
            return window with
            {
                Kind = ChangeKind.None,
                FalseAlarm = alarm,
                Smallest = whole.SmallestSeen(drawn, Level, shown.Count / 2),
                SmallestLate = whole.SmallestSeen(drawn, Level, Late(days)),
            };
        var places = new SortedDictionary<int, double> { [whole.Place] = alarm };
        Split(values, 0, whole.Place, 1, places);
        Split(values, whole.Place, values.Length, 1, places);
        if (Drift.Of(days, values, [.. places.Keys]) is { } drift)
            return window with
            {
                Kind = ChangeKind.Drift,
                Before = drift.Before,
                After = drift.After,
                Low = drift.Low,
                High = drift.High,
                FalseAlarm = alarm,
            };
        return Newest(window, shown, values, places);
    }

    private const ulong Seed = 20;

    /// <summary>The last index of at least four weeks before the end.</summary>
    private static int Late(int[] days)
    {
        var index = Array.FindLastIndex(days, day => day <= days[^1] - 28);
        return Math.Clamp(index, 1, days.Length - 1);
    }

    private static void Split(double[] values, int from, int to, int depth, SortedDictionary<int, double> places)
    {
        if (to - from < LeastPoints || depth == MostDepth)
            return;
        var test = new StepTest(values.AsSpan(from, to - from), Seed);
        if (test.FalseAlarm(test.WithoutChange()) is var alarm && alarm > Level)
            return;
        places[from + test.Place] = alarm;
        Split(values, from, from + test.Place, depth + 1, places);
        Split(values, from + test.Place, to, depth + 1, places);
    }

    /// <summary>The last change, seen between the one before it and the end.</summary>
    private static ChangeFinding Newest(
        ChangeFinding window,
        List<MeasurePoint> shown,
        double[] values,
        SortedDictionary<int, double> places
    )
    {
        var last = places.Keys.Last();
        var from = places.Keys.LastOrDefault(place => place < last);
        var test = new StepTest(values.AsSpan(from), Seed);
        var place = from + test.Place;
        var (around, errors) = test.Redrawn();
        var size = test.After - test.Before;
        return window with
        {
            Kind = ChangeKind.Step,
            Around = shown[place].Date,
            Earliest = shown[from + At(around, 0.025)].Date,
            Latest = shown[from + At(around, 0.975)].Date,
            Before = test.Before,
            After = test.After,
            // Basic bootstrap: what redrawn sizes were off is taken from the size that was found.
            Low = size - At(errors, 0.975),
            High = size - At(errors, 0.025),
            FalseAlarm = places[last],
            Earlier =
                places.Count > 1
                    ? [.. places.Keys.Where(index => index < last).Select(index => shown[index].Date)]
                    : null,
        };
    }

    private static T At<T>(T[] ascending, double share) =>
        ascending[(int)Math.Round((ascending.Length - 1) * share, MidpointRounding.AwayFromZero)];
}
