namespace Binnacle.Platform.Cadences;

/// <summary>
/// Who hosts: from a day on, the k-th occurrence belongs to the k-th person of the list, again and again. Whoever pauses or
/// has left is passed over for that one and keeps the next turn; nobody else's turn moves. A change for one occurrence wins.
/// </summary>
/// <param name="Order">People in the order of their turns.</param>
/// <param name="Changes">By time, oldest first.</param>
public sealed record HostRotation(
    DateOnly From,
    IReadOnlyList<Guid> Order,
    IReadOnlyList<(Guid PersonId, DateOnly From, DateOnly To)> Pauses,
    IReadOnlyList<(DateOnly PlannedOn, Guid PersonId)> Changes
)
{
    /// <param name="plannedSince">Days by the rule of all occurrences from <see cref="From"/> up to the one asked for, and no further.</param>
    /// <param name="on">The day it takes place.</param>
    /// <returns>Null where nobody is on the list, or everybody pauses.</returns>
    public Guid? HostOf(DateOnly plannedOn, DateOnly on, int plannedSince)
    {
        for (var i = Changes.Count - 1; i >= 0; i--)
            if (Changes[i].PlannedOn == plannedOn)
                return Changes[i].PersonId;
        if (Order.Count == 0 || plannedOn < From || plannedSince < 1)
            return null;
        for (var step = 0; step < Order.Count; step++)
        {
            var person = Order[(plannedSince - 1 + step) % Order.Count];
            if (!Pauses.Any(pause => pause.PersonId == person && pause.From <= on && on <= pause.To))
                return person;
        }
        return null;
    }

    /// <summary>Each occurrence with its host; occurrences must come in order and begin at <see cref="From"/> or before.</summary>
    public IEnumerable<(Occurrence Occurrence, Guid? Host)> Of(IEnumerable<Occurrence> occurrences)
    {
        var turn = 0;
        foreach (var occurrence in occurrences)
        {
            if (occurrence.PlannedOn >= From)
                turn++;
            yield return (occurrence, occurrence.Mark?.HostId ?? HostOf(occurrence.PlannedOn, occurrence.On, turn));
        }
    }
}
