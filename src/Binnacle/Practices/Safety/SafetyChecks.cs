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
        "One-on-ones that took place, on their day or moved ÷ those planned in the last 28 days. Never what was said.",
        "Needs the calendar of one-on-ones",
        States.NotTold("Whether one-on-ones were kept", "Look through the last four weeks of your own calendar")
    );
}
