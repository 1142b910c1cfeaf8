using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Direction;

internal static class DirectionChecks
{
    private static readonly Threshold ReviewDays = new(
        "direction.vision-days",
        "Days after which a vision must be looked at again",
        92,
        "days",
        7,
        730
    );

    private static readonly FreshDocument Document = new(
        "vision document",
        DocumentKind.Vision,
        "Add VISION.md, or point Binnacle at the repository that holds the vision",
        "Review the vision, and change it or write in it that nothing changed"
    );

    public static readonly Check Vision = new(
        "direction.vision",
        "Vision reviewed this quarter",
        "Days since the newest vision or roadmap document found in repositories last changed. At risk past the limit, not kept past twice the limit.",
        "Needs a vision document in a repository, such as VISION.md or ROADMAP.md",
        (records, scope, date) => Document.Evaluate(records, scope, date, ReviewDays.DaysFor(records, scope, date))
    )
    {
        Answers = ["vision"],
        Thresholds = [ReviewDays],
        EdgeCases =
        [
            "No document found is unknown: a vision may live elsewhere.",
            "A change stands for a review: a review that changed nothing leaves no trace in a repository.",
        ],
    };

    public static readonly Check Hypotheses = new(
        "direction.hypotheses",
        "Hypotheses are checked by their date",
        "Hypotheses whose check date has passed without a verdict; the aim is none.",
        "Needs a register of hypotheses with check dates",
        States.NotTold(
            "Whether a hypothesis is past its check date",
            "List the bets behind the roadmap with the date on which each will be judged"
        )
    );

    public static readonly Check Linked = new(
        "direction.linked",
        "Changes serve a goal",
        "Changes of the last cycle that are linked to a goal ÷ all changes of the last cycle.",
        "Needs goals and the issues that link changes to them",
        States.NotTold(
            "Which share of changes serves a goal",
            "Agree on one way to name the goal in a change, such as an issue number"
        )
    );
}
