using System.Text;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>
/// Writes a summary for an audience from what happened. A pure function: each sentence says one record and links to it. A
/// record whose own words the audience would not understand is told without them.
/// </summary>
public static class SummaryDrafting
{
    public static string Write(PeriodFacts facts, Audience audience)
    {
        var rules = AudienceRules.Of(audience);
        if (facts.IsEmpty)
            return $"Nothing was recorded{(facts.Scope is null ? "" : $" for {Line(facts.Scope)}")} from {Period(facts)}: no decision, no promise, no change of a measure.\n";
        var sections = audience switch
        {
            Audience.Engineers => ForEngineers(facts),
            Audience.Product => ForProduct(facts, rules),
            _ => ForExecutives(facts, rules),
        };
        return Fit([.. sections.Where(section => section.Sentences.Count > 0)], facts, rules);
    }

    private sealed record Section(string Title, IReadOnlyList<string> Sentences);

    private static List<Section> ForEngineers(PeriodFacts facts) =>
        [
            new(
                SectionNames.Decisions,
                [
                    .. facts.Decisions.Select(row =>
                        $"{DraftWords.Verdict(row.Verb)}: {DraftWords.Link(row)}.{DraftWords.Because(row.Note)}"
                    ),
                ]
            ),
            new(
                SectionNames.Code,
                [
                    .. facts.Releases.Select(DraftWords.Released),
                    .. facts.Documents.Select(row => $"{DraftWords.Link(row)} was changed on {Wording.Day(row.At)}."),
                ]
            ),
            new(
                SectionNames.Practices,
                [
                    .. facts.Checks.Select(row =>
                        $"{DraftWords.Link(row.Title, row.Url)}: {row.Before.Word()} → {row.After.Word()}. {DraftWords.Sentence(row.Headline)}"
                    ),
                ]
            ),
            new(
                SectionNames.Promises,
                [
                    .. facts.Verdicts.Select(row =>
                        $"Looked at: {DraftWords.Link(row)}.{DraftWords.Because(row.Note)}"
                    ),
                    .. facts.Done.Select(row => $"Done: {DraftWords.Link(row)}."),
                    .. facts.Dropped.Select(row => $"Dropped: {DraftWords.Link(row)}."),
                    .. facts.Made.Select(row => $"New: {DraftWords.Link(row)}, due {Wording.Day(row.DueOn)}."),
                    .. facts.Overdue.Select(row => $"Overdue: {DraftWords.Link(row)}, due {Wording.Day(row.DueOn)}."),
                ]
            ),
            new(
                SectionNames.Differently,
                [
                    .. facts
                        .Checks.Where(row => row.IsWorse && row.NextStep.Length > 0)
                        .Select(row => $"{DraftWords.Sentence(row.NextStep)} ({DraftWords.Link(row.Title, row.Url)})"),
                ]
            ),
        ];

    private static List<Section> ForProduct(PeriodFacts facts, AudienceRules rules) =>
        [
            new(SectionNames.Outcomes, [.. facts.Outcomes.Select(row => DraftWords.Moved(row, rules))]),
            new(
                SectionNames.Milestones,
                [
                    .. facts.Milestones.Select(row =>
                        $"{DraftWords.Reached(row.Verb)}: {DraftWords.Link(row, rules)}.{DraftWords.Because(row.Note, rules)}"
                    ),
                ]
            ),
            new(
                SectionNames.Decisions,
                [
                    .. facts.Decisions.Select(row =>
                        $"{DraftWords.Verdict(row.Verb)}: {DraftWords.Link(row, rules)}.{DraftWords.Because(row.Note, rules)}"
                    ),
                ]
            ),
            new(
                SectionNames.PromisedByWhen,
                [
                    .. facts.Overdue.Select(row =>
                        $"{DraftWords.Link(row, rules)} was due on {Wording.Day(row.DueOn)} and is open."
                    ),
                    .. facts.Coming.Select(row => $"{DraftWords.Link(row, rules)} by {Wording.Day(row.DueOn)}."),
                ]
            ),
            new(
                SectionNames.Kept,
                [
                    .. facts.Verdicts.Select(row =>
                        $"{DraftWords.Link(row, rules)} was looked at.{DraftWords.Because(row.Note, rules)}"
                    ),
                    .. facts.Done.Select(row => $"{DraftWords.Link(row, rules)} is done."),
                    .. facts.Dropped.Select(row => $"{DraftWords.Link(row, rules)} was dropped."),
                ]
            ),
        ];

