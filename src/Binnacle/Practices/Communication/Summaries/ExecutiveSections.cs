using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>What stands in the way and what is asked of those who lead: both sections are always there.</summary>
public static class ExecutiveSections
{
    public const string NoRisk =
        "None on record: no promise is overdue, no objective is behind, no check says “not kept”.";

    public const string NothingNeeded = "Nothing: no decision waits and nothing is late.";

    public static IEnumerable<string> Risks(PeriodFacts facts, AudienceRules rules)
    {
        if (facts.NotKept.Count > 0)
            yield return NotKept(facts.NotKept, rules);
        foreach (var row in facts.Behind.Take(2))
            yield return $"{DraftWords.Link(row, rules)}{DraftWords.Owner(row.Owner, rules)} is behind: {Words.Percent(row.Done)} done when {Words.Percent(row.Elapsed)} of its time is over.";
        foreach (var row in facts.Verdicts.Where(row => DraftWords.Failed(row.Note)).Take(2))
            yield return $"{DraftWords.Link(row, rules)} did not bring what was expected.";
        foreach (var row in facts.Overdue.Take(3))
            yield return $"{DraftWords.Link(row, rules)}{DraftWords.Owner(row.Owner, rules)} was due on {Wording.Day(row.DueOn)}.";
    }

    public static IEnumerable<string> Needed(PeriodFacts facts, AudienceRules rules)
    {
        foreach (var row in facts.Undecided.Take(2))
            yield return $"Decide: {DraftWords.Link(row, rules)}, open since {Wording.Day(row.At)}.";
        if (facts.Overdue is [var late, ..])
            yield return $"Agree on a new day or on help for {DraftWords.Link(late, rules)}.";
        if (facts.Behind is [var behind, ..])
            yield return $"Say whether {DraftWords.Link(behind, rules)} gets help, gets smaller or stays as it is.";
        if (facts.NotKept is [var check, ..])
            yield return $"Name who takes {DraftWords.Link(check, rules)} on.";
    }

    private static string NotKept(IReadOnlyList<CheckFact> checks, AudienceRules rules)
    {
        var named = Words.List([.. checks.Take(2).Select(row => DraftWords.Link(row, rules))]);
        var rest = checks.Count - 2;
        return rest <= 0
            ? $"Not kept: {named}."
            : $"{Words.Count(checks.Count, "check")} are not kept, among them {named}.";
    }
}
