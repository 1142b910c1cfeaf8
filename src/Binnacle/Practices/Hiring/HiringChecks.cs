using Binnacle.Platform.Checks;

namespace Binnacle.Practices.Hiring;

internal static class HiringChecks
{
    private const string Needs = "Needs open roles and interviews";

    public static readonly Check Plans = new(
        "hiring.plans",
        "Open roles have an interview plan",
        "Open roles with competencies, questions and rubrics written down ÷ open roles.",
        Needs,
        States.NotTold(
            "Which open roles have an interview plan",
            "Write the interview plan of the role that is open longest"
        )
    );

    public static readonly Check Scorecards = new(
        "hiring.scorecards",
        "Scorecards arrive within a day",
        "Scorecards handed in within 24 hours of the interview ÷ interviews held.",
        Needs,
        States.NotTold("When scorecards arrive", "Ask interviewers to write before they talk to each other")
    );

    public static readonly Check Panels = new(
        "hiring.panels",
        "Panels judge independently",
        "Panels in which every scorecard came in before its writer saw another ÷ panels.",
        Needs,
        States.NotTold(
            "Whether interviewers judged before they heard each other",
            "Keep scorecards closed until one's own is in"
        )
    );
}
