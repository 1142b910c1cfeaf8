namespace Binnacle.Platform.Commitments;

/// <summary>
/// The days that are compared, known before anybody looks: eight whole weeks up to the day before the promise was made,
/// and the whole weeks from the day after it was done (or due, where it is still open) up to the day of the look.
/// </summary>
public sealed record ComparedDays(DateOnly BeforeFrom, DateOnly BeforeTo, DateOnly AfterFrom, DateOnly AfterTo)
{
    public const int WeeksBefore = 8;

    /// <param name="made">The day it was made.</param>
    /// <param name="done">The day it was closed as done; null while open.</param>
    public static ComparedDays Of(DateOnly made, DateOnly? done, DateOnly due, DateOnly lookOn)
    {
        var start = (done ?? due).AddDays(1);
        var weeks = Math.Max(0, (lookOn.DayNumber - start.DayNumber + 1) / 7);
        return new(made.AddDays(-7 * WeeksBefore), made.AddDays(-1), start, start.AddDays((7 * weeks) - 1));
    }

    public static ComparedDays Of(Commitment commitment, DateOnly lookOn) =>
        Of(DateOnly.FromDateTime(commitment.MadeAt), commitment.ClosedOn, commitment.DueOn, lookOn);

    public int WeeksAfter => (AfterTo.DayNumber - AfterFrom.DayNumber + 1) / 7;
}
