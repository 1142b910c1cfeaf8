using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Postmortems with the actions that they promise.</summary>
internal static partial class PostmortemReader
{
    public static bool IsPlace(FilePath file) =>
        file.IsMarkdown
        && !Aside().IsMatch(file.Stem)
        && (file.HasFolder(f => Folder().IsMatch(f)) || Name().IsMatch(file.Stem));

    public static ReadDocument? Read(FilePath file, FileText text)
    {
        if (!IsPlace(file))
            return null;
        var markdown = MarkdownText.Read(text);
        var title = Titles.Of(markdown, file);
        if (PlaceholderTitle().IsMatch(title))
            return null;
        var date = Date(file, markdown, title);
        var sections = markdown
            .Pieces.Where(p => p.Kind == PieceKind.Heading && KnownSection().IsMatch(p.Plain))
            .Select(p => p.Plain.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .Count();
        var isNamed = Name().IsMatch(file.Stem) || file.HasFolder(f => PostmortemFolder().IsMatch(f));
        if (
            sections
            < (
                date is null ? 2
                : isNamed ? 0
                : 1
            )
        )
            return null;
        var problems = new List<DocumentProblem>(markdown.FrontMatter?.Problems ?? []);
        if (markdown.Broken is { } broken)
            problems.Add(broken);
        var actions = PostmortemActions.Of(markdown);
        return new(
            DocumentKind.Postmortem,
            new PostmortemFacts(
                title,
                date,
                actions.Count,
                actions.Count(a => a.HasOwner),
                actions.Count(a => a.HasDue),
                actions.Count(a => a.IsDone)
            ),
            problems
        );
    }

    private static DateOnly? Date(FilePath file, MarkdownText markdown, string title)
    {
        if (
            markdown.FrontMatter?["date", "incident-date", "incident_date", "occurred", "started"] is { } front
            && DateText.Find(front.Text) is { } stated
        )
            return stated;
        foreach (var field in FieldTexts.Of(markdown.Pieces.Take(60)))
        {
            if (DateField().IsMatch(field.Name) && DateText.Find(field.Value) is { } date)
                return date;
        }
        var heading = markdown.Pieces.FirstOrDefault(p =>
            p.Kind == PieceKind.Heading && DateField().IsMatch(p.Plain.ToLowerInvariant())
        );
        if (
            heading is not null
            && markdown.Below(heading).FirstOrDefault() is { } below
            && DateText.Find(below.Plain) is { } under
        )
            return under;
        return DateText.Find(title) ?? DateText.Find(file.Stem.Replace('_', '-')) ?? FolderDate(file);
    }

    private static DateOnly? FolderDate(FilePath file) =>
        file.Folders.Length > 0 ? DateText.Find(file.Folders[^1]) : null;

    [GeneratedRegex("^(post[-_ ]?mortems?|incidents?|incident[-_ ]?(reports?|reviews?)|outages?|rcas?)$")]
    private static partial Regex Folder();

    [GeneratedRegex("^post[-_ ]?mortems?$")]
    private static partial Regex PostmortemFolder();

    [GeneratedRegex("post[-_ ]?mortem")]
    private static partial Regex Name();

    [GeneratedRegex(
        "^_?(index|readme|toc|summary|contributing|changelog)$|template|guide|process|policy|how[-_ ]?to|checklist|example"
    )]
    private static partial Regex Aside();

    [GeneratedRegex(
        @"^(title|incident title|post-?mortem)?\s*[\(\[<{].*[\)\]>}]$|^title( of the incident)?\b|^\[|^(post-?mortem|incident)( report)? template|\btemplate$|^[<{]|YYYY",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex PlaceholderTitle();

    [GeneratedRegex("^(date|incident date|date of (the )?incident|when|start(ed)?( time)?|occurred( on)?|date/time)$")]
    private static partial Regex DateField();

    [GeneratedRegex(
        @"\b(summary|impact|root causes?|timeline|action items|actions|follow[- ]?ups?|next steps|resolution|mitigation|detection|lessons|trigger|what happened|what went|contributing factors)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex KnownSection();
}
