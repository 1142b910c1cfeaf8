using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>The status of a decision from the three places it is written in; the first that states one wins.</summary>
internal sealed record DecisionState(DecisionStatus Status, string? Text, IReadOnlyList<DocumentProblem> Problems)
{
    /// <summary>Where the status that is taken stands.</summary>
    public FieldPlace Place { get; private init; }
    public int Line { get; private init; }

    /// <summary>Of a field that runs on.</summary>
    public int LastLine { get; private init; }

    /// <summary>The heading of the section that tells the status, whether it tells one or not.</summary>
    public Piece? Section { get; private init; }

    private const string Expected = "accepted, proposed, draft, on hold, rejected, deprecated or superseded";

    public static DecisionState Of(MarkdownText markdown, List<FieldText> header)
    {
        var stated =
            new List<(string Where, string Text, int Line, DecisionStatus? Status, FieldPlace Place, int Last)>();
        var heading = SectionOf(markdown);
        if (markdown.FrontMatter?["status", "state"] is { Text.Length: > 0 } front)
            stated.Add(
                (
                    "the front matter",
                    front.Text,
                    front.Line,
                    DecisionStatusText.Of(front.Text),
                    FieldPlace.FrontMatter,
                    front.Line
                )
            );
        if ((header.Find(IsStatusField) ?? InDetails(markdown)) is { Value.Length: > 0 } field)
            stated.Add(
                (
                    "the heading",
                    field.Value,
                    field.Line,
                    DecisionStatusText.Of(field.Value),
                    FieldPlace.Field,
                    field.LastLine
                )
            );
        if (heading is not null && FromSection(markdown, heading) is { } section)
            stated.Add(
                (
                    "the section Status",
                    section.Text,
                    section.Line,
                    section.Status,
                    section.Line == heading.Line ? FieldPlace.Heading : FieldPlace.Section,
                    section.Line
                )
            );

        if (stated.Count == 0)
        {
            var title = markdown.Pieces.Count > 0 ? markdown.Pieces[0].Line : 1;
            var code = markdown.Pieces.FirstOrDefault(p =>
                p.Kind == PieceKind.Code
                && p.Lines.Any(l => l.TrimStart().StartsWith("status:", StringComparison.OrdinalIgnoreCase))
            );
            var found = code is null ? "none" : $"only one in a code block (line {code.Line}), which is not taken";
            return new(DecisionStatus.Unknown, null, [new(title, $"Expected a status ({Expected}), found {found}.")])
            {
                Section = heading,
            };
        }
        var (_, text, line, status, place, last) = stated[0];
        var written = Titles.Short(MarkdownText.PlainOf(text));
        var problems = new List<DocumentProblem>();
        if (status is null)
            problems.Add(new(line, $"Expected a status ({Expected}), found \"{written}\"."));
        foreach (var other in stated.Skip(1))
        {
            if (other.Status is { } second && second != status)
            {
                problems.Add(
                    new(
                        other.Line,
                        $"Expected one status, found \"{Titles.Short(MarkdownText.PlainOf(other.Text))}\" in {other.Where} and \"{written}\" in {stated[0].Where} (line {line}), which is taken."
                    )
                );
            }
        }
        return new(status ?? DecisionStatus.Unknown, written, problems)
        {
            Place = place,
            Line = line,
            LastLine = last,
            Section = heading,
        };
    }

    /// <summary>
    /// A Status section may tell a history line by line: a decision that was superseded, deprecated or rejected stays
    /// so, else the last line wins.
    /// </summary>
    private static (string Text, int Line, DecisionStatus? Status)? FromSection(MarkdownText markdown, Piece heading)
    {
        if (Inline(heading.Plain) is { Length: > 0 } inline)
            return (inline, heading.Line, DecisionStatusText.Of(inline));
        (string Text, int Line, DecisionStatus? Status)? found = null;
        (string Text, int Line)? first = null;
        foreach (var piece in markdown.Below(heading))
        {
            if (piece.Kind is PieceKind.Code or PieceKind.Heading)
                continue;
            for (var i = 0; i < piece.Lines.Count; i++)
            {
                var plain = MarkdownText.PlainOf(piece.Lines[i]);
                if (plain.Length == 0 || DecisionLinks.IsLinkOnly(plain))
                    continue;
                first ??= (piece.Lines[i], piece.Line + i);
                // A sentence later in the section explains the state and does not state it.
                if (plain.Length > 160 || DecisionStatusText.Of(piece.Lines[i]) is not { } status)
                    continue;
                if (found is { Status: DecisionStatus.Superseded } || IsLast(found?.Status) && !IsLast(status))
                    continue;
                found = (piece.Lines[i], piece.Line + i, status);
            }
        }
        return found ?? (first is { } unread ? (unread.Text, unread.Line, DecisionStatusText.Of(unread.Text)) : null);
    }

    private static Piece? SectionOf(MarkdownText markdown) =>
        markdown.Pieces.FirstOrDefault(p => p.Kind == PieceKind.Heading && IsStatus(p.Plain));

    internal static bool IsStatusField(FieldText field) =>
        field.Name is "status" or "adr status" or "decision status" or "state";

    /// <summary>Some keep the fields of the heading under a heading of their own.</summary>
    private static FieldText? InDetails(MarkdownText markdown)
    {
        var details = markdown.Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Heading
            && p.Plain.ToLowerInvariant()
                is "metadata"
                    or "meta"
                    or "details"
                    or "info"
                    or "information"
                    or "document control"
                    or "overview"
        );
        return details is null ? null : FieldTexts.Of(markdown.Below(details)).FirstOrDefault(IsStatusField);
    }

    private static bool IsLast(DecisionStatus? status) =>
        status is DecisionStatus.Superseded or DecisionStatus.Deprecated or DecisionStatus.Rejected;

    private static bool IsStatus(string heading)
    {
        var text = heading.TrimStart("0123456789. ".ToCharArray()).ToLowerInvariant();
        return text is "status" or "state" or "decision status" or "adr status"
            || text.StartsWith("status:", StringComparison.Ordinal);
    }

    private static string Inline(string heading)
    {
        var at = heading.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? "" : heading[(at + 1)..].Trim();
    }
}

internal enum FieldPlace
{
    None,
    FrontMatter,
    Field,

    /// <summary>"## Status: accepted".</summary>
    Heading,
    Section,
}
