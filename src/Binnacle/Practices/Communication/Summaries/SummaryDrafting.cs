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
    /// <summary>Of a decision, where every word counts.</summary>
    private const int MostWordsOfReason = 12;

    public static string Write(PeriodFacts facts, Audience audience)
    {
        var rules = AudienceRules.Of(audience);
        if (facts.IsEmpty)
            return $"{Period(facts)}: nothing was recorded{(facts.Scope is null ? "" : $" for {Line(facts.Scope)}")}, no decision, no promise, no change of a measure, no risk, and nothing is asked.\n";
        var sections = audience switch
        {
            Audience.Engineers => ForEngineers(facts, rules),
            Audience.Product => ForProduct(facts, rules),
            _ => ForExecutives(facts, rules),
        };
        return Fit(
            [.. sections.Where(section => section.Sentences.Count > 0 || section.Otherwise is not null)],
            facts,
            rules
        );
    }

    /// <param name="Otherwise">What the section says where it has no sentence; null leaves it out.</param>
    private sealed record Section(string Title, IReadOnlyList<string> Sentences, string? Otherwise = null);

    private static List<Section> ForEngineers(PeriodFacts facts, AudienceRules rules) =>
        [
            new(SectionNames.Decisions, [.. facts.Decisions.Select(row => Decided(row, rules))]),
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
                    .. facts.Done.Select(row => $"Done: {Promise(row, rules)}."),
                    .. facts.Dropped.Select(row => $"Dropped: {Promise(row, rules)}."),
                    .. facts.Made.Select(row => $"New: {Promise(row, rules)}."),
                    .. facts.Overdue.Select(row => $"Overdue: {Promise(row, rules)}."),
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
            new(SectionNames.Decisions, [.. facts.Decisions.Select(row => Decided(row, rules))]),
            new(
                SectionNames.PromisedByWhen,
                [
                    .. facts.Overdue.Select(row =>
                        $"{Owned(row, rules)} was due on {Wording.Day(row.DueOn)} and is open."
                    ),
                    .. facts.Coming.Select(row => $"{Owned(row, rules)} by {Wording.Day(row.DueOn)}."),
                ]
            ),
            new(
                SectionNames.Kept,
                [
                    .. facts.Verdicts.Select(row =>
                        $"{DraftWords.Link(row, rules)} was looked at.{DraftWords.Because(row.Note, rules)}"
                    ),
                    .. facts.Done.Select(row =>
                        $"{Owned(row, rules)} is done; it was due on {Wording.Day(row.DueOn)}."
                    ),
                    .. facts.Dropped.Select(row =>
                        $"{Owned(row, rules)} was dropped; it was due on {Wording.Day(row.DueOn)}."
                    ),
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
                [.. DecisionsThatMatter(facts.Decisions, rules).Select(row => Decided(row, rules, MostWordsOfReason))]
            ),
            new(SectionNames.Risks, [.. ExecutiveSections.Risks(facts, rules)], ExecutiveSections.NoRisk),
            new(SectionNames.Needed, [.. ExecutiveSections.Needed(facts, rules)], ExecutiveSections.NothingNeeded),
        ];
    }

    private static string Decided(Happening row, AudienceRules rules, int most = 30) =>
        $"{DraftWords.Verdict(row, rules)}: {DraftWords.Link(row, rules)}.{DraftWords.Because(row.Note, rules, most)}";

    private static string Owned(PromiseFact row, AudienceRules rules) =>
        $"{DraftWords.Link(row, rules)}{DraftWords.Owner(row.Owner, rules)}";

    private static string Promise(PromiseFact row, AudienceRules rules) =>
        $"{Owned(row, rules)}, due {Wording.Day(row.DueOn)}";

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
        // Whose it is says the title, wherever the text stands. Room for the line that counts what was left out.
        var opening = $"{Period(facts)}.\n";
        var left = rules.MostWords - Vocabulary.Count(opening) - sections.Sum(Fixed) - 12;
        var taken = sections.ConvertAll(_ => 0);
        // What has to be said is taken first.
        List<int> turns = [.. Enumerable.Range(0, sections.Count).OrderBy(at => sections[at].Otherwise is null)];
        for (var more = true; more; )
        {
            more = false;
            foreach (var index in turns)
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
        var text = new StringBuilder(opening);
        for (var index = 0; index < sections.Count; index++)
        {
            var otherwise = sections[index].Sentences.Count == 0 ? sections[index].Otherwise : null;
            if (taken[index] == 0 && otherwise is null)
                continue;
            text.Append("\n## ").Append(sections[index].Title).Append("\n\n");
            if (otherwise is not null)
                text.Append(otherwise).Append('\n');
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

    private static int Fixed(Section section) =>
        Vocabulary.Count(section.Title)
        + (section is { Sentences.Count: 0, Otherwise: { } otherwise } ? Vocabulary.Count(otherwise) : 0);

    private static string Period(PeriodFacts facts) => PeriodWords.Of(facts.From, facts.To, facts.WrittenOn);

    private static string Line(string text) => DraftWords.Escaped(text);
}
