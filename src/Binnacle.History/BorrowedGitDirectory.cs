namespace Binnacle.History;

/// <summary>
/// A temporary git directory of our own whose objects and references are symbolic links into somebody else's repository, for the
/// time of one git process. Its configuration is written here, so that the repository's configuration, attributes,
/// hooks, grafts and promisor remotes are never read and cannot start a program or a download; a missing object is then
/// simply missing. Working for any owner, it also needs no exemption from git's ownership check.
/// </summary>
internal sealed class BorrowedGitDirectory : IDisposable
{
    private static readonly string[] Linked = ["objects", "refs", "packed-refs", "shallow", "reftable", "logs"];

    public BorrowedGitDirectory(RepositoryLocation location)
    {
        try
        {
            Path = Directory.CreateTempSubdirectory("binnacle-git-").FullName;
            File.WriteAllText(System.IO.Path.Combine(Path, "config"), ConfigurationOf(location.Configuration));
            var head = System.IO.Path.Combine(location.GitDirectory, "HEAD");
            File.WriteAllText(System.IO.Path.Combine(Path, "HEAD"), RepositoryLocation.ReadHead(head));
            foreach (var name in Linked)
            {
                var target = System.IO.Path.Combine(location.CommonDirectory, name);
                if (System.IO.Path.Exists(target))
                    File.CreateSymbolicLink(System.IO.Path.Combine(Path, name), target);
                else if (name == "refs")
                    Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw location.Exists
                ? new RepositoryException(
                    RepositoryProblem.GitFailed,
                    $"Cannot prepare reading {location.Path}: {e.Message}",
                    e
                )
                : location.Vanished(e);
        }
    }

    public string Path { get; } = "";

    private static string ConfigurationOf(ConfigurationText theirs)
    {
        var text = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n";
        if (string.Equals(theirs["extensions.objectformat"], "sha256", StringComparison.OrdinalIgnoreCase))
            text += "\tobjectFormat = sha256\n";
        if (string.Equals(theirs["extensions.refstorage"], "reftable", StringComparison.OrdinalIgnoreCase))
            text += "\trefStorage = reftable\n";
        return text;
    }

    public void Dispose()
    {
        try
        {
            // Does not follow symbolic links: it removes the links themselves.
            if (Path.Length > 0)
                Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A few links left in the temporary folder harm nobody.
        }
    }
}
