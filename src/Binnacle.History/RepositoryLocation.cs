using System.IO.Enumeration;

namespace Binnacle.History;

/// <summary>Where a repository lies on disk, found by looking at files only.</summary>
/// <param name="Path">The work tree's root, or the bare directory.</param>
/// <param name="GitDirectory">Where HEAD is.</param>
/// <param name="CommonDirectory">Where objects and references are; differs from <paramref name="GitDirectory"/> in linked work trees.</param>
internal sealed record RepositoryLocation(string Path, string GitDirectory, string CommonDirectory)
{
    public ConfigurationText Configuration { get; } =
        ConfigurationText.Read(System.IO.Path.Combine(CommonDirectory, "config"));

    public bool Exists => IsGitDirectory(GitDirectory);

    public RepositoryException Vanished(Exception? inner = null) =>
        new(
            RepositoryProblem.Vanished,
            $"The repository at {Path} went away while it was read. Restore it and scan again.",
            inner
        );

    public static RepositoryLocation Find(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (File.Exists(full))
            return AtLink(full, System.IO.Path.GetDirectoryName(full)!) ?? throw NotARepository(full, FileFound(full));
        if (!Directory.Exists(full))
            throw new RepositoryException(RepositoryProblem.NotFound, $"Nothing was found at {full}.");

        for (var folder = full; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            if (AtFolder(folder) is { } found)
                return found;
        throw NotARepository(full, FolderFound(full));
    }

    public static string ReadHead(string path)
    {
        // Old repositories have a symbolic link to the branch in place of the text.
        var link = new FileInfo(path).LinkTarget;
        return link is not null && link.StartsWith("refs/", StringComparison.Ordinal)
            ? $"ref: {link}\n"
            : File.ReadAllText(path);
    }

    private static RepositoryLocation? AtFolder(string folder)
    {
        if (IsGitDirectory(folder))
            return At(
                System.IO.Path.GetFileName(folder) == ".git" ? System.IO.Path.GetDirectoryName(folder)! : folder,
                folder
            );
        var inner = System.IO.Path.Combine(folder, ".git");
        if (IsGitDirectory(inner))
            return At(folder, inner);
        return File.Exists(inner) ? AtLink(inner, folder) : null;
    }

    /// <summary>A <c>.git</c> file of a linked work tree or submodule: <c>gitdir: PATH</c>.</summary>
    private static RepositoryLocation? AtLink(string file, string folder)
    {
        const string Prefix = "gitdir:";
        if (new FileInfo(file).Length > 64 << 10)
            return null;
        var text = File.ReadAllText(file);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var target = System.IO.Path.GetFullPath(text[Prefix.Length..].Trim('\n', '\r', ' '), folder);
        return IsGitDirectory(target)
            ? At(folder, target)
            : throw NotARepository(file, $"it points to {target}, which is not a git directory");
    }

    private static RepositoryLocation At(string path, string gitDirectory) =>
        new(path, gitDirectory, CommonOf(gitDirectory));

    private static string CommonOf(string gitDirectory)
    {
        var file = System.IO.Path.Combine(gitDirectory, "commondir");
        return File.Exists(file)
            ? System.IO.Path.GetFullPath(File.ReadAllText(file).Trim('\n', '\r', ' '), gitDirectory)
            : gitDirectory;
    }

    private static bool IsGitDirectory(string folder)
    {
        try
        {
            var head = System.IO.Path.Combine(folder, "HEAD");
            if (!System.IO.Path.Exists(head) && new FileInfo(head).LinkTarget is null)
                return false;
            if (!Directory.Exists(System.IO.Path.Combine(CommonOf(folder), "objects")))
                return false;
            var text = ReadHead(head).TrimEnd();
            return text.StartsWith("ref:", StringComparison.Ordinal)
                || (text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static RepositoryException NotARepository(string path, string found) =>
        new(
            RepositoryProblem.NotARepository,
            $"{path} is not a git repository: {found}. Give a clone's folder, a bare repository, or a clone URL."
        );

    private static string FileFound(string path) => $"it is a file of {new FileInfo(path).Length} bytes";

    private static string FolderFound(string path)
    {
        try
        {
            var names = Directory
                .EnumerateFileSystemEntries(path)
                .Select(System.IO.Path.GetFileName)
                .Take(1000)
                .ToList();
            if (names.Contains(".git"))
                return "its .git has no HEAD or no objects";
            var nested = new FileSystemEnumerable<string>(path, (ref FileSystemEntry e) => e.FileName.ToString())
            {
                ShouldIncludePredicate = (ref FileSystemEntry e) =>
                    e.IsDirectory && AtFolder(e.ToFullPath()) is not null,
            }
                .Take(4)
                .Order(StringComparer.Ordinal)
                .ToList();
            if (nested.Count > 0)
                return $"it is a folder with repositories inside ({string.Join(", ", nested)}); give each of them";
            return names.Count == 0
                ? "it is an empty folder"
                : $"it is a folder with {names.Count} entries ({string.Join(", ", names.Order(StringComparer.Ordinal).Take(3))}…) and no .git";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RepositoryException)
        {
            return $"it cannot be listed ({e.Message})";
        }
    }
}
