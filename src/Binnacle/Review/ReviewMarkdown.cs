using System.Globalization;
using System.Text;
using Binnacle.Platform.Checks;

namespace Binnacle.Review;

/// <summary>The Review as Markdown, to be sent or kept: the same words as the page.</summary>
public static class ReviewMarkdown
{
    public static string Write(ReviewModel review)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {Escaped(review.Headline)}\n\n{Escaped(review.Organization)}. {Escaped(review.Summary)}\n"
        );
        Outcomes(text, review);
        Section(
            text,
            "Needs you",
            review.NeedsYou.Select(item => $"- **{Word(item.State)}**: {Escaped(item.Title)}. {Escaped(item.Detail)}")
        );
        if (review.NeedsYouTotal > review.NeedsYou.Count)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nAnd {review.NeedsYouTotal - review.NeedsYou.Count} more in the table below.\n"
            );
        Section(
            text,
            review.ComparedWith is { } day
                ? $"Since {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}"
                : "Since the last review",
            review.Since.Select(change =>
                $"- **{Word(change.State)}**: {Escaped(change.Title)}. {Escaped(change.Detail)}"
            )
        );
        Section(
            text,
            "The two checklists",
            review.Checklists.Select(answer =>
                $"- **{Word(answer.State)}**: {Escaped(answer.Item)}. {Escaped(answer.Answer)}"
            )
        );
        foreach (var room in review.Rooms)
            Room(text, review, room);
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nAs of {review.AsOf.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}. {Checklist.Reads}\n"
        );
        return text.ToString();
    }

    public static string Word(CheckState state) =>
        state switch
        {
            CheckState.Pass => "alive",
            CheckState.Warn => "at risk",
            CheckState.Fail => "not kept",
            CheckState.Unknown => "unknown",
            _ => "not applicable",
        };

    private static void Outcomes(StringBuilder text, ReviewModel review) =>
        Section(
            text,
            "Outcomes",
            review.Outcomes.Select(tile =>
                $"- {Escaped(tile.Name)}: **{Escaped(tile.Value)}**{(tile.Change.Length > 0 ? $" ({Escaped(tile.Change)})" : "")}. {Escaped(tile.Note)}."
            )
        );

    private static void Room(StringBuilder text, ReviewModel review, RoomRows room)
    {
        var known = room.Rows.Where(row => !row.IsUnknown).ToList();
        var unknown = room.Rows.Where(row => row.IsUnknown).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## {room.Name}\n");
        if (known.Count > 0)
        {
            text.Append("\n| Practice | ")
                .AppendJoin(" | ", review.Columns.Select(scope => Escaped(scope.Name)))
                .Append(" |\n|---|");
            text.Insert(text.Length, "---|", review.Columns.Count).Append('\n');
            foreach (var row in known)
                text.Append("| ")
                    .Append(Escaped(row.Title))
                    .Append(" | ")
                    .AppendJoin(" | ", row.Cells.Select(Cell))
                    .Append(" |\n");
        }
        if (unknown.Count > 0)
        {
            text.Append("\nUnknown, and what would make it known:\n\n");
            foreach (var row in unknown)
                text.Append(CultureInfo.InvariantCulture, $"- {Escaped(row.Title)}: {Escaped(row.Unlocks)}\n");
        }
    }

    private static string Cell(ReviewCell cell) =>
        cell.State is CheckState.Unknown or CheckState.NotApplicable
            ? Escaped(cell.Text)
            : $"{Word(cell.State)}, {Escaped(cell.Text)}";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n").AppendJoin('\n', all).Append('\n');
    }

    /// <summary>Subjects and names come from repositories: nothing in them may become markup.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#')
                escaped.Append('\\');
            escaped.Append(letter);
        }
        return escaped.ToString();
    }
}