    private static List<Section> ForExecutives(PeriodFacts facts, AudienceRules rules)
    {
        var clear = facts.Outcomes.Where(row => row.IsClear).ToList();
        return
        [
            new(
                SectionNames.Outcomes,
                [.. (clear.Count > 0 ? clear : facts.Outcomes.Take(3)).Select(row => DraftWords.Moved(row, rules))]
            ),
            new(
                SectionNames.TwoDecisions,
                [
                    .. DecisionsThatMatter(facts.Decisions, rules)
                        .Select(row => $"{DraftWords.Verdict(row.Verb)}: {DraftWords.Link(row, rules)}."),
                ]
            ),
            new(
                SectionNames.Risks,
                [
                    .. facts
                        .Verdicts.Where(row => DraftWords.Failed(row.Note))
                        .Take(2)
                        .Select(row => $"{DraftWords.Link(row, rules)} did not bring what was expected."),
                    .. facts
                        .Overdue.Take(3)
                        .Select(row => $"{DraftWords.Link(row, rules)} was due on {Wording.Day(row.DueOn)}."),
                ]
            ),
            new(
                SectionNames.Needed,
                [
                    .. facts
                        .Undecided.Take(2)
                        .Select(row => $"Decide: {DraftWords.Link(row, rules)}, open since {Wording.Day(row.At)}."),
                ]
            ),
        ];
    }

    /// <summary>Those that can be told in plain words first, then accepted before rejected or replaced, then the newest.</summary>
    private static IEnumerable<Happening> DecisionsThatMatter(
        IReadOnlyList<Happening> decisions,
        AudienceRules rules
    ) =>
        decisions
            .OrderByDescending(row => rules.IsPlain(row.Title))
            .ThenByDescending(row => row.Verb is "decision.accepted" or "decision.recorded")
            .ThenByDescending(row => row.At)
            .Take(2);

    /// <summary>
    /// Takes sentences by turns from all sections until the words are spent, so that a long section does not push out another.
    /// What did not fit is counted.
    /// </summary>
    private static string Fit(List<Section> sections, PeriodFacts facts, AudienceRules rules)
    {
        // Whose it is and of when says the title, wherever the text stands. Room for the line that counts what was left out.
        var left = rules.MostWords - sections.Sum(section => Vocabulary.Count(section.Title)) - 12;
        var taken = sections.ConvertAll(_ => 0);
        for (var more = true; more; )
        {
            more = false;
            for (var index = 0; index < sections.Count; index++)
            {
                if (taken[index] == sections[index].Sentences.Count)
                    continue;
                var words = Vocabulary.Count(sections[index].Sentences[taken[index]]);
                if (words > left)
                    continue;
                left -= words;
                taken[index]++;
                more = true;
            }
        }
        var text = new StringBuilder();
        for (var index = 0; index < sections.Count; index++)
        {
            if (taken[index] == 0)
                continue;
            text.Append(text.Length == 0 ? "## " : "\n## ").Append(sections[index].Title).Append("\n\n");
            foreach (var sentence in sections[index].Sentences.Take(taken[index]))
                text.Append("- ").Append(sentence).Append('\n');
        }
        var rest = sections.Sum(section => section.Sentences.Count) - taken.Sum();
        if (rest > 0)
            text.Append(
                $"\n{rest} more {(rest == 1 ? "stands" : "stand")} on the [Timeline](/timeline?from={facts.From:yyyy-MM-dd}&to={facts.To:yyyy-MM-dd}).\n"
            );
        return text.ToString();
    }

    private static string Period(PeriodFacts facts) => $"{Wording.Day(facts.From)} to {Wording.Day(facts.To)}";

    private static string Line(string text) => DraftWords.Escaped(text);
}
