namespace Binnacle.History;

/// <summary>
/// Divides a repository's folders into areas, the unit of "areas that one person knows": the first folder of a path; one or more levels deeper where a folder
/// only holds others (src, packages, services …) or holds most of the repository. Aims at 8–60 areas: when there are more, the smallest
/// join the folder above. Deterministic for a set of paths.
/// </summary>
public sealed class AreaMap
{
    /// <summary>The area of files that lie in the root.</summary>
    public const string Root = "(root)";

    private const int Fewest = 8;
    private const int Most = 60;
    private const int SmallestToDivide = 10;
    private const int DeepestLevel = 3;
    private const double MostOfIt = 0.4;

    private static readonly HashSet<string> Containers = new(StringComparer.OrdinalIgnoreCase)
    {
        "src",
        "source",
        "lib",
        "libs",
        "packages",
        "apps",
        "app",
        "services",
        "modules",
        "pkg",
        "cmd",
        "internal",
        "crates",
        "plugins",
        "projects",
        "components",
    };

    private readonly HashSet<string> divided = new(StringComparer.Ordinal) { "" };
    private readonly HashSet<string> joined = new(StringComparer.Ordinal);

    private AreaMap() { }

    /// <summary>Builds the map from the paths of files, relative with <c>/</c>, in any order; repeated ones count once.</summary>
    public static AreaMap From(IEnumerable<string> paths)
    {
        var root = new Folder("", 0);
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
            root.Add(path);
        var map = new AreaMap();
        map.Divide(root);
        return map;
    }

    /// <summary>The area of any path, also of one that was not there when the map was made.</summary>
    public string AreaOf(string path)
    {
        var area = "";
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (!divided.Contains(area))
                break;
            var folder = path[..slash];
            if (joined.Contains(folder))
                break;
            area = folder;
        }
        return area.Length == 0 ? Root : area;
    }

    private void Divide(Folder root)
    {
        var areas = root.Folders.Values.ToList();
        foreach (var folder in areas.Where(f => Containers.Contains(f.Name) && f.Folders.Count > 0).ToList())
            Replace(areas, folder);
        while (areas.Where(f => f.Files > MostOfIt * root.Files && CanDivide(f)).MaxBy(Order) is { } folder)
            Replace(areas, folder);
        while (
            areas.Count < Fewest
            && areas.Where(f => f.Files >= SmallestToDivide && CanDivide(f)).MaxBy(Order) is { } folder
        )
            Replace(areas, folder);
        foreach (var folder in areas.OrderBy(Order).Take(areas.Count - Most))
            joined.Add(folder.Path);
    }

    /// <summary>A folder with many files of its own is a thing in itself; its folders belong to it (tests with their data).</summary>
    private static bool CanDivide(Folder folder) =>
        3 * folder.Folders.Values.Sum(f => f.Files) > 2 * folder.Files
        && (folder.Folders.Count == 1 || folder.Level < DeepestLevel);

    private static (int, string) Order(Folder folder) => (folder.Files, folder.Path);

    private void Replace(List<Folder> areas, Folder folder)
    {
        divided.Add(folder.Path);
        areas.Remove(folder);
        // A chain of single folders (main/java/com) is one step.
        foreach (var inner in folder.Folders.Values)
        {
            inner.Level = folder.Folders.Count > 1 ? folder.Level + 1 : folder.Level;
            areas.Add(inner);
        }
    }

    private sealed class Folder(string path, int level)
    {
        public string Path { get; } = path;
        public string Name => Path[(Path.LastIndexOf('/') + 1)..];
        public int Level { get; set; } = level;
        public int Files { get; private set; }
        public SortedDictionary<string, Folder> Folders { get; } = new(StringComparer.Ordinal);

        public void Add(string path)
        {
            var folder = this;
            folder.Files++;
            for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
            {
                var name = path[..slash];
                if (!folder.Folders.TryGetValue(name, out var inner))
                    folder.Folders[name] = inner = new(name, 1);
                inner.Files++;
                folder = inner;
            }
        }
    }
}
