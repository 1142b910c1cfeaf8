using System.Globalization;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>The minutes as Markdown: what was decided and promised first, then the points with their notes as they were written.</summary>
public static class SessionMinutes
{
    /// <param name="told">More of a result, by its address: who promised it by when, or what exactly was decided.</param>
    /// <param name="whole">Makes an address whole, for readers elsewhere.</param>
    public static string Write(
        ReviewSession session,
        IReadOnlyDictionary<string, string> outcomes,
        IReadOnlyDictionary<string, string> told,
        Func<string, string> whole
    )
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Escaped(session.Title)}\n\n{Escaped(Sentence(session))}\n");
        if (session.Closure?.Note is { } said)
            text.Append(CultureInfo.InvariantCulture, $"\n**{Escaped(said)}**\n");
        Results("Decided", session.Results.Where(row => row.IsDecision));
        Results("Promised", session.Results.Where(row => !row.IsDecision));
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

        void Results(string title, IEnumerable<SessionResult> results)
        {
            var rows = results.OrderBy(row => row.At).ToList();
            if (rows.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            foreach (var row in rows)
            {
                var more = told.TryGetValue(row.Url, out var known) ? $": {Escaped(known)}" : "";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- [{Escaped(row.Title)}]({whole(row.Url)}){Escaped(Because(row, outcomes))}{more}\n"
                );
            }
        }
    }

    /// <summary>Of what everybody may read: owner and day of a promise, the words of a decision.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ToldAsync(
        this AppDb db,
        ReviewSession session,
        CancellationToken cancellation = default
    )
    {
        var numbers = session.Results.Where(row => !row.IsDecision).Select(row => row.Number).ToList();
        var promises = await db.Set<Commitment>()
            .Where(row => numbers.Contains(row.Number) && row.DataClass == DataClass.Open)
            .AsRows(db)
            .ToListAsync(cancellation);
        var decided = session.Results.Where(row => row.IsDecision).Select(row => row.Number).ToList();
        var decisions = await db.Set<Decision>()
            .Where(row => decided.Contains(row.Number) && row.DataClass == DataClass.Open && row.Outcome != null)
            .Select(row => new { row.Number, row.Outcome })
            .ToListAsync(cancellation);
        return promises
            .Select(row => ($"/commitments/{row.Number}", $"{row.Owner}, due {Words.Date(row.DueOn)}"))
            .Concat(decisions.Select(row => ($"/practices/decisions/{row.Number}", Opening(row.Outcome!))))
            .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
    }

    /// <summary>The first paragraph, up to 300 letters.</summary>
    private static string Opening(string markdown)
    {
        var first = markdown.Trim().ReplaceLineEndings("\n").Split("\n\n")[0].Replace('\n', ' ');
        return first.Length <= 300 ? first : first[..299] + "…";
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
