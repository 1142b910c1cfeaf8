namespace Binnacle.History;

public sealed partial class GitRepository
{
    private const int MostForks = 200;

    /// <summary>
    /// Branches by where they left <paramref name="head"/>, the newest 200 of those that are wanted: the last commit that they share with
    /// it, and when their first own commit was made; of a branch without own commits, when the shared one was.
    /// </summary>
    /// <param name="isWanted">Of a name without <c>refs/heads/</c> and without a remote's name.</param>
    /// <returns>Local branches before those of remotes with the same name. A branch without a common commit is left out.</returns>
    /// <exception cref="RepositoryException">git cannot list them.</exception>
    public async Task<IReadOnlyList<Tag>> ForksAsync(
        ObjectId head,
        Func<string, bool> isWanted,
        CancellationToken cancellation = default
    )
    {
        var (_, text) = await ReadAsync(
            ["for-each-ref", "--sort=-committerdate", "--format=%(refname)", "refs/heads", "refs/remotes"],
            [],
            cancellation
        );
        var wanted = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(reference => (Reference: reference, Name: BranchName(reference)))
            .Where(branch => isWanted(branch.Name))
            .OrderBy(branch => branch.Reference.StartsWith("refs/remotes/", StringComparison.Ordinal))
            .DistinctBy(branch => branch.Name, StringComparer.Ordinal)
            .Take(MostForks)
            .ToList();
        var forks = new List<Tag>();
        foreach (var (reference, name) in wanted)
        {
            var (_, shared) = await ReadAsync(["merge-base", head.ToString(), reference], [1], cancellation);
            if (shared.Length == 0)
                continue;
            var fork = ObjectId.Parse(shared.AsSpan().TrimEnd('\n'));
            var (_, own) = await ReadAsync(
                ["log", "--first-parent", "--reverse", "--format=%ct", $"{fork}..{reference}"],
                [],
                cancellation
            );
            if (own.Length == 0)
                (_, own) = await ReadAsync(["log", "-1", "--format=%ct", fork.ToString()], [], cancellation);
            forks.Add(new(name, fork, Time(own.Split('\n', 2)[0])));
        }
        return forks;
    }

    /// <summary>"origin/release/1.2" is the branch release/1.2.</summary>
    private static string BranchName(string reference) =>
        reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? ShortName(reference)
            : ShortName(reference).Split('/', 2)[^1];
}
