using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Runbooks, and whether they tell the reader to do anything.</summary>
internal static partial class RunbookReader
{
    public static bool IsNamed(FilePath file) =>
        !Aside().IsMatch(file.Stem) && (file.HasFolder(f => Folder().IsMatch(f)) || Name().IsMatch(file.Stem));

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var markdown = MarkdownText.Read(text);
        var problems = new List<DocumentProblem>(markdown.FrontMatter?.Problems ?? []);
        if (markdown.Broken is { } broken)
            problems.Add(broken);
        var steps = 0;
        var actingDepth = 0;
        foreach (var piece in markdown.Pieces)
        {
            if (piece.Kind == PieceKind.Heading)
            {
                if (Acting().IsMatch(piece.Plain))
                    actingDepth = actingDepth == 0 ? piece.Depth : Math.Min(actingDepth, piece.Depth);
                else if (piece.Depth <= actingDepth)
                    actingDepth = 0;
                continue;
            }
            var isStep = piece.Kind switch
            {
                PieceKind.OrderedItem => true,
                PieceKind.BulletItem => actingDepth > 0,
                PieceKind.Code => IsCommand(piece, actingDepth > 0),
                _ => false,
            };
            if (isStep && piece.Lines.Any(l => MarkdownText.CountWords(l) > 0))
                steps++;
        }
        return new(
            DocumentKind.Runbook,
            new RunbookFacts(Titles.Of(markdown, file), markdown.Words(), steps),
            problems
        );
    }

    private static bool IsCommand(Piece code, bool isActing) =>
        Shell().IsMatch(code.Language ?? "")
        || string.IsNullOrEmpty(code.Language)
            && (isActing || code.Lines.Any(l => l.StartsWith("$ ", StringComparison.Ordinal)));

    [GeneratedRegex("^(run|play)[-_ ]?books?$")]
    private static partial Regex Folder();

    [GeneratedRegex("(^|[-_. ])run[-_ ]?books?($|[-_. ])|runbook$")]
    private static partial Regex Name();

    [GeneratedRegex("^_?(index|readme|toc|summary|contributing|changelog|template)$|(^|[-_. ])template($|[-_. ])")]
    private static partial Regex Aside();

    [GeneratedRegex(
        @"\b(steps?|mitigat\w*|diagnos\w*|procedures?|resolution|resolv\w*|remed\w*|actions?|troubleshoot\w*|recover\w*|investigat\w*|fix\w*|what to do|how to|verif\w*|roll ?back|response|escalat\w*|debug\w*|check\w*|triage|solutions?|workarounds?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Acting();

    [GeneratedRegex(
        "^(sh|bash|shell|zsh|fish|console|terminal|shell-session|shellsession|shellscript|powershell|ps1|pwsh|cmd|bat|sql|promql|logql|kubectl|command)\\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Shell();
}
