namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>
/// How far a key result and an objective have come. None of it is a performance evaluation: a score says how ambitious the
/// target was as much as how the work went, and it is of an objective, never of a person.
/// </summary>
public static class Scoring
{
    /// <summary>
    /// (current − start) ÷ (target − start), in either direction and in any unit: below 0 when it stands worse than at the
    /// start, above 1 when it went past the target.
    /// </summary>
    public static double Progress(double start, double target, double current)
    {
        if (start.Equals(target))
            throw new ArgumentException("Start and target are the same.", nameof(target));
        return (current - start) / (target - start);
    }

    /// <summary>Progress, held between 0 and 1.</summary>
    public static double Score(double start, double target, double current) =>
        Math.Clamp(Progress(start, target, current), 0, 1);

    /// <summary>
    /// The mean of the scores that are known, weighted; null where none is. What has no value is left out, not counted as 0,
    /// and is to be told beside the number.
    /// </summary>
    public static double? Objective(IEnumerable<(double? Score, double Weight)> results)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var (score, weight) in results)
        {
            if (score is not { } known)
                continue;
            sum += known * weight;
            weights += weight;
        }
        return weights > 0 ? Math.Clamp(sum / weights, 0, 1) : null;
    }

    /// <summary>How much of the period is over, 0 on its first day and 1 on its last and after.</summary>
    public static double Elapsed(DateOnly startsOn, DateOnly endsOn, DateOnly day) =>
        Math.Clamp(
            (double)(day.DayNumber - startsOn.DayNumber) / Math.Max(1, endsOn.DayNumber - startsOn.DayNumber),
            0,
            1
        );

    /// <summary>
    /// Progress ÷ elapsed share: 1 is on the straight line to the target, 0.7 would end at 0.7. Null before the second day,
    /// or where there is no score.
    /// </summary>
    public static double? Pace(double? score, double elapsed) =>
        score is { } known && elapsed > 0 ? known / elapsed : null;

    /// <summary>Where the straight line from start to target stands on a day.</summary>
    public static double Expected(double start, double target, double elapsed) => start + ((target - start) * elapsed);
}
