using System.Runtime.CompilerServices;
using System.Text;

namespace Binnacle.History;

/// <summary>What a merge did to a file by itself: the result is none of its parents' versions.</summary>
/// <param name="Blob">None where the merge removed the file.</param>
public readonly record struct MergeChange(ObjectId Commit, string Path, ObjectId Blob);

public sealed partial class GitRepository
{
    private const char CommitMark = '\u0001';
    private const int PathsAtOnce = 400;

    /// <summary>
    /// Merges that left one of these files with content that no parent had, newest first. <see cref="ReadCommitsAsync"/> tells
    /// nothing of them, because what a merge brings together is counted where it was made.
    /// </summary>
    public async IAsyncEnumerable<MergeChange> MergeChangesAsync(
        ObjectId head,
        IReadOnlyList<string> paths,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        foreach (var some in paths.Chunk(PathsAtOnce))
        {
            var (_, text) = await ReadAsync(
                [
                    "log",
                    "--merges",
                    "--diff-merges=combined",
                    "--raw",
                    "--no-renames",
                    "--no-abbrev",
                    "-z",
                    "--no-ext-diff",
                    "--no-textconv",
                    "--no-show-signature",
                    "--no-notes",
                    "--no-color",
                    "--no-relative",
                    "--ignore-submodules=none",
                    "--format=%x01%H",
                    head.ToString(),
                    "--",
                    .. some.Select(path => ":(top,literal)" + path),
                ],
                [],
                cancellation
            );
            foreach (var change in Parse(text))
                yield return change;
        }
    }

    /// <summary>A marked name for each commit; <c>::MODES NAMES LETTERS</c> and the path for each file, all ended by NUL.</summary>
    private static IEnumerable<MergeChange> Parse(string text)
    {
        var commit = default(ObjectId);
        var blob = default(ObjectId?);
        foreach (var token in text.Split('\0'))
        {
            var rest = token;
            if (blob is { } changed)
            {
                yield return new(commit, token, changed);
                blob = null;
                continue;
            }
            rest = rest.TrimStart('\n');
            if (rest.StartsWith(CommitMark))
            {
                var end = rest.IndexOf('\n', StringComparison.Ordinal);
                commit = ObjectId.Parse(end < 0 ? rest[1..] : rest[1..end]);
                rest = end < 0 ? "" : rest[end..].TrimStart('\n');
            }
            if (rest.StartsWith(':') && rest.Split(' ') is { Length: >= 3 } words)
                blob = ObjectId.Parse(words[^2]);
        }
    }
}
