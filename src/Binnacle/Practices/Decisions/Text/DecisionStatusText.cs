using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>What a status as written means. Many words are in use for few states.</summary>
internal static partial class DecisionStatusText
{
    private static readonly Dictionary<string, DecisionStatus> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["draft"] = DecisionStatus.Draft,
        ["wip"] = DecisionStatus.Draft,
        ["work in progress"] = DecisionStatus.Draft,
        ["in progress"] = DecisionStatus.Draft,
        ["proposed"] = DecisionStatus.Proposed,
        ["proposal"] = DecisionStatus.Proposed,
        ["pending"] = DecisionStatus.Proposed,
        ["open"] = DecisionStatus.Proposed,
        ["under review"] = DecisionStatus.Proposed,
        ["in review"] = DecisionStatus.Proposed,
        ["review"] = DecisionStatus.Proposed,
        ["under discussion"] = DecisionStatus.Proposed,
        ["in discussion"] = DecisionStatus.Proposed,
        ["on hold"] = DecisionStatus.OnHold,
        ["on-hold"] = DecisionStatus.OnHold,
        ["onhold"] = DecisionStatus.OnHold,
        ["deferred"] = DecisionStatus.OnHold,
        ["postponed"] = DecisionStatus.OnHold,
        ["paused"] = DecisionStatus.OnHold,
        ["parked"] = DecisionStatus.OnHold,
        ["accepted"] = DecisionStatus.Accepted,
        ["approved"] = DecisionStatus.Accepted,
        ["adopted"] = DecisionStatus.Accepted,
        ["agreed"] = DecisionStatus.Accepted,
        ["decided"] = DecisionStatus.Accepted,
        ["ratified"] = DecisionStatus.Accepted,
        ["implemented"] = DecisionStatus.Accepted,
        ["active"] = DecisionStatus.Accepted,
        ["final"] = DecisionStatus.Accepted,
        ["complete"] = DecisionStatus.Accepted,
        ["completed"] = DecisionStatus.Accepted,
        ["done"] = DecisionStatus.Accepted,
        ["in force"] = DecisionStatus.Accepted,
        ["rejected"] = DecisionStatus.Rejected,
        ["declined"] = DecisionStatus.Rejected,
        ["withdrawn"] = DecisionStatus.Rejected,
        ["abandoned"] = DecisionStatus.Rejected,
        ["cancelled"] = DecisionStatus.Rejected,
        ["canceled"] = DecisionStatus.Rejected,
        ["dropped"] = DecisionStatus.Rejected,
        ["deprecated"] = DecisionStatus.Deprecated,
        ["obsolete"] = DecisionStatus.Deprecated,
        ["obsoleted"] = DecisionStatus.Deprecated,
        ["retired"] = DecisionStatus.Deprecated,
        ["superseded"] = DecisionStatus.Superseded,
        ["superceded"] = DecisionStatus.Superseded,
        ["superseeded"] = DecisionStatus.Superseded,
        ["replaced"] = DecisionStatus.Superseded,
    };

    /// <summary>Null where no known word stands in the text, or where it is a template's choice between several.</summary>
    public static DecisionStatus? Of(string written)
    {
        var text = MarkdownText.PlainOf(written);
        if (IsPlaceholder(text))
            return null;
        text = Negated().Replace(text.Replace('-', ' '), "");
        var known = Known().Matches(text);
        if (known.Count == 0)
            return null;
        // "Accepted, superseded by 7" has left the state that it names first.
        foreach (Match word in known)
        {
            if (Words[Spaced(word.Value)] is DecisionStatus.Superseded && !PartOnly().IsMatch(text))
                return DecisionStatus.Superseded;
        }
        foreach (Match word in known)
        {
            if (Words[Spaced(word.Value)] is var status and not DecisionStatus.Superseded)
                return status;
        }
        return null;
    }

    public static bool IsPlaceholder(string text)
    {
        var trimmed = text.Trim().Trim('"', '\'').Trim();
        return trimmed.StartsWith('{')
            || trimmed.StartsWith('<') && trimmed.EndsWith('>')
            || trimmed.Contains('|', StringComparison.Ordinal) && Known().Count(trimmed) > 1
            || trimmed.StartsWith('[')
                && (
                    Known().Count(trimmed) > 1
                    || trimmed.Contains('|', StringComparison.Ordinal)
                    || Known().Count(trimmed) == 0
                );
    }

    private static string Spaced(string word) => Blanks().Replace(word, " ");

    [GeneratedRegex(
        @"\b(draft|wip|work\s+in\s+progress|in\s+progress|proposed|proposal|pending|open|under\s+review|in\s+review|review|under\s+discussion|in\s+discussion|on\s+hold|on-hold|onhold|deferred|postponed|paused|parked|accepted|approved|adopted|agreed|decided|ratified|implemented|active|final|completed?|done|in\s+force|rejected|declined|withdrawn|abandoned|cancell?ed|dropped|deprecated|obsoleted?|retired|superseded|superceded|superseeded|replaced)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Known();

    [GeneratedRegex(
        @"\b(not(\s+yet)?|never|un)[\s-]+(accepted|approved|adopted|agreed|decided|final|active|implemented|ratified)\b|\b(inactive|unapproved|undecided)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Negated();

    [GeneratedRegex(
        @"\b(partially|partly|in\s+part)\s+(super|replaced)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex PartOnly();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
