using System.Globalization;
using System.Text;
using Binnacle.History;
using Binnacle.Platform;

namespace Binnacle.Sources.Git;

/// <summary>A file as it stands in a commit.</summary>
public sealed record CommittedFile(string Commit, ReadOnlyMemory<byte> Content);

/// <summary>What is to stand on a branch of its own.</summary>
/// <param name="Branch">Below refs/heads, as <c>binnacle/decision-12</c>.</param>
/// <param name="Base">The commit in which the files were read; the first commit of the branch stands on it.</param>
/// <param name="Expected">The commit that was written to the branch last; null where it must not be there yet.</param>
public sealed record BranchChange(
    string Branch,
    string Base,
    string? Expected,
    IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Files,
    string Message,
    string AuthorName,
    string AuthorEmail,
    DateTime At
);

/// <summary>
/// Writes changed files of a repository as a commit on a branch of its own. Neither the work tree nor the index nor the branch
/// that is checked out is touched; nothing is pushed. A branch that somebody else moved is left alone.
/// </summary>
public static class RecordBranch
{
    /// <summary>The file as the repository's head has it; null where it has none of this name.</summary>
    /// <exception cref="RepositoryException">The repository cannot be read.</exception>
    public static async Task<CommittedFile?> ReadAsync(
        string repository,
        string path,
        CancellationToken cancellation = default
    )
    {
        Checked(path);
        var opened = await GitRepository.OpenAsync(repository, cancellation);
        if (await opened.HeadAsync(cancellation) is not { } head)
            throw new RepositoryException(RepositoryProblem.Empty, $"{opened.Path} has no commit yet.");
        using var git = await PlumbingGit.OpenAsync(opened, cancellation);
        var commit = head.Commit.ToString();
        if (await EntryAsync(git, commit, path, cancellation) is not { } entry)
            return null;
        return new(commit, await git.BytesAsync(["cat-file", "blob", entry.Blob], null, cancellation));
    }

    /// <summary>The commit that stands on the branch now; the last one where nothing would change.</summary>
    /// <exception cref="Refusal">The branch is not as it was left, is checked out, or a path cannot be written.</exception>
    /// <exception cref="RepositoryException">The repository cannot be read or written.</exception>
    public static async Task<string> WriteAsync(
        string repository,
        BranchChange change,
        CancellationToken cancellation = default
    )
    {
        foreach (var (path, _) in change.Files)
            Checked(path);
        var opened = await GitRepository.OpenAsync(repository, cancellation);
        using var git = await PlumbingGit.OpenAsync(opened, cancellation);
        var name = $"refs/heads/{change.Branch}";
        if (await git.CodeAsync(["check-ref-format", name], cancellation) != 0)
            throw new Refusal("branch", $"{change.Branch} is no name for a branch.");
        if (git.CheckedOut().Contains(name, StringComparer.Ordinal))
            throw new Refusal("branch", $"The branch {change.Branch} is checked out; switch to another one first.");
        var tip = (await git.TextAsync(["for-each-ref", "--format=%(objectname)", name], cancellation)).Trim();
        if (tip.Length > 0 && !string.Equals(tip, change.Expected, StringComparison.Ordinal))
            throw new Refusal(
                "branch",
                $"The branch {change.Branch} is at {tip[..10]}, which was not written from here; merge or delete it first."
            );
        var parent = tip.Length > 0 ? tip : await CommitAsync(git, change.Base, cancellation);
        await git.TextAsync(["read-tree", parent], cancellation);
        foreach (var (path, content) in change.Files)
        {
            var blob = Encoding
                .ASCII.GetString(
                    await git.BytesAsync(["hash-object", "-w", "--no-filters", "--stdin"], content, cancellation)
                )
                .Trim();
            var mode = (await EntryAsync(git, parent, path, cancellation))?.Mode ?? "100644";
            await git.TextAsync(["update-index", "--add", "--cacheinfo", $"{mode},{blob},{path}"], cancellation);
        }
        var tree = (await git.TextAsync(["write-tree"], cancellation)).Trim();
        var before = (await git.TextAsync(["rev-parse", "--verify", $"{parent}^{{tree}}"], cancellation)).Trim();
        if (tree == before)
            return parent;
        git.Author(OneLine(change.AuthorName), OneLine(change.AuthorEmail), change.At);
        var message = Encoding.UTF8.GetBytes(
            change.Message.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal)
        );
        var commit = Encoding
            .ASCII.GetString(
                await git.BytesAsync(["commit-tree", tree, "-p", parent, "-F", "-"], message, cancellation)
            )
            .Trim();
        // Takes the branch only if it still is where it was looked at.
        var old = tip.Length > 0 ? tip : new string('0', commit.Length);
        if (
            await git.CodeAsync(
                ["update-ref", "--no-deref", "-m", "binnacle: write back", name, commit, old],
                cancellation
            ) != 0
        )
            throw new Refusal("branch", $"The branch {change.Branch} could not be written: {git.Error}");
        return commit;
    }

    private static async Task<string> CommitAsync(PlumbingGit git, string named, CancellationToken cancellation)
    {
        if (named.Length is not (40 or 64) || !named.All(char.IsAsciiHexDigitLower))
            throw new Refusal("base", "Expected the full name of a commit to stand on.");
        return await git.CodeAsync(["cat-file", "-e", $"{named}^{{commit}}"], cancellation) == 0
            ? named
            : throw new Refusal("base", $"The repository has no commit {named[..10]}.");
    }

    /// <exception cref="Refusal">It is a link or a folder: nothing that a document may replace.</exception>
    private static async Task<(string Mode, string Blob)?> EntryAsync(
        PlumbingGit git,
        string commit,
        string path,
        CancellationToken cancellation
    )
    {
        var line = await git.TextAsync(["ls-tree", "-z", commit, "--", $":(literal){path}"], cancellation);
        if (line.Length == 0)
            return null;
        var parts = line.TrimEnd('\0').Split(' ', '\t');
        return parts[0] is "100644" or "100755"
            ? (parts[0], parts[2])
            : throw new Refusal("path", $"{path} is no plain file in {commit[..10]}.");
    }

    private static void Checked(string path)
    {
        var parts = path.Split('/');
        if (
            path.Length is 0 or > 4096
            || path.Any(char.IsControl)
            || Array.Exists(
                parts,
                part => part is "" or "." or ".." || part.Equals(".git", StringComparison.OrdinalIgnoreCase)
            )
        )
            throw new Refusal("path", $"{path} is no path of a file in the repository.");
    }

    private static string OneLine(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) && letter is not ('<' or '>'))).Trim()
            is { Length: > 0 } clean
            ? clean
            : "Binnacle";
}
