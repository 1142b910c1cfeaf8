using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>What a Markdown file says as a decision record: the one reading that scans, commands and pages share.</summary>
internal sealed class DecisionReading
{
    private DecisionReading(FilePath file, MarkdownText markdown)
    {
        File = file;
        Markdown = markdown;
        Title = DecisionTitle.Of(file, markdown);
        Header = [.. FieldTexts.Of(markdown.Header())];
        Headings = new(markdown);
        State = DecisionState.Of(markdown, Header);
        Links = DecisionLinks.Of(markdown, Header);
        Format = DecisionFormats.Of(file, Headings, Header, State);
        var problems = new List<DocumentProblem>(markdown.FrontMatter?.Problems ?? []);
        if (markdown.Broken is { } broken)
            problems.Add(broken);
        if (!Title.IsStated)
            problems.Add(new(1, "Expected a heading with the decision's title, found none; the file's name is taken."));
        problems.AddRange(State.Problems);
        if (
            Links is { SupersededBy.Count: > 0, Line: { } at }
            && State.Status is not (DecisionStatus.Superseded or DecisionStatus.Unknown)
        )
            problems.Add(
                new(
                    at,
                    $"The status says \"{State.Text}\", but a line says that the decision is superseded; the status is taken."
                )
            );
        Date = DecisionDate.Of(file, markdown, Header, problems);
        Number = DecisionPaths.NumberOf(file) ?? Title.Number;
        Facts = new DecisionFacts(
            Title.Text,
            Format.InFacts(),
            Number,
            InForce(file, State.Status),
            State.Text,
            Date.Day,
            DecisionRevisit.HasConfirmation(markdown),
            DecisionRevisit.RevisitOn(markdown, Header, problems),
            Links.Supersedes,
            Links.SupersededBy
        );
        Problems = problems;
    }

    public FilePath File { get; }
    public MarkdownText Markdown { get; }
    public List<FieldText> Header { get; }
    public DecisionHeadings Headings { get; }
    public DecisionTitle Title { get; }
    public DecisionState State { get; }
    public DecisionLinks Links { get; }
    public DecisionDate Date { get; }
    public DecisionFormat Format { get; }

    /// <summary>As written in the file's name, else before the title.</summary>
    public string? Number { get; }
    public DecisionFacts Facts { get; }
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>Whether a file that stands where decisions are kept is one.</summary>
    public bool IsRecord =>
        !Title.IsTemplate
        && (
            DecisionPaths.IsLoose(File)
                ? State.Text is not null
                : DecisionPaths.IsRecord(File) || State.Status != DecisionStatus.Unknown || Headings.Count >= 2
        );

    /// <summary>Whether a file is one wherever it stands: its name and its place help, and what it says decides.</summary>
    public bool IsRecordAnywhere =>
        !Title.IsTemplate
        && !DecisionPaths.IsAside(File)
        && (
            DecisionPaths.IsPlace(File) ? IsRecord
            : Format is not DecisionFormat.Unknown ? Headings.Count + (State.Text is null ? 0 : 1) >= 2
            : DecisionPaths.IsNumbered(File) && State.Text is not null
        );

    public static DecisionReading Of(FilePath file, MarkdownText markdown) => new(file, markdown);

    /// <summary>Work in progress in a folder of accepted proposals was decided: it is being built.</summary>
    private static DecisionStatus InForce(FilePath file, DecisionStatus status) =>
        status is DecisionStatus.Draft
        && Array.Exists(file.Folders, folder => folder.EndsWith("accepted", StringComparison.Ordinal))
            ? DecisionStatus.Accepted
            : status;
}
