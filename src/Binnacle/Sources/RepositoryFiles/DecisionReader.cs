using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Decision records: MADR, Nygard, log4brains, and those that follow none of them.</summary>
internal static partial class DecisionReader
{
    public static ReadDocument? Read(FilePath file, FileText text)
    {
        if (!DecisionPaths.IsPlace(file))
            return null;
        var markdown = MarkdownText.Read(text);
        var stated = Titles.Stated(markdown);
        if (stated is not null && RecordHeading().IsMatch(stated.ToLowerInvariant()))
            stated = null;
        if (stated is not null && IsTemplate(stated))
            return null;
        var problems = new List<DocumentProblem>();
        var header = FieldTexts.Of(markdown.Header()).ToList();
        var status = DecisionState.Of(markdown, header);
        if (
            DecisionPaths.IsLoose(file)
                ? status.Text is null
                : !DecisionPaths.IsRecord(file) && !LooksLikeOne(markdown, status)
        )
            return null;

        problems.AddRange(markdown.FrontMatter?.Problems ?? []);
        if (markdown.Broken is { } broken)
            problems.Add(broken);
        if (stated is null)
            problems.Add(new(1, "Expected a heading with the decision's title, found none; the file's name is taken."));
        problems.AddRange(status.Problems);
        var links = DecisionLinks.Of(markdown, header, status);
        if (
            links.SupersededBy.Count > 0
            && status.Status is not (DecisionStatus.Superseded or DecisionStatus.Unknown)
            && links.Line is { } at
        )
            problems.Add(
                new(
                    at,
                    $"The status says \"{status.Text}\", but a line says that the decision is superseded; the status is taken."
                )
            );
        var title = stated ?? Titles.FromName(file);
        var number = DecisionPaths.NumberOf(file);
        if (NumberInTitle().Match(title) is { Success: true } match)
        {
            number ??= match.Groups["number"].Value;
            if (match.Length < title.Length)
                title = title[match.Length..];
        }
        return new(
            DocumentKind.Decision,
            new DecisionFacts(
                title,
                FormatOf(file, markdown),
                number,
                InForce(file, status.Status),
                status.Text,
                Date(file, markdown, header, problems),
                HasConfirmation(markdown),
                RevisitOn(markdown, header, problems),
                links.Supersedes,
                links.SupersededBy
            ),
            problems
        );
    }

    /// <summary>Work in progress in a folder of accepted proposals was decided: it is being built.</summary>
    private static DecisionStatus InForce(FilePath file, DecisionStatus status) =>
        status is DecisionStatus.Draft
        && Array.Exists(file.Folders, folder => folder.EndsWith("accepted", StringComparison.Ordinal))
            ? DecisionStatus.Accepted
            : status;

    private static bool IsTemplate(string title) =>
        title.StartsWith('{')
        || title.StartsWith("[short", StringComparison.OrdinalIgnoreCase)
        || title.StartsWith('<')
        || PlaceholderTitle().IsMatch(title);

    private static bool LooksLikeOne(MarkdownText markdown, DecisionState status)
    {
        if (status.Status != DecisionStatus.Unknown)
            return true;
        var known = markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading)
            .Select(p => p.Plain.ToLowerInvariant())
            .Count(h => RecordHeading().IsMatch(h));
        return known >= 2;
    }

    private static string FormatOf(FilePath file, MarkdownText markdown)
    {
        var headings = markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading)
            .Select(p => p.Plain.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        var isMadr =
            headings.Contains("context and problem statement")
            || headings.Contains("considered options")
            || headings.Contains("decision outcome");
        if (
            !DecisionPaths.IsLoose(file)
            && file.Stem.Length > 9
            && file.Stem[8] == '-'
            && file.Stem.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0
        )
            return "log4brains";
        if (isMadr)
            return "madr";
        return headings.Contains("status") && (headings.Contains("context") || headings.Contains("decision"))
            ? "nygard"
            : "other";
    }

    private static DateOnly? Date(
        FilePath file,
        MarkdownText markdown,
        List<FieldText> header,
        List<DocumentProblem> problems
    )
    {
        var front = markdown.FrontMatter?["date", "decision-date", "decided", "decided-on", "created"];
        var field = header.Find(f =>
            f.Name
                is "date"
                    or "decision date"
                    or "decided"
                    or "decided on"
                    or "date decided"
                    or "created"
                    or "last updated"
        );
        var (written, line) =
            front is { Text.Length: > 0 } ? front.Value
            : field is { Value.Length: > 0 } ? (field.Value, field.Line)
            : SectionText(markdown, "date");
        if (written.Length > 0)
        {
            if (DateText.Find(written) is { } date)
                return date;
            var what = DateText.IsAmbiguous(written) ? "which could be two days" : "which is no date";
            problems.Add(new(line, $"Expected a date such as 2025-01-31, found \"{Titles.Short(written)}\", {what}."));
        }
        return DecisionPaths.IsDated(file) ? DateText.Find(file.Stem) : null;
    }

    private static (string, int) SectionText(MarkdownText markdown, string name)
    {
        var heading = markdown.Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Heading && p.Plain.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        var first = heading is null ? null : markdown.Below(heading).FirstOrDefault(p => p.Kind != PieceKind.Code);
        return first is null ? ("", 0) : (first.Plain, first.Line);
    }

    private static DateOnly? RevisitOn(MarkdownText markdown, List<FieldText> header, List<DocumentProblem> problems)
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

    private static bool HasConfirmation(MarkdownText markdown) =>
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
        @"^(?:(?:ADR|RFC|Decision|DR)[-_ #]*(?<number>\d{1,6})\s*[:.\-–—)]*\s*|(?<number>\d{1,6})\s*[.:)]\s+|(?<number>\d{3,6})\s*[-–—]\s+|\[(?:ADR|RFC)[-_ ]*(?<number>\d{1,6})\]\s*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NumberInTitle();

    [GeneratedRegex(
        @"^(title|(adr|decision)( record)? (template|title)|\[?(short )?title( of .*)?\]?|(adr|rfc)[-_ ]?(n{2,}|x{2,}|0000)\b.*)$|^[{<\[].*[}>\]]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex PlaceholderTitle();

    [GeneratedRegex(
        "^([0-9.]+ )?(status|context|context and problem statement|problem|problem statement|decision|decisions|decision outcome|decision drivers|consequences|considered options|options|options considered|alternatives|alternatives considered|rationale|motivation|proposal|summary)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex RecordHeading();

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
