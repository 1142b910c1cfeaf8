using Binnacle.Platform.Checks;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>Somebody who might own an outcome measure. What people do or how well is not known here, and is not asked.</summary>
/// <param name="WasProduct">Named product owner of an objective or an outcome measure, now or before.</param>
/// <param name="OwnsNow">Outcome measures owned today, on either side.</param>
/// <param name="LastOwned">When an ownership of an outcome measure last ended or, of one that runs, began; null for never.</param>
public sealed record RotationPerson(
    Guid Id,
    int Number,
    string Name,
    Guid? TeamId,
    string? Team,
    bool WasProduct,
    bool WasEngineering,
    int OwnsNow,
    DateTime? LastOwned,
    IReadOnlySet<Guid> HasOwned
);

/// <param name="TeamId">Null for a metric of the whole organization.</param>
/// <param name="Neighbours">Teams with an objective that this metric feeds.</param>
public sealed record RotationMetric(Guid MeasureId, Guid? TeamId, IReadOnlySet<Guid> Neighbours);

/// <param name="Person">Null where nobody can take it.</param>
/// <param name="Because">Why this person, or why nobody, a sentence each.</param>
public sealed record RotationProposal(OwnerSide Side, RotationPerson? Person, IReadOnlyList<string> Because)
{
    public string InWords => string.Join(" ", Because);
}

/// <summary>
/// Who might take over one side of an outcome measure. The same records give the same proposal; it goes by who has had a
/// turn, side, team and load alone, and never judges anybody.
/// </summary>
public static class RotationProposing
{
    /// <summary>Outcome measures that one person owns at most.</summary>
    public const int MostOwned = 2;

    /// <param name="current">Who owns this side now; null where nobody of the catalogue does.</param>
    /// <param name="other">Who owns the other side: one person never owns both.</param>
    public static RotationProposal Propose(
        RotationMetric metric,
        OwnerSide side,
        Guid? current,
        Guid? other,
        IReadOnlyList<RotationPerson> people
    )
    {
        var near = people
            .Where(person => person.Id != current && person.Id != other)
            .Where(person => Distance(metric, person) is not null)
            .ToList();
        var ofSide = near.FindAll(person => Was(person, side) && !Was(person, Opposite(side)));
        // Where nobody of that side is left, those whose side nobody has told may be asked.
        var isTold = ofSide.Exists(person => person.OwnsNow < MostOwned);
        var candidates = (isTold ? ofSide : near.FindAll(person => !Was(person, Opposite(side)) && !Was(person, side)))
            .Where(person => person.OwnsNow < MostOwned)
            .OrderBy(person => person.HasOwned.Contains(metric.MeasureId))
            .ThenBy(person => person.LastOwned ?? DateTime.MinValue)
            .ThenBy(person => person.OwnsNow)
            .ThenBy(person => Distance(metric, person))
            .ThenBy(person => person.Number)
            .ToList();
        var name = MetricChecks.Side(side);
        if (candidates.Count == 0)
            return new(
                side,
                null,
                [
                    near.Count == 0
                        ? "Nobody else of the team or a neighbouring one is in the catalogue."
                        : $"Of {Words.Count(near.Count, "person", "people")} near it nobody can take it for {name}: each stands on the other side or owns {MostOwned} outcome measures already.",
                ]
            );
        return new(side, candidates[0], Because(metric, candidates[0], name, isTold, candidates.Count));
    }

    private static List<string> Because(RotationMetric metric, RotationPerson person, string side, bool isTold, int of)
    {
        return
        [
            isTold
                ? $"{person.Name} has answered for {side} before."
                : $"Nobody known to stand for {side} is free; on which side {person.Name} stands is not recorded.",
            person.LastOwned is not { } last ? "Has not owned an outcome measure yet."
            : person.HasOwned.Contains(metric.MeasureId)
                ? $"Has owned this one before; everybody else near it has, too, or more lately."
            : $"Has not owned this one; last took or gave up another on {Words.Date(last)}.",
            person.OwnsNow == 0
                ? "Owns none now."
                : $"Owns {person.OwnsNow} now, and would own {person.OwnsNow + 1} of at most {MostOwned}.",
            Distance(metric, person) switch
            {
                0 when metric.TeamId is not null => $"Same team, {person.Team}.",
                1 => $"{person.Team} is a neighbouring team: an objective of it is fed by this measure.",
                _ => "The measure belongs to the whole organization, so the team does not matter.",
            },
            of == 1
                ? "Nobody else fits."
                : $"{of} people fit; the one whose turn is longest ago comes first, then the lower number in the catalogue.",
        ];
    }

    /// <summary>0 for the same team, 1 for a neighbouring one, null for too far.</summary>
    private static int? Distance(RotationMetric metric, RotationPerson person) =>
        metric.TeamId is null || person.TeamId == metric.TeamId ? 0
        : person.TeamId is { } team && metric.Neighbours.Contains(team) ? 1
        : null;

    private static bool Was(RotationPerson person, OwnerSide side) =>
        side is OwnerSide.Product ? person.WasProduct : person.WasEngineering;

    private static OwnerSide Opposite(OwnerSide side) =>
        side is OwnerSide.Product ? OwnerSide.Engineering : OwnerSide.Product;
}
