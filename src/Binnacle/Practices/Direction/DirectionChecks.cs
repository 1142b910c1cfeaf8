using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Direction;

internal static class DirectionChecks
{
    private static readonly FreshDocument Document = new(
        "vision document",
        DocumentKind.Vision,
        "Write the vision down here, add VISION.md to a repository, or point Binnacle at the repository that holds it",
        "Review the vision: change it, or say with a word why nothing changed"
    );

    public static readonly Check Vision = new(
        "direction.vision",
        "Vision reviewed this quarter",
        "Days since the vision written here was last reviewed, or the newest vision or roadmap document found in repositories last changed, whichever is later. At risk past the limit, not kept past twice the limit.",
        "Needs a vision: written here, or a document in a repository, such as VISION.md or ROADMAP.md",
        EvaluateVision,
        Version: 2
    )
    {
        Answers = ["vision"],
        Thresholds = [DirectionSettings.ReviewDays, DirectionSettings.VisionWords, DirectionSettings.Principles],
        EdgeCases =
        [
            "No document found and no vision written here is unknown: a vision may live elsewhere.",
            "A review that changed nothing counts where it is recorded here, with a word why. In a repository a change stands for a review.",
            "The vision written here is everybody's: it counts for each team that keeps no document of its own.",
        ],
    };

    public static readonly Check Hypotheses = new(
        "direction.hypotheses",
        "Hypotheses are checked by their date",
        "Hypotheses whose check date has passed without a verdict, or with one that nobody answered by keep, stop or change; the aim is none. Not kept when one is more than 28 days past its date.",
        "Needs a register of hypotheses with check dates",
        EvaluateHypotheses,
        Version: 2
    )
    {
        EdgeCases =
        [
            "Hypotheses whose check date lies ahead count as kept.",
            "A verdict of not measurable is a verdict: it has to be answered like the others.",
        ],
    };

    public static readonly Check Linked = LinkedCheck.Linked;

    private static CheckResult EvaluateVision(CheckRecords records, Scope scope, DateOnly date)
    {
        var limit = DirectionSettings.ReviewDays.DaysFor(records, scope, date);
        var document = Document.Evaluate(records, scope, date, limit);
        if (scope.Kind is not ScopeKind.Organization && document.State is not CheckState.Unknown)
            return document;
        var last = records
            .Of<VisionReviewRecord>()
            .Where(review => States.IsBy(review.At, date))
            .MaxBy(review => review.At);
        if (last is null || document.NewestAt > last.At)
            return document;
        var age = States.Age(last.At, date);
        var state = States.OfAge(age, limit);
        var what = last.IsChange ? "changed" : "reviewed without a change";
        return new CheckResult(
            state,
            $"{age} d",
            age == 0 ? $"The vision was {what} today" : $"The vision was {what} {Words.LongDays(age)} ago",
            state is CheckState.Pass ? "" : "Review the vision: change it, or say with a word why nothing changed"
        )
        {
            Number = age,
            Unit = "days",
            Target = $"reviewed within {limit} days",
            Sample = new Sample(
                records.Of<VisionReviewRecord>().Count(review => States.IsBy(review.At, date)),
                "reviews"
            ),
            NewestAt = last.At,
            NewestWhat = "review of the vision",
            Evidence =
            [
                new Evidence($"Version {last.Version}", $"{what} by {last.By}", At: last.At),
                .. document.Evidence,
            ],
        };
    }

    private static CheckResult EvaluateHypotheses(CheckRecords records, Scope scope, DateOnly date)
    {
        const int Grace = 28;
        var known = records
            .Of<HypothesisRecord>()
            .Where(bet => States.IsBy(bet.AddedAt, date) && scope.Holds(bet.TeamId, null))
            .ToList();
        if (known.Count == 0)
            return CheckResult.Unknown(
                $"No hypothesis of {scope.Name} is written down",
                "List the bets behind the roadmap, each with the number and the date that will judge it"
            );
        var open = known
            .Select(bet =>
                (
                    Bet: bet,
                    Past: date.DayNumber - bet.CheckOn.DayNumber,
                    IsJudged: bet.JudgedAt is { } judged && States.IsBy(judged, date),
                    IsAnswered: bet.AnsweredAt is { } answered && States.IsBy(answered, date)
                )
            )
            .Where(row => !row.IsAnswered)
            .OrderByDescending(row => row.Past)
            .ThenBy(row => row.Bet.Number)
            .ToList();
        var past = open.Where(row => row.Past > 0).ToList();
        return new CheckResult(
            past.Count == 0 ? CheckState.Pass
                : past[0].Past <= Grace ? CheckState.Warn
                : CheckState.Fail,
            past.Count == 0 ? "none" : $"{past.Count} of {known.Count}",
            past.Count == 0
                ? $"No hypothesis of {scope.Name} is past its check date"
                : $"{past.Count} of {Words.Count(known.Count, "hypothesis", "hypotheses")} of {scope.Name} {Words.Verb(past.Count, "is", "are")} past the check date and not answered, the longest by {Words.LongDays(past[0].Past)}",
            past.Count == 0 ? "" : $"Answer hypothesis {past[0].Bet.Number}: keep, stop or change"
        )
        {
            Number = past.Count,
            Unit = "count",
            Target = "none",
            Sample = new Sample(known.Count, "hypotheses"),
            NewestAt = known.Max(bet => bet.AddedAt),
            NewestWhat = "hypothesis",
            Evidence =
            [
                .. open.Select(row => new Evidence(
                    $"{row.Bet.Number} {row.Bet.Belief}",
                    row.Past <= 0 ? $"to be checked on {Words.Date(row.Bet.CheckOn)}"
                        : row.IsJudged ? $"judged, not answered, {Words.LongDays(row.Past)} past its date"
                        : $"no verdict, {Words.LongDays(row.Past)} past its date",
                    State: row.Past > 0 ? CheckState.Fail : CheckState.Pass
                )),
            ],
        };
    }
}
