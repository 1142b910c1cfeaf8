using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

internal sealed record LintProblem(int Line, string What);

/// <summary>What one Markdown file is and says; what a file that is no record says is left out.</summary>
/// <param name="Supersedes">Files as seen from this one; a number or a slug as written where no file is meant by it.</param>
internal sealed record LintedFile(
    string Path,
    bool IsRecord,
    string? Format,
    int? FormatVersion,
    int? Number,
    string? Title,
    string? Status,
    string? StatusText,
    DateOnly? Date,
    IReadOnlyList<string> Supersedes,
    IReadOnlyList<string> SupersededBy,
    IReadOnlyList<LintProblem> Problems
);

/// <summary>Judges records by themselves and against their neighbours.</summary>
internal sealed partial class DecisionLint
{
    private readonly Dictionary<string, DecisionFolder> folders = new(StringComparer.Ordinal);

    public static LintedFile Unreadable(string path, string why) =>
        new(path, false, null, null, null, null, null, null, null, [], [], [new(1, why)]);

    public LintedFile Lint(DecisionText file)
    {
        if (!file.IsRecord)
            return new(file.Path, false, null, null, null, null, null, null, null, [], [], []);
        var problems = file.Problems.Select(problem => new LintProblem(problem.Line ?? 1, problem.What)).ToList();
        var folder = FolderOf(file);
        if (!file.HasDate)
            problems.Add(new(file.TitleLine, "Expected a date, found none."));
        Number(file, folder, problems);
        foreach (var link in file.Links.DistinctBy(link => (link.Name, link.IsBy)))
            Link(file, link, problems);
        References(file, problems);
        return new(
            file.Path,
            true,
            file.Format.Word(),
            file.FormatVersion,
            file.Number,
            file.HasTitle ? file.Title : null,
            file.Status.Word(),
            file.StatusText,
            file.Date,
            Names(file, isBy: false),
            Names(file, isBy: true),
            [.. problems.OrderBy(problem => problem.Line)]
        );
    }

    private static void Number(DecisionText file, DecisionFolder folder, List<LintProblem> problems)
    {
        if (file.Number is not { } number)
            return;
        var same = folder.Records.Where(other => other.Number == number && !IsSame(other, file)).Select(Name).ToList();
        if (same.Count > 0)
            problems.Add(new(1, $"Expected each number once, found {number} also in {string.Join(", ", same)}."));
    }

    private void Link(DecisionText file, WrittenLink link, List<LintProblem> problems)
    {
        if (link.Target is { } target && !IsLocal(target))
            return;
        var other = Target(file, link);
        if (other is null)
        {
            problems.Add(
                new(
                    link.Line,
                    link.Target is null
                        ? $"Expected a decision \"{link.Name}\" in this folder, found none."
                        : $"Expected the file {link.Target}, found none."
                )
            );
            return;
        }
        if (IsSame(other, file))
            problems.Add(new(link.Line, "A decision cannot supersede itself."));
        else if (other.IsRecord && !other.IsLinked(file, !link.IsBy))
            problems.Add(
                new(
                    link.Line,
                    link.IsBy
                        ? $"Superseded by {Name(other)}, which does not say that it supersedes this decision."
                        : $"Supersedes {Name(other)}, which does not say that it is superseded by this decision."
                )
            );
    }

    /// <summary>Links in the text to Markdown files that are not there.</summary>
    private static void References(DecisionText file, List<LintProblem> problems)
    {
        var told = file.Links.Select(link => link.Target).ToHashSet(StringComparer.Ordinal);
        foreach (var piece in file.Reading.Markdown.Pieces.Where(piece => piece.Kind != PieceKind.Code))
        {
            for (var i = 0; i < piece.Lines.Count; i++)
            {
                var line = CodeOrComment().Replace(piece.Lines[i], "");
                foreach (Match match in MarkdownLink().Matches(line))
                {
                    var target = match.Groups[1].Value.Split('#')[0];
                    if (target.Length > 0 && IsLocal(target) && told.Add(target) && !File.Exists(file.Resolved(target)))
                        problems.Add(new(piece.Line + i, $"Expected the file {target}, found none."));
                }
            }
        }
    }

    private List<string> Names(DecisionText file, bool isBy) =>
        [
            .. file
                .Links.Where(link => link.IsBy == isBy)
                .Select(link =>
                    link.Target is not null
                        ? Uri.UnescapeDataString(link.Target) is var target
                        && target.StartsWith("./", StringComparison.Ordinal)
                            ? target[2..]
                            : target
                        : Target(file, link) is { } other
                            ? Name(other)
                            : link.Name
                )
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The file that a link means: by its address, else by number or slug in the same folder.</summary>
    private DecisionText? Target(DecisionText file, WrittenLink link)
    {
        if (link.Target is null)
            return FolderOf(file).Records.FirstOrDefault(other => file.Means(link, other));
        var path = file.Resolved(link.Target);
        return File.Exists(path) && DecisionFolder.IsMarkdown(path)
            ? Folder(System.IO.Path.GetDirectoryName(path)!)
                .Files.FirstOrDefault(other => System.IO.Path.GetFullPath(other.Path) == path)
            : null;
    }

    private DecisionFolder FolderOf(DecisionText file) =>
        Folder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file.Path))!);

    private DecisionFolder Folder(string path)
    {
        if (!folders.TryGetValue(path, out var folder))
            folders[path] = folder = DecisionFolder.Load(path);
        return folder;
    }

    private static bool IsSame(DecisionText one, DecisionText other) =>
        System.IO.Path.GetFullPath(one.Path) == System.IO.Path.GetFullPath(other.Path);

    private static string Name(DecisionText file) => System.IO.Path.GetFileName(file.Path);

    private static bool IsLocal(string target) =>
        !target.StartsWith('/') && !Scheme().IsMatch(target) && target.IndexOfAny(['\0', '{', '<', '$']) < 0;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]{1,20}:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(`+)[^`]+\1|<!--.*?-->", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeOrComment();

    [GeneratedRegex(
        @"\]\(<?([^()\s<>]{1,300}\.(?:md|markdown)(?:#[^()\s<>]{0,200})?)>?(?:\s[^()]{0,200})?\)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex MarkdownLink();
}
