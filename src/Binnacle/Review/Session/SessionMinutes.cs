using System.Globalization;
using System.Text;
using Binnacle.Platform.Checks;

namespace Binnacle.Review.Session;

/// <summary>The minutes as Markdown: what was decided and promised first, then the points with their notes as they were written.</summary>
public static class SessionMinutes
{
    public static string Write(ReviewSession session, IReadOnlyDictionary<string, string> outcomes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Escaped(session.Title)}\n\n{Escaped(Sentence(session))}\n");
        Results(text, "Decided", session.Results.Where(row => row.IsDecision), outcomes);
        Results(text, "Promised", session.Results.Where(row => !row.IsDecision), outcomes);
        foreach (var section in session.Items.OrderBy(item => item.Position).GroupBy(item => item.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Key.Name()}\n");
            foreach (var item in section)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n### {Escaped(item.Title)}\n\n*{Word(item)}*");
                if (item.Detail is { } detail)
                    text.Append(CultureInfo.InvariantCulture, $" · {Escaped(detail)}");
                text.Append('\n');
                if (item.Note is { Text.Length: > 0 } note)
                    text.Append(CultureInfo.InvariantCulture, $"\n{note.Text}\n");
            }
        }
        return text.ToString();
    }

    public static string Sentence(ReviewSession session)
    {
        var discussed = session.Items.Count(item => item.Mark?.State is ItemState.Discussed);
        var held = session.Facilitator is { } name ? $"{name} facilitated" : "Held";
        var end = session.Closure is { } closure
            ? $"; closed {closure.At.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)} UTC by {closure.By}"
            : "; still open";
        return $"{held}; {discussed} of {Words.Count(session.Items.Count, "point")} discussed{end}.";
    }

    public static string Word(SessionItem item) =>
        (item.Mark?.State ?? ItemState.Open) switch
        {
            ItemState.Discussed => "discussed",
            ItemState.Deferred => "put off to the next session",
            ItemState.Dropped => "dropped",
            _ => "open",
        };

    private static void Results(
        StringBuilder text,
        string title,
        IEnumerable<SessionResult> results,
        IReadOnlyDictionary<string, string> outcomes
    )
    {
        var rows = results.OrderBy(row => row.At).ToList();
        if (rows.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (var row in rows)
            text.Append(
                CultureInfo.InvariantCulture,
                $"- [{Escaped(row.Title)}]({row.Url}){Escaped(Because(row, outcomes))}\n"
            );
    }

    public static string Because(SessionResult result, IReadOnlyDictionary<string, string> outcomes) =>
        result.Measures is { } measures
            ? $", because of {Words.List([.. measures.Split(',').Select(slug => outcomes.GetValueOrDefault(slug, slug))])}"
            : "";

    /// <summary>Words that we did not write as Markdown stay words.</summary>
    private static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '*' or '_' or '[' or ']' or '<' or '`' or '#' or '|')
                safe.Append('\\');
            safe.Append(letter);
        }
        return safe.ToString();
    }
}
