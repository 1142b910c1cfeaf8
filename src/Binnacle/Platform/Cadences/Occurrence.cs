namespace Binnacle.Platform.Cadences;

public enum OccurrenceState
{
    /// <summary>Still to come.</summary>
    Planned,
    Kept,

    /// <summary>It took place, or will, on another day or hour than the rule gave.</summary>
    Moved,
    Missed,
    Cancelled,

    /// <summary>It is over and nobody said what happened. It counts neither as kept nor as missed.</summary>
    Unknown,
}

/// <summary>An occurrence with what was said of it.</summary>
/// <param name="Mark">The newest; null where nothing was said.</param>
public sealed record Occurrence(
    DateOnly PlannedOn,
    DateOnly On,
    DateTime StartsAt,
    int StartMinute,
    int Minutes,
    string Zone,
    OccurrenceState State,
    string? Holiday,
    MarkRecord? Mark
)
{
    public bool TookPlace => State is OccurrenceState.Kept or OccurrenceState.Moved;
}

public static class OccurrenceTelling
{
    /// <summary>Between two days of the rule, with the newest mark of each by <paramref name="now"/>.</summary>
    /// <param name="now">What is over by then and has no mark is unknown; null where that is not asked.</param>
    public static IEnumerable<Occurrence> Occurrences(
        this CadenceRecord cadence,
        Holidays holidays,
        DateOnly from,
        DateOnly to,
        DateTime? now = null
    )
    {
        var marks = cadence.Marks.Where(mark => now is null || mark.At <= now).ToLookup(mark => mark.PlannedOn);
        foreach (var planned in cadence.Between(holidays, from, to, now))
            yield return planned.With([.. marks[planned.PlannedOn]], now);
    }

    /// <summary>Planned between two days, and what was planned later but moved to an hour that has begun: that was held, too.</summary>
    public static IEnumerable<Occurrence> OccurrencesWithMovedForward(
        this CadenceRecord cadence,
        Holidays holidays,
        DateOnly from,
        DateOnly to,
        DateTime now
    ) =>
        cadence
            .Occurrences(holidays, from, to.AddDays(Marking.FarthestMove), now)
            .Where(occurrence => occurrence.PlannedOn <= to || occurrence.StartsAt <= now);

    public static Occurrence With(this Planned planned, IReadOnlyList<MarkRecord> marks, DateTime? now)
    {
        var last = marks.Count > 0 ? marks[^1] : null;
        // Moved first and kept on the new day afterwards: it stays moved.
        var move = marks.LastOrDefault(mark => mark is { State: MarkState.Moved, MovedToOn: not null });
        var on = move?.MovedToOn ?? planned.On;
        var minute = move?.MovedToMinute ?? planned.StartMinute;
        var startsAt = LocalTime.ToUtc(on, minute, LocalTime.Zone(planned.Rule.Zone));
        var isOver = now is { } moment && startsAt.AddMinutes(planned.Rule.Minutes) <= moment;
        var state = last?.State switch
        {
            MarkState.Missed => OccurrenceState.Missed,
            MarkState.Cancelled => OccurrenceState.Cancelled,
            MarkState.Kept or MarkState.Moved => move is null && last.State is MarkState.Kept
                ? OccurrenceState.Kept
                : OccurrenceState.Moved,
            _ => isOver ? OccurrenceState.Unknown : OccurrenceState.Planned,
        };
        return new(
            planned.PlannedOn,
            on,
            startsAt,
            minute,
            planned.Rule.Minutes,
            planned.Rule.Zone,
            state,
            planned.Holiday,
            last
        );
    }

    public static string Word(this OccurrenceState state) =>
        state switch
        {
            OccurrenceState.Planned => "planned",
            OccurrenceState.Kept => "kept",
            OccurrenceState.Moved => "moved",
            OccurrenceState.Missed => "missed",
            OccurrenceState.Cancelled => "cancelled",
            _ => "not told",
        };

    public static string Word(this CadenceKind kind) =>
        kind switch
        {
            CadenceKind.LeadershipReview => "leadership review",
            CadenceKind.RoadmapReview => "roadmap review",
            CadenceKind.ArchitectureSync => "architecture sync",
            CadenceKind.Demo => "demo",
            CadenceKind.Retrospective => "retrospective",
            CadenceKind.Guild => "guild",
            CadenceKind.OneOnOne => "one-on-one",
            _ => "other",
        };
}

/// <summary>How often a cadence was kept.</summary>
/// <param name="Kept">Took place, on its day or moved.</param>
/// <param name="Told">Of which somebody said what happened; what fell out counts here and not as kept.</param>
/// <param name="Over">All that should have been by then.</param>
public sealed record Adherence(int Kept, int Moved, int Told, int Over)
{
    /// <summary>Null while nobody said anything.</summary>
    public double? Share => Told == 0 ? null : (double)Kept / Told;

    /// <summary>Of occurrences that are over; planned ones are left out.</summary>
    public static Adherence Of(IEnumerable<Occurrence> occurrences)
    {
        int kept = 0,
            moved = 0,
            told = 0,
            over = 0;
        foreach (var occurrence in occurrences)
        {
            if (occurrence.State is OccurrenceState.Planned)
                continue;
            over++;
            if (occurrence.State is OccurrenceState.Unknown)
                continue;
            told++;
            if (occurrence.TookPlace)
                kept++;
            if (occurrence.State is OccurrenceState.Moved)
                moved++;
        }
        return new(kept, moved, told, over);
    }
}
