namespace Binnacle.Practices.Communication.Summaries;

/// <summary>What each audience needs: how long, which sections, and words that it should not have to know.</summary>
/// <param name="MostWords">Words as they are read; addresses of links do not count.</param>
/// <param name="Sections">In the order in which a draft has them; sections without a sentence are left out.</param>
/// <param name="Foreign">Words that a text for it should do without, in lower case.</param>
/// <param name="TakesIdentifiers">Names of files, checks, branches and functions may stand in it.</param>
public sealed record AudienceRules(
    Audience Audience,
    string Words,
    string Purpose,
    int MostWords,
    IReadOnlyList<string> Sections,
    IReadOnlySet<string> Foreign,
    bool TakesIdentifiers
)
{
    public static readonly AudienceRules Engineers = new(
        Audience.Engineers,
        "engineers",
        "What changed in the code base and the practices, and what to do differently.",
        900,
        [
            SectionNames.Decisions,
            SectionNames.Code,
            SectionNames.Practices,
            SectionNames.Promises,
            SectionNames.Differently,
        ],
        new HashSet<string>(StringComparer.Ordinal),
        TakesIdentifiers: true
    );

    public static readonly AudienceRules Product = new(
        Audience.Product,
        "product",
        "How outcomes moved, what was decided against what, and what is promised by when.",
        450,
        [
            SectionNames.Outcomes,
            SectionNames.Milestones,
            SectionNames.Decisions,
            SectionNames.PromisedByWhen,
            SectionNames.Kept,
        ],
        Vocabulary.OfEngineers,
        TakesIdentifiers: false
    );

    public static readonly AudienceRules Executives = new(
        Audience.Executives,
        "executives",
        "How outcomes moved, the two decisions that matter, risks, and what is needed from them.",
        150,
        [SectionNames.Outcomes, SectionNames.TwoDecisions, SectionNames.Risks, SectionNames.Needed],
        new HashSet<string>([.. Vocabulary.OfEngineers, .. Vocabulary.OfDelivery], StringComparer.Ordinal),
        TakesIdentifiers: false
    );

    public static readonly IReadOnlyList<AudienceRules> All = [Engineers, Product, Executives];

    public static AudienceRules Of(Audience audience) => All[(int)audience];

    public string Title => char.ToUpperInvariant(Words[0]) + Words[1..];

    /// <summary>True when this audience can read the text without asking what a word means.</summary>
    public bool IsPlain(string text) => JargonIn(text).Count == 0;

    /// <summary>Words and identifiers that this audience should not have to know; each once, in their order.</summary>
    public IReadOnlyList<string> JargonIn(string text)
    {
        var found = new List<string>();
        foreach (var word in Vocabulary.WordsOf(text))
        {
            var folded = word.ToLowerInvariant();
            if (Foreign.Contains(folded) || (!TakesIdentifiers && Vocabulary.IsIdentifier(word)))
                found.Add(word);
        }
        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}

public static class SectionNames
{
    public const string Outcomes = "Outcomes";
    public const string Decisions = "Decisions";
    public const string TwoDecisions = "Decisions that matter";
    public const string Risks = "Risks";
    public const string Needed = "What we need from you";
    public const string Milestones = "Goals and milestones";
    public const string PromisedByWhen = "Promised, and by when";
    public const string Kept = "Promises kept";
    public const string Code = "Code base";
    public const string Practices = "Practices";
    public const string Promises = "Promises";
    public const string Differently = "What to do differently";
}
