using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Where decision records are kept, and which files there are none.</summary>
internal static partial class DecisionPaths
{
    /// <summary>A numbered or dated Markdown file in a folder of decisions, or a name that says "adr".</summary>
    public static bool IsRecord(FilePath file) =>
        file.IsMarkdown && !IsAside(file) && (IsNamed(file) || HasFolder(file) && Numbered().IsMatch(file.Stem));

    /// <summary>A Markdown file in a folder of decisions whatever its name: what it holds decides.</summary>
    public static bool IsPlace(FilePath file) =>
        file.IsMarkdown && !IsAside(file) && (HasFolder(file) || IsNamed(file) || IsLoose(file));

    /// <summary>Folders of proposals: what is in them is a decision only where it states its status.</summary>
    public static bool IsLoose(FilePath file) =>
        !HasFolder(file) && !IsNamed(file) && file.HasFolder(f => LooseFolder().IsMatch(f));

    /// <summary>The number in a name as written; a date is none.</summary>
    public static string? NumberOf(FilePath file) =>
        Numbered().Match(file.Stem) is { Success: true } match
        && match.Groups["number"].Value is { Length: > 0 and < 6 } number
        && !YearAndMonth().IsMatch(file.Stem)
            ? number
            : null;

    public static bool IsNumbered(FilePath file) => Numbered().IsMatch(file.Stem);

    public static bool IsDated(FilePath file) => Dated().IsMatch(file.Stem);

    private static bool HasFolder(FilePath file) => file.HasFolder(f => Folder().IsMatch(f));

    private static bool IsNamed(FilePath file) =>
        file.Stem.EndsWith(".adr", StringComparison.Ordinal) || AdrNumber().IsMatch(file.Stem);

    /// <summary>Indexes, templates and what else lies beside records.</summary>
    public static bool IsAside(FilePath file) =>
        file.Stem.TrimStart('_')
            is "readme"
                or "index"
                or "toc"
                or "table-of-contents"
                or "summary"
                or "overview"
                or "contents"
                or "log"
                or "adr-log"
                or "decision-log"
                or "glossary"
                or "contributing"
                or "changelog"
                or "process"
        || Template().IsMatch(file.Stem);

    [GeneratedRegex(
        "^(adrs?|decisions?|(architecture|architectural|design|technical|tech|product)[-_ ]?decisions?([-_ ]?records?)?|decision[-_ ]?(records?|log)|rfcs?)$"
    )]
    private static partial Regex Folder();

    [GeneratedRegex("^(adr|rfc|decision|dr|d)?[-_ ]?(?<number>\\d{1,8})(?![0-9])([-_. ]|$)|^\\d{4}-\\d{2}-\\d{2}")]
    private static partial Regex Numbered();

    [GeneratedRegex(
        "^((design|enhancement)[-_]?)?proposals([-_](accepted|done|rejected|draft|open|closed))?$|^design[-_]?docs?$|^lids$|^keps$|^enhancements$"
    )]
    private static partial Regex LooseFolder();

    [GeneratedRegex("^adr[-_ ]?\\d{1,6}([-_. ]|$)")]
    private static partial Regex AdrNumber();

    // "2020-02-push-api" tells when and not which.
    [GeneratedRegex("^(19|20)\\d{2}-(0[1-9]|1[0-2])-")]
    private static partial Regex YearAndMonth();

    [GeneratedRegex("^(\\d{8}|\\d{4}-\\d{2}-\\d{2})[-_ ]")]
    private static partial Regex Dated();

    // "0000-template", "adr-template-minimal" and not "0012-use-a-template-engine".
    [GeneratedRegex(
        "^[0-9x]*[-_ ]?((adr|madr|rfc|nygard|decision|record|decision-record)[-_ ]?)*templates?([-_ ](bare|minimal|short|long|full|light|adr|madr|rfc|record))*$|[-_.]template$"
    )]
    private static partial Regex Template();
}
