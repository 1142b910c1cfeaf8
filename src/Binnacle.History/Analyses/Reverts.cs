using System.Text.RegularExpressions;

namespace Binnacle.History.Analyses;

/// <summary>Changes and, of them, those that undo an earlier one.</summary>
public sealed class RevertCount
{
    /// <summary>Changes of any kind.</summary>
    public int Changes { get; internal set; }

    /// <summary>Of them, those whose subject says that they undo one.</summary>
    public int Reverts { get; internal set; }

    /// <summary>Days from the change to its revert, where the reverted one was found.</summary>
    public Distribution Days { get; } = new();
}

/// <summary>
/// Reverts and how long the reverted change stood. Bodies of commits are not read: the reverted change is the newest before it whose
/// subject is the one quoted (<c>Revert "SUBJECT"</c>, <c>revert: SUBJECT</c>), a pull request's <c> (#12)</c> at the end aside. Memory grows with the
/// subjects of the window.
/// </summary>
/// <param name="since">UTC, not included. What was made before is found neither as a revert nor as reverted.</param>
public sealed partial class Reverts(DateTime since, DateTime end)
{
    private readonly Dictionary<string, DateTime> subjects = new(StringComparer.Ordinal);

    /// <summary>Of the whole window.</summary>
    public RevertCount All { get; } = new();

    /// <summary>By month of the revert.</summary>
    public ByMonth<RevertCount> ByMonth { get; } = new(since, end);

    /// <summary>Adds one commit, parents before children; a merge counts as no change but may be reverted.</summary>
    public void Add(Commit commit)
    {
        if (commit.SoundAt <= since)
            return;
        if (!commit.IsMerge)
        {
            ByMonth.TryGet(commit.SoundAt, out var month);
            var isRevert = Undoing().IsMatch(commit.Subject);
            var days = isRevert ? DaysSinceReverted(commit) : null;
            foreach (var count in (RevertCount[])[All, month])
            {
                count.Changes++;
                count.Reverts += isRevert ? 1 : 0;
                if (days is { } found)
                    count.Days.Add(found);
            }
        }
        subjects[Plain(commit.Subject)] = commit.SoundAt;
    }

    private double? DaysSinceReverted(Commit commit)
    {
        var quoted = Quoted().Match(commit.Subject);
        return
            quoted.Success
            && subjects.TryGetValue(Plain(quoted.Groups["subject"].Value), out var at)
            && at <= commit.SoundAt
            ? Math.Round((commit.SoundAt - at).TotalDays, 2)
            : null;
    }

    private static string Plain(string subject) => PullRequest().Replace(subject.Trim(), "");

    [GeneratedRegex(
        "^(revert|back out|rollback|roll back)\\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Undoing();

    // A revert of a revert quotes quotes: the last one ends it.
    [GeneratedRegex(
        "^(Revert|Back out|Rollback|Roll back)(\\([^)]*\\))?!?:?\\s+([\"'“](?<subject>.+)[\"'”]|(?<subject>.+))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s*\(#\d+\)$", RegexOptions.CultureInvariant)]
    private static partial Regex PullRequest();
}
