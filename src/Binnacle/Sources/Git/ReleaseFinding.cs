using System.Text.RegularExpressions;
using Binnacle.History;

namespace Binnacle.Sources.Git;

/// <summary>Which tags are releases, and which release first contained each commit.</summary>
internal static partial class ReleaseFinding
{
    /// <summary>A version number in the tag's last part: <c>v1.2.3</c>, <c>ledger/v2.0</c>, <c>release-2024.03</c>, <c>app@1.0.0</c>.</summary>
    public static bool IsRelease(string tag) => Version().IsMatch(tag);

    public static bool IsPrerelease(string tag) => Prerelease().IsMatch(tag);

    /// <summary>A branch that is named for a version: <c>release/1.4</c>, <c>releases/v2</c>, <c>release-2024.03</c>, <c>rel_1_4</c>, <c>1.4.x</c>.</summary>
    public static bool IsReleaseBranch(string branch) => ReleaseBranch().IsMatch(branch);

    /// <summary>
    /// Walks back from each release, oldest first; a commit belongs to the first that reaches it. Linear in commits.
    /// </summary>
    /// <param name="parents">By commit, the commits it follows. Commits outside (a shallow clone) end the walk.</param>
    /// <returns>For each released commit the index into <paramref name="releases"/>.</returns>
    public static Dictionary<ObjectId, int> FirstReleases(
        IReadOnlyList<Tag> releases,
        IReadOnlyDictionary<ObjectId, IReadOnlyList<ObjectId>> parents
    )
    {
        var found = new Dictionary<ObjectId, int>();
        var stack = new Stack<ObjectId>();
        foreach (
            var (release, index) in releases
                .Select((release, index) => (release, index))
                .OrderBy(pair => pair.release.At)
        )
        {
            stack.Push(release.Commit);
            while (stack.TryPop(out var commit))
            {
                if (!parents.TryGetValue(commit, out var before) || !found.TryAdd(commit, index))
                    continue;
                foreach (var parent in before)
                    stack.Push(parent);
            }
        }
        return found;
    }

    [GeneratedRegex(@"(^|[-_/@.a-z])v?\d+([._-]\d+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Version();

    [GeneratedRegex(
        @"^(rel|release|releases)[-_/]v?\d+([._-]\d+)*([._-]x)?$|^v?\d+([._]\d+)*[._](\d+|x)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ReleaseBranch();

    [GeneratedRegex(
        @"\d[-._]?(a|b|c|alpha|beta|rc|pre|preview|dev|snapshot|nightly|canary|next|m)[-._]?\d*([-._+]|$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Prerelease();
}
