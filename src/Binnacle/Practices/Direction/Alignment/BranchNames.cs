using System.Globalization;
using System.Text.RegularExpressions;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>A commit of the default branch as it hangs together with others.</summary>
/// <param name="Parents">The first is the branch that it was merged into.</param>
public sealed record GraphCommit(long Id, string Name, IReadOnlyList<string> Parents, string Subject);

/// <summary>
/// Which branch a commit came from, as the subjects of merges tell: git does not keep it. A commit belongs to the merge that
/// brought it to the default branch, the innermost where merges stand in merges.
/// </summary>
public static partial class BranchNames
{
    /// <param name="newestFirst">By time; parents that are not among them are taken as known before.</param>
    public static Dictionary<long, (string? Branch, int? PullRequest)> Of(IReadOnlyList<GraphCommit> newestFirst)
    {
        var byName = new Dictionary<string, GraphCommit>(newestFirst.Count, StringComparer.Ordinal);
        var isParent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commit in newestFirst)
        {
            byName[commit.Name] = commit;
            isParent.UnionWith(commit.Parents);
        }
        var branches = new Dictionary<long, (string?, int?)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // The line of first parents from every head belongs to no merge.
        var lines = new Queue<(GraphCommit Start, (string? Branch, int? PullRequest) Told)>();
        foreach (var head in newestFirst.Where(commit => !isParent.Contains(commit.Name)))
            lines.Enqueue((head, (null, null)));
        // Outer lines are walked whole before the merges found on them, oldest merge first: what it brought was not there before.
        while (lines.Count > 0)
        {
            var (start, told) = lines.Dequeue();
            var merges = new List<GraphCommit>();
            for (var at = start; at is not null && seen.Add(at.Name); )
            {
                if (told.Branch is not null || told.PullRequest is not null)
                    branches[at.Id] = told;
                if (at.Parents.Count > 1)
                    merges.Add(at);
                at = at.Parents.Count > 0 ? byName.GetValueOrDefault(at.Parents[0]) : null;
            }
            merges.Reverse();
            foreach (var merge in merges)
            {
                var own = ReadSubject(merge.Subject);
                foreach (var side in merge.Parents.Skip(1))
                    if (byName.TryGetValue(side, out var tip) && !seen.Contains(side))
                        lines.Enqueue((tip, own == default ? told : own));
            }
        }
        return branches;
    }

    /// <summary>What GitHub, GitLab, Bitbucket and git itself write.</summary>
    public static (string? Branch, int? PullRequest) ReadSubject(string subject)
    {
        if (PullRequest().Match(subject) is { Success: true } request)
        {
            var branch = request.Groups[2].Value;
            // GitHub writes the owner of the fork in front.
            var slash = branch.IndexOf('/', StringComparison.Ordinal);
            return (
                Cut(slash < 0 ? branch : branch[(slash + 1)..]),
                int.Parse(request.Groups[1].Value, CultureInfo.InvariantCulture)
            );
        }
        return MergedBranch().Match(subject) is { Success: true } merged
            ? (Cut(merged.Groups[1].Value), null)
            : default;
    }

    private static string Cut(string branch) => branch.Length > 200 ? branch[..200] : branch;

    [GeneratedRegex(@"^Merge(?:d)? pull request #(\d{1,9}) from (\S+)")]
    private static partial Regex PullRequest();

    [GeneratedRegex(
        @"^Merge(?:d)? (?:in )?(?:remote-tracking )?(?:branch )?'?(?:origin/)?([^'\s]+)'?(?: of \S+)?(?: into .+)?(?: \(pull request #\d+\))?$"
    )]
    private static partial Regex MergedBranch();
}
