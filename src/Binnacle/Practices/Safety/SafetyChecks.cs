using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;

namespace Binnacle.Practices.Safety;

internal static class SafetyChecks
{
    public static readonly Check Pulse = new(
        "safety.pulse",
        "Pulse asked each quarter",
        "Days since the last pulse closed with enough answers; the limit is 90.",
        "Needs pulse surveys",
        States.NotTold(
            "Whether people were asked in the last 90 days",
            "Ask who runs the survey, and agree on the day of the next one"
        )
    )
    {
        Answers = ["safety"],
        Source = "Edmondson (1999), Psychological safety and learning behavior in work teams",
    };

    public static readonly Check Answer = new(
        "safety.answer",
        "A pulse is answered within 28 days",
        "Pulses with a commitment made within 28 days of their close ÷ pulses closed.",
        "Needs pulse surveys and what was promised after them",
        States.NotTold(
            "Whether the last pulse was answered with action",
            "Tell people what the last survey said, and what will change"
        )
    )
    {
        Answers = ["safety"],
    };

    public static readonly Check OneOnOnes = new(
        "safety.one-on-ones",
        "One-on-ones are kept",
        "One-on-ones that took place, on their day or moved ÷ those that somebody told of in the last 28 days. Alive from 80 %, at risk from half. Never what was said, nor between whom.",
        "Needs the calendar of one-on-ones",
        EvaluateOneOnOnes,
        Version: 2
    )
    {
        EdgeCases =
        [
            "Fewer than five one-on-ones told are unknown, as are those of fewer than five pairs: no pair can be made out.",
            "Nobody sees a single one but who wrote it down.",
        ],
    };

    private const int FewestPairs = 5;
    private const double LeastKept = 0.8;

    private static CheckResult EvaluateOneOnOnes(CheckRecords records, Scope scope, DateOnly date)
    {
        var planned = KeptWithin.Of(records, scope, date, 28, kind => kind is CadenceKind.OneOnOne);
        var told = planned.Where(row => row.Occurrence.State is not OccurrenceState.Unknown).ToList();
        if (told.Select(row => row.Cadence.Id).Distinct().Count() < FewestPairs)
        {
            return CheckResult.Unknown(
                $"Fewer than five pairs of {scope.Name} told in the 28 days to {Words.Date(date)} whether their one-on-ones were kept",
                "Write down your one-on-ones under Cadences, where you alone see them"
            );
        }
        var all = Adherence.Of(planned.Select(row => row.Occurrence));
        var share = all.Share!.Value;
        var state =
            share >= LeastKept ? CheckState.Pass
            : share >= LeastKept / 2 ? CheckState.Warn
            : CheckState.Fail;
        return new CheckResult(
            state,
            $"{all.Kept} of {all.Told}",
            $"{all.Kept} of {all.Told} one-on-ones of {scope.Name} took place in 28 days",
            state is CheckState.Pass ? "" : "Move a one-on-one that cannot take place to another day of its week"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at least {Words.Percent(LeastKept)} take place",
            Sample = new Sample(all.Told, "one-on-ones"),
            Coverage = new Coverage(all.Told, all.Over, "one-on-ones"),
            // The day alone: the hour could say whose it was.
            NewestAt = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };
    }
}
