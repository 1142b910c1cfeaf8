using System.Text;
using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>CODEOWNERS of GitHub, and of GitLab with its sections.</summary>
internal static partial class OwnershipReader
{
    private const int MostProblems = 50;

    public static ReadDocument Read(FilePath file, FileText text)
    {
        var rules = new List<OwnershipRule>();
        var problems = new List<DocumentProblem>();
        var hasSections = text.Lines.Any(l => Section().IsMatch(l));
        string? section = null;
        List<string> sectionOwners = [];
        for (var i = 0; i < text.Lines.Length && problems.Count < MostProblems; i++)
        {
            var line = text.Lines[i].Trim();
            if (line.Length is 0 or > 4000 || line[0] == '#')
                continue;
            if (hasSections && Section().Match(line) is { Success: true } head)
            {
                section = head.Groups["name"].Value.Trim();
                sectionOwners = Words(head.Groups["owners"].Value);
                Judge(sectionOwners, i + 1, problems);
                continue;
            }
            var words = Words(line);
            if (words.Count == 0)
                continue;
            var pattern = words[0];
            if (!hasSections && Unsupported(pattern) is { } reason)
            {
                problems.Add(new(i + 1, reason));
                continue;
            }
            var owners = words.GetRange(1, words.Count - 1);
            Judge(owners, i + 1, problems);
            // In GitLab a rule without owners takes those of its section; elsewhere it takes the owners away.
            var own = owners.Count == 0 && !pattern.StartsWith('!') ? sectionOwners : owners;
            rules.Add(new(i + 1, pattern.TrimStart('!'), own, section));
        }
        return new(DocumentKind.Ownership, new OwnershipFacts("CODEOWNERS", rules), problems);
    }

    private static string? Unsupported(string pattern) =>
        pattern.StartsWith('!')
            ? "Expected a pattern, found a negation (!), which CODEOWNERS does not know; the rule is not counted."
        : pattern.Contains('[', StringComparison.Ordinal)
            ? "Expected a pattern, found a character range ([ ]), which CODEOWNERS does not know; the rule is not counted."
        : null;

    private static void Judge(List<string> owners, int line, List<DocumentProblem> problems)
    {
        for (var i = owners.Count - 1; i >= 0; i--)
        {
            if (Owner().IsMatch(owners[i]))
                continue;
            problems.Add(
                new(
                    line,
                    $"Expected an owner (@person, @organization/team or an address), found \"{Titles.Short(owners[i])}\"."
                )
            );
            owners.RemoveAt(i);
        }
    }

    /// <summary>Words of a line up to an inline comment; a backslash keeps a blank or a # inside a word.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '\\' && i + 1 < line.Length && line[i + 1] is ' ' or '#' or '\\')
            {
                word.Append(line[++i]);
                continue;
            }
            if (letter is '#' && word.Length == 0)
                break;
            if (!char.IsWhiteSpace(letter))
            {
                word.Append(letter);
                continue;
            }
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }

    [GeneratedRegex(
        @"^\s*\^?\[(?<name>[^\[\]]{1,200})\](\[\d{1,4}\])?(?<owners>\s.*)?$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Section();

    [GeneratedRegex(
        @"^(@{1,2}[A-Za-z0-9][\w.\-]*(/[\w.\-]+)*|[^@\s]{1,100}@[\w\-]+(\.[\w\-]+)+)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Owner();
}
