using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Communication;

/// <summary>The row of the meetings that tell others where things go: reviews of the roadmap and of leadership, architecture syncs, demos.</summary>
internal static class KeptCadences
{
    private const int FewestTold = 3;

    private static readonly Threshold Days = new(
        "communication.cadence-days",
        "Days over which cadences are looked at",
        84,
        "days",
        14,
        365
    );

    private static readonly Threshold Kept = new(
        "communication.cadences-kept",
        "Share of occurrences that must take place",
        0.8,
        "share",
        0,
        1
    );

    public static readonly Check Check = new(
        "communication.cadences",
        "Cadences are kept",
        "Occurrences of roadmap reviews, architecture syncs, demos and leadership reviews that took place, on their day or moved ÷ those that somebody told of, in the days that are set. Alive from the share that is set, at risk from half of it.",
        "Needs the calendar of cadences",
        Evaluate,
        Version: 2
    )
    {
        Thresholds = [Days, Kept],
        EdgeCases =
        [
            "Missed and cancelled ones did not take place; those that a holiday takes away were never planned.",
            "What nobody told counts neither way: it stands in the coverage. Fewer than three told is unknown.",
            "The organization counts every team's; a team its own.",
            "The newest word by that day counts: a day of the past is not changed by what is told later.",
        ],
    };

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var days = Days.DaysFor(records, scope, date);
        var planned = KeptWithin.Of(records, scope, date, days, IsPublic);
        if (planned.Count == 0)
        {
            return CheckResult.Unknown(
                $"No roadmap review, architecture sync or demo of {scope.Name} was planned in the {days} days to {Words.Date(date)}",
                "Plan the meetings that must not fall out under Cadences"
            );
        }
        var all = Adherence.Of(planned.Select(row => row.Occurrence));
        if (all.Told < FewestTold)
        {
            return CheckResult.Unknown(
                $"What happened with {all.Over - all.Told} of {Words.Count(all.Over, "meeting")} of {scope.Name} was told by nobody",
                "Say which meetings were kept, or let a calendar tell"
            );
        }
        var limit = Kept.For(records, scope, date);
        var share = all.Share!.Value;
        var state =
            share >= limit - 1e-9 ? CheckState.Pass
            : share >= (limit / 2) - 1e-9 ? CheckState.Warn
            : CheckState.Fail;
        var worst = planned
            .Where(row => row.Occurrence.State is OccurrenceState.Missed or OccurrenceState.Cancelled)
            .GroupBy(row => row.Cadence)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Number)
            .FirstOrDefault();
        // Told is at least three here.
        var newest = planned.Where(row => row.Occurrence.Mark is not null).MaxBy(row => row.Occurrence.Mark!.At);
        return new CheckResult(
            state,
            $"{all.Kept} of {all.Told}",
            $"{scope.Name} kept {all.Kept} of {Words.Count(all.Told, "meeting")} in {days} days",
            state is CheckState.Pass ? ""
                : worst is null ? "Move what cannot take place instead of letting it fall out"
                : $"Ask what {worst.Key.Name} is for, and change its rhythm or keep it"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at least {Words.Percent(limit)} take place",
            Sample = new Sample(all.Told, "meetings"),
            Coverage = new Coverage(all.Told, all.Over, "meetings"),
            NewestAt = newest.Occurrence.Mark!.At,
            NewestWhat = newest.Cadence.Name,
            Facts = all.Moved == 0 ? [] : [new Fact("Moved and held", Words.Count(all.Moved, "meeting"))],
            Evidence =
            [
                .. planned
                    .OrderBy(row =>
                        row.Occurrence.TookPlace ? 2
                        : row.Occurrence.State is OccurrenceState.Unknown ? 1
                        : 0
                    )
                    .ThenByDescending(row => row.Occurrence.PlannedOn)
                    .ThenBy(row => row.Cadence.Number)
                    .Select(row => new Evidence(
                        row.Cadence.Name,
                        $"{Words.Date(row.Occurrence.PlannedOn)}: {row.Occurrence.State.Word()}",
                        At: row.Occurrence.StartsAt,
                        State: row.Occurrence.State switch
                        {
                            OccurrenceState.Kept or OccurrenceState.Moved => CheckState.Pass,
                            OccurrenceState.Unknown => CheckState.Unknown,
                            _ => CheckState.Fail,
                        }
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static bool IsPublic(CadenceKind kind) =>
        kind
            is CadenceKind.RoadmapReview
                or CadenceKind.ArchitectureSync
                or CadenceKind.Demo
                or CadenceKind.LeadershipReview;
}
