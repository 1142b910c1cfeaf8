using System.Text;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Sentences of a draft. What people wrote is escaped: it stands in the text as text.</summary>
internal static class DraftWords
{
    private const int MostWordsOfTitle = 14;
    private const int MostWordsOfNote = 30;
    private const int MostWordsOfName = 4;

    public static string Link(string title, string url) =>
        $"[{Escaped(Short(title, MostWordsOfTitle))}]({Address(url)})";

    public static string Link(Happening row) => Link(row.Title, row.Url);

    public static string Link(PromiseFact row) => Link(row.Title, row.Url);

    /// <summary>By its title where the audience understands that, else by what it is and whose.</summary>
    public static string Link(Happening row, AudienceRules rules) =>
        Link(rules.IsPlain(row.Title) ? row.Title : $"a technical {Kind(row.Verb)}{Of(row.Team, rules)}", row.Url);

    public static string Link(PromiseFact row, AudienceRules rules) =>
        Link(rules.IsPlain(row.Title) ? row.Title : $"a technical promise{Of(row.Team, rules)}", row.Url);

    public static string Link(ObjectiveFact row, AudienceRules rules) =>
        Link(rules.IsPlain(row.Title) ? row.Title : $"a technical objective{Of(row.Team, rules)}", row.Url);

    public static string Link(CheckFact row, AudienceRules rules) =>
        Link(rules.IsPlain(row.Title) ? row.Title : "a technical check", row.Url);

    /// <summary>“Decided by Ada Kern”: what became of it, and who said so.</summary>
    public static string Verdict(Happening row, AudienceRules rules) =>
        row.By is { Length: > 0 } name && rules.IsPlain(name)
            ? $"{Verdict(row.Verb)} by {Escaped(Short(name, MostWordsOfName))}"
            : Verdict(row.Verb);

    /// <summary>“ (Ada Kern)”, to stand behind what is promised.</summary>
    public static string Owner(string? name, AudienceRules rules) =>
        name is { Length: > 0 } && rules.IsPlain(name) ? $" ({Escaped(Short(name, MostWordsOfName))})" : "";

    public static string Moved(OutcomeMove row, AudienceRules rules)
    {
        var link = Link(rules.IsPlain(row.Name) ? row.Name : "A measure", row.Url);
        var (before, after) = (Wording.Measured(row.Before, row.Unit), Wording.Measured(row.After, row.Unit));
        return row.IsClear
            ? $"{link} went from {before} to {after}, which is {(row.IsBetter ? "better" : "worse")}."
            : $"{link} did not move clearly: {before}, now {after}.";
    }

    public static string Released(ReleaseFacts row)
    {
        var names = row.Names.Count <= 3 ? row.Names : [row.Names[0], "…", row.Names[^1]];
        return $"{Link(row.Repository, row.Url)} released {Words.Count(row.Names.Count, "version")}: {Escaped(string.Join(", ", names))}.";
    }

    private static string Verdict(string verb) =>
        verb switch
        {
            "decision.rejected" => "Rejected",
            "decision.superseded" => "Replaced",
            _ => "Decided",
        };

    public static string Reached(string verb)
    {
        var dot = verb.IndexOf('.', StringComparison.Ordinal);
        return $"{char.ToUpperInvariant(verb[0])}{verb[1..dot]} {verb[(dot + 1)..].Replace('-', ' ')}";
    }

    /// <summary>The first line of what was written with it.</summary>
    public static string Because(string? note, AudienceRules? rules = null, int most = MostWordsOfNote)
    {
        var line = note?.Split('\n')[0].Trim() ?? "";
        return line.Length == 0 || rules?.IsPlain(line) is false ? "" : $" {Sentence(Short(line, most))}";
    }

    /// <summary>The verdicts of a look at a promise that are not a success.</summary>
    public static bool Failed(string? note) =>
        note is not null
        && (
            note.Contains("worse", StringComparison.OrdinalIgnoreCase)
            || note.Contains("no evidence", StringComparison.OrdinalIgnoreCase)
        );

    public static string Sentence(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return "";
        return Escaped(trimmed) + (trimmed[^1] is '.' or '!' or '?' or '…' ? "" : ".");
    }

    /// <summary>Every sign that means something in Markdown is made to mean itself; line ends become spaces.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (char.IsControl(letter) || letter is '\u2028' or '\u2029')
            {
                escaped.Append(' ');
                continue;
            }
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!' or '&')
                escaped.Append('\\');
            escaped.Append(letter);
        }
        // Bare addresses would become links.
        return escaped
            .ToString()
            .Replace("://", "\\://", StringComparison.Ordinal)
            .Replace("www.", "www\\.", StringComparison.OrdinalIgnoreCase);
    }

    private static string Short(string text, int most)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Length <= most ? string.Join(' ', words) : $"{string.Join(' ', words.Take(most))} …";
        return kept.Length <= 240 ? kept : Platform.Data.StorableText.Cut(kept, 240) + " …";
    }

    /// <summary>Addresses are ours and of this site; what could end the brackets is escaped all the same.</summary>
    private static string Address(string url) =>
        url.Replace(" ", "%20", StringComparison.Ordinal)
            .Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal);

    private static string Kind(string verb) =>
        verb.Split('.')[0].Replace('-', ' ') is "commitment" ? "promise" : verb.Split('.')[0].Replace('-', ' ');

    private static string Of(string? team, AudienceRules rules) =>
        team is not null && rules.IsPlain(team) ? $" of {team}" : "";
}
