using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Who owns a path: the last rule that matches wins, and one without owners leaves the path unowned.</summary>
public sealed class OwnershipRules
{
    private readonly (OwnershipRule Rule, OwnershipPattern Pattern)[][] sections;

    private OwnershipRules((OwnershipRule, OwnershipPattern)[][] sections) => this.sections = sections;

    public static OwnershipRules From(OwnershipFacts facts) =>
        new([
            .. facts
                .Rules.GroupBy(r => r.Section ?? "", StringComparer.OrdinalIgnoreCase)
                .Select(g => g.Select(r => (r, new OwnershipPattern(r.Pattern))).Reverse().ToArray()),
        ]);

    /// <summary>Owners as written. In GitLab each section has its own last match, and their owners add up.</summary>
    public IReadOnlyList<string> OwnersOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<string> owners = [];
        foreach (var section in sections)
        {
            foreach (var (rule, pattern) in section)
            {
                if (!pattern.Matches(parts))
                    continue;
                owners = owners.Count == 0 ? rule.Owners : [.. owners.Union(rule.Owners, StringComparer.Ordinal)];
                break;
            }
        }
        return owners;
    }
}
