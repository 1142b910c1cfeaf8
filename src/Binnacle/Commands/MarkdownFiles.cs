using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Commands;

/// <summary>The Markdown files below some places, each once, in the order of their paths; links to folders are not followed.</summary>
internal static class MarkdownFiles
{
    public static IEnumerable<string> Below(IEnumerable<string> places) =>
        places
            .SelectMany(place => Directory.Exists(place) ? InFolder(place) : [place])
            .Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)
            .DistinctBy(Path.GetFullPath, StringComparer.Ordinal);

    /// <summary>The folder that git keeps, without the files.</summary>
    public static bool IsBareRepository(string place) =>
        File.Exists(Path.Combine(place, "HEAD"))
        && Directory.Exists(Path.Combine(place, "objects"))
        && Directory.Exists(Path.Combine(place, "refs"));

    private static IEnumerable<string> InFolder(string folder)
    {
        List<string> files;
        List<string> folders;
        try
        {
            files =
            [
                .. Directory.EnumerateFiles(folder).Where(DecisionFolder.IsMarkdown).Order(StringComparer.Ordinal),
            ];
            folders = [.. Directory.EnumerateDirectories(folder).Where(IsSearched).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
        return files.Concat(folders.SelectMany(InFolder));
    }

    private static bool IsSearched(string folder) =>
        Path.GetFileName(folder) is not (".git" or "node_modules") && new DirectoryInfo(folder).LinkTarget is null;
}
