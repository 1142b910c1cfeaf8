using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Whether a record says how its decision is confirmed, and when to look at it again.</summary>
internal static partial class DecisionRevisit
{
    public static DateOnly? RevisitOn(MarkdownText markdown, List<FieldText> header, List<DocumentProblem> problems)
    {
        if (
            markdown
                .FrontMatter
                ?[
                    "revisit",
                    "revisit-on",
                    "revisit_on",
                    "revisit-by",
                    "revisitOn",
                    "review-date",
                    "review_date",
                    "reviewDate",
                    "review-by",
                    "review-on",
                    "next-review",
                    "next_review"
                ] is
            { Text.Length: > 0 } front
        )
        {
            if (DateText.Find(front.Text) is { } date)
                return date;
            problems.Add(
                new(front.Line, $"Expected a date on which to look again, found \"{Titles.Short(front.Text)}\".")
            );
            return null;
        }
        foreach (var piece in markdown.Pieces)
        {
            if (
                piece.Kind == PieceKind.Heading
                && RevisitHeading().IsMatch(piece.Plain)
                && markdown.Below(piece).FirstOrDefault(p => p.Kind != PieceKind.Code) is { } below
                && DateText.Find(below.Plain) is { } stated
            )
                return stated;
            if (piece.Kind is PieceKind.Code or PieceKind.Heading)
                continue;
            foreach (var line in piece.Lines)
            {
                if (
                    Revisit().Match(MarkdownText.PlainOf(line)) is { Success: true } match
                    && DateText.Find(match.Groups[1].Value) is { } date
                )
                    return date;
            }
        }
        return null;
    }

    public static bool HasConfirmation(MarkdownText markdown) =>
        markdown.Pieces.Any(p =>
            p.Kind == PieceKind.Heading
            && p.Depth > 1
            && Confirmation().IsMatch(p.Plain)
            && markdown
                .Below(p)
                .Any(b =>
                    b.Kind != PieceKind.Heading
                    && (
                        b.Kind == PieceKind.Code
                        || MarkdownText.CountWords(b.Plain) > 0
                            && !b.Raw.StartsWith('{')
                            && !b.Raw.StartsWith("<!--", StringComparison.Ordinal)
                    )
                )
        );

    [GeneratedRegex(
        "^([0-9.]+ )?(confirmation|validation|verification|compliance|fitness functions?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Confirmation();

    [GeneratedRegex(
        "^(revisit|review|next review|review date|revisit (on|date|by)|review (on|by))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex RevisitHeading();

    [GeneratedRegex(
        @"^[\s*_-]*(?:to be |next |we (?:will |shall )?)?(?:revisit(?:ed)?|re-?evaluate|review)(?: (?:this|this decision|it|again|date))*(?: (?:on|by|after|at|date|in))?[\s*_]*:?[\s*_]*(\d.*|[A-Z][a-z]+ \d.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Revisit();
}
