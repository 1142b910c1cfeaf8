using System.Text.Json.Serialization;

namespace Binnacle.Platform.Signals.Detection;

public enum ChangeKind
{
    /// <summary>Fewer points than a change could be seen in.</summary>
    TooFew,

    /// <summary>No change that could be seen; the smallest that would have been seen is told.</summary>
    None,

    /// <summary>The level changed around a day.</summary>
    Step,

    /// <summary>It rises or falls steadily; no day is the day.</summary>
    Drift,

    /// <summary>Neighbouring days resemble each other so much that no change can be told from wandering.</summary>
    Wandering,
}

/// <summary>What was seen in a measure's points of the last two years. Sizes are in the measure's unit.</summary>
/// <param name="From">First and last day that were looked at.</param>
/// <param name="Points">How many points were looked at.</param>
/// <param name="Around">The most probable day of the newest change: the first of the new level.</param>
/// <param name="Earliest">With 95 % the change lies between this day and <paramref name="Latest"/>.</param>
/// <param name="Before">The level before and after: means without what weekdays add, outliers drawn in.</param>
/// <param name="Low">With 95 % the size of the change lies between this and <paramref name="High"/>; of a drift the size in 30 days.</param>
/// <param name="FalseAlarm">Probability that a series like this one without a change looks like this: from 0.001.</param>
/// <param name="Smallest">The smallest lasting change in the middle that would be seen four times of five.</param>
/// <param name="SmallestLate">The same four weeks before the end.</param>
/// <param name="Earlier">Days of further changes before it, oldest first.</param>
public sealed record ChangeFinding(
    ChangeKind Kind,
    DateOnly? From,
    DateOnly? To,
    int Points,
    DateOnly? Around = null,
    DateOnly? Earliest = null,
    DateOnly? Latest = null,
    double? Before = null,
    double? After = null,
    double? Low = null,
    double? High = null,
    double? FalseAlarm = null,
    double? Smallest = null,
    double? SmallestLate = null,
    IReadOnlyList<DateOnly>? Earlier = null
)
{
    [JsonIgnore]
    public double Size => (After ?? 0) - (Before ?? 0);

    [JsonIgnore]
    public bool IsUp => Low + High > 0;
}
