using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>The day of a decision and where it stands.</summary>
/// <param name="Place">None where it was taken from the file's name, or where there is none.</param>
internal sealed record DecisionDate(DateOnly? Day, FieldPlace Place, int Line, int LastLine)
{
    private static readonly string[] FrontKeys = ["date", "decision-date", "decided", "decided-on", "created"];

    public static bool IsField(FieldText field) =>
        field.Name
            is "date"
                or "decision date"
                or "decided"
                or "decided on"
                or "date decided"
                or "created"
                or "last updated";

    public static DecisionDate Of(
        FilePath file,
        MarkdownText markdown,
        List<FieldText> header,
        List<DocumentProblem> problems
    )
    {
        var field = header.Find(IsField);
        var (written, place, line, last) =
            markdown.FrontMatter?[FrontKeys] is { Text.Length: > 0 } front
                ? (front.Text, FieldPlace.FrontMatter, front.Line, front.Line)
            : field is { Value.Length: > 0 } ? (field.Value, FieldPlace.Field, field.Line, field.LastLine)
            : InSection(markdown) is { } below ? (below.Plain, FieldPlace.Section, below.Line, below.Line)
            : ("", FieldPlace.None, 0, 0);
        if (place is FieldPlace.None)
            return new(OfName(file), place, 0, 0);
        if (DateText.Find(written) is { } date)
            return new(date, place, line, last);
        var what = DateText.IsAmbiguous(written) ? "which could be two days" : "which is no date";
        problems.Add(new(line, $"Expected a date such as 2025-01-31, found \"{Titles.Short(written)}\", {what}."));
        return new(OfName(file), place, line, last);
    }

    private static DateOnly? OfName(FilePath file) => DecisionPaths.IsDated(file) ? DateText.Find(file.Stem) : null;

    private static Piece? InSection(MarkdownText markdown)
    {
        var heading = markdown.Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Heading && p.Plain.Equals("date", StringComparison.OrdinalIgnoreCase)
        );
        return heading is null
            ? null
            : markdown.Below(heading).FirstOrDefault(p => p.Kind != PieceKind.Code && p.Plain.Length > 0);
    }
}
