namespace Binnacle.History;

/// <summary>A branch by its name, without <c>refs/heads/</c> and without a remote's name, and its newest commit.</summary>
public sealed record Branch(string Name, ObjectId Tip);

public sealed partial class GitRepository
{
    private const int MostBranches = 200;

    /// <summary>The newest 200 branches of those that are wanted.</summary>
    /// <param name="isWanted">Of a name without <c>refs/heads/</c> and without a remote's name.</param>
    /// <returns>Local branches before those of remotes; of two with the same name, the first.</returns>
    /// <exception cref="RepositoryException">git cannot list them.</exception>
    public async Task<IReadOnlyList<Branch>> BranchesAsync(
        Func<string, bool> isWanted,
        CancellationToken cancellation = default
    )
    {
        var (_, text) = await ReadAsync(
            [
                "for-each-ref",
                "--sort=-committerdate",
                "--format=%(objectname) %(refname)",
                "refs/heads",
                "refs/remotes",
            ],
            [],
            cancellation
        );
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .Select(parts => (Tip: parts[0], Reference: parts[1], Name: BranchName(parts[1])))
                .Where(branch => isWanted(branch.Name))
                .OrderBy(branch => branch.Reference.StartsWith("refs/remotes/", StringComparison.Ordinal))
                .DistinctBy(branch => branch.Name, StringComparer.Ordinal)
                .Take(MostBranches)
                .Select(branch => new Branch(branch.Name, ObjectId.Parse(branch.Tip))),
        ];
    }

    /// <summary>
    /// Where a branch left <paramref name="head"/>: the last commit that they share, and when its first own commit was made; without
    /// own commits, when the shared one was. Null without a common commit.
    /// </summary>
    /// <exception cref="RepositoryException">git cannot read them.</exception>
    public async Task<Tag?> ForkAsync(ObjectId head, Branch branch, CancellationToken cancellation = default)
    {
        var (_, shared) = await ReadAsync(["merge-base", head.ToString(), branch.Tip.ToString()], [1], cancellation);
        if (shared.Length == 0)
            return null;
        var fork = ObjectId.Parse(shared.AsSpan().TrimEnd('\n'));
        var (_, own) = await ReadAsync(
            ["log", "--first-parent", "--reverse", "--format=%ct", $"{fork}..{branch.Tip}"],
            [],
            cancellation
        );
        if (own.Length == 0)
            (_, own) = await ReadAsync(["log", "-1", "--format=%ct", fork.ToString()], [], cancellation);
        return new(branch.Name, fork, Time(own.Split('\n', 2)[0]));
    }

    /// <summary>"origin/release/1.2" is the branch release/1.2.</summary>
    private static string BranchName(string reference) =>
        reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? ShortName(reference)
            : ShortName(reference).Split('/', 2)[^1];
}
