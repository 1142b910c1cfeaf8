using System.Text.RegularExpressions;

namespace Binnacle.History.Analyses;

/// <summary>
/// Groups of files by path, one a line as <c>src/core => Core</c> (a folder) or <c>^src/.*Tests\.cs$ => Tests</c> (a regular
/// expression). The first that matches counts; a file that none matches belongs to no group. Source: code-maat, <c>--group</c>.
/// </summary>
public sealed partial class Grouping
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly List<(Regex Path, string Name)> groups = [];

    private Grouping() { }

    /// <summary>Reads a file of groups; empty lines are passed over.</summary>
    /// <exception cref="FormatException">Says which line is no group, and why.</exception>
    public static Grouping Parse(string text)
    {
        var result = new Grouping();
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0)
                continue;
            if (Group().Match(line) is not { Success: true } group)
                throw new FormatException(
                    $"line {number}: expected \"src/folder => Name\" or \"^expression$ => Name\", found \"{line}\""
                );
            result.groups.Add((Pattern(group.Groups["path"].Value, number), group.Groups["name"].Value));
        }
        return result;
    }

    /// <summary>The group's name; null for a file of no group.</summary>
    /// <exception cref="RegexMatchTimeoutException">An expression takes too long.</exception>
    public string? NameOf(string path)
    {
        foreach (var (pattern, name) in groups)
            if (pattern.IsMatch(path))
                return name;
        return null;
    }

    private static Regex Pattern(string path, int line)
    {
        try
        {
            return new(path[0] == '^' ? path : $"^{path}/", RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"line {line}: \"{path}\" is no regular expression: {e.Message}", e);
        }
    }

    [GeneratedRegex(@"^(?<path>[A-Za-z0-9_/\\.\-]+|\^.+\$)\s+=>\s+(?<name>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Group();
}
